using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary><c>config/lexicon/mentions.*.yaml</c>: the words around names, by what they tell about the name. All are matched folded.</summary>
public sealed record MentionLexiconFile
{
    public required string Language { get; init; }

    /// <summary>Words that stand before a person's name.</summary>
    public string[] Titles { get; init; } = [];

    /// <summary>Titles after which no place can stand ("Mr London").</summary>
    public string[] PersonOnlyTitles { get; init; } = [];

    /// <summary>Words that are no part of a name even where they begin a sentence.</summary>
    public string[] FunctionWords { get; init; } = [];

    /// <summary>Words that are names only where something else says so (Nice, May).</summary>
    public string[] CommonWords { get; init; } = [];

    /// <summary>Surnames that many people bear: alone they need a full mention in the article.</summary>
    public string[] CommonSurnames { get; init; } = [];

    /// <summary>Forms of one given name in several languages or short.</summary>
    public string[][] GivenNameGroups { get; init; } = [];

    /// <summary>Given names that make a following surname another person's.</summary>
    public string[] GivenNames { get; init; } = [];

    /// <summary>von, de: they belong to the surname.</summary>
    public string[] FamilyParticles { get; init; } = [];

    /// <summary>Jr, III: no surname.</summary>
    public string[] GenerationWords { get; init; } = [];

    public string[] SayVerbs { get; init; } = [];

    /// <summary>After a place name: it stands for the oblast.</summary>
    public string[] OblastWords { get; init; } = [];

    public string[] RaionWords { get; init; } = [];

    /// <summary>Directly before a place name that can stand for an oblast.</summary>
    public string[] OblastOf { get; init; } = [];

    /// <summary>Nouns before "in NAME" that make it an oblast: settlements in NAME.</summary>
    public string[] OblastIn { get; init; } = [];

    /// <summary>northern, eastern.</summary>
    public string[] Compass { get; init; } = [];

    public string[] CityBefore { get; init; } = [];

    public string[] CityAfter { get; init; } = [];

    /// <summary>Units of area: a bare name with an area claim is the oblast.</summary>
    public string[] AreaWords { get; init; } = [];

    /// <summary>After a capital as subject: it stands for the government.</summary>
    public string[] GovernmentVerbs { get; init; } = [];

    /// <summary>After was or were: what happens to cities, not to governments.</summary>
    public string[] CityPassives { get; init; } = [];

    /// <summary>After a capital's possessive.</summary>
    public string[] GovernmentNouns { get; init; } = [];

    /// <summary>Directly before a capital.</summary>
    public string[] GovernmentBefore { get; init; } = [];

    public string[] CityPrepositions { get; init; } = [];

    /// <summary>Within the capitalised words after a place name: name of an institution or facility.</summary>
    public string[] InstitutionWords { get; init; } = [];

    /// <summary>Directly before a place name, capitalised: University of.</summary>
    public string[] InstitutionOf { get; init; } = [];

    public string[] StreetWords { get; init; } = [];

    /// <summary>After "Russian military": the body's name is only an adjective there, and the side alone is named.</summary>
    public string[] ModifiedNouns { get; init; } = [];

    /// <summary>After a name: a river or landscape, not the settlement of that name.</summary>
    public string[] WaterWords { get; init; } = [];

    /// <summary>Directly before a place name, capitalised: Battle of.</summary>
    public string[] EventOf { get; init; } = [];

    /// <summary>Directly after a place name, capitalised: Summit.</summary>
    public string[] EventWords { get; init; } = [];

    /// <summary>Directly after a place name, capitalised or not: the Kharkiv counteroffensive is an event.</summary>
    public string[] Offensives { get; init; } = [];

    /// <summary>Before the name of whoever made a picture.</summary>
    public string[] CreditBefore { get; init; } = [];

    public string[] BylineBefore { get; init; } = [];

    public CoReferenceEntry[] Coreferences { get; init; } = [];

    /// <summary>Between the last two members of a list: and, or.</summary>
    public string[] ListWords { get; init; } = [];

    /// <summary>What kind of place a following name is: city, town, село. Plural forms stand before lists.</summary>
    public string[] PlaceTypes { get; init; } = [];

    /// <summary>Those of <see cref="PlaceTypes"/> that no city is called by.</summary>
    public string[] VillageTypes { get; init; } = [];

    /// <summary>Those of <see cref="PlaceTypes"/> that no village is called by.</summary>
    public string[] CityTypes { get; init; } = [];

    /// <summary>Short for a place type, with a full stop behind: с. Іванівка.</summary>
    public string[] PlaceAbbreviations { get; init; } = [];

    /// <summary>Beginnings of the words by which texts name a country ("україн"), by ISO 3166-1 alpha-2.</summary>
    public Dictionary<string, string[]> CountryStems { get; init; } = [];

    /// <summary>Beginnings of the words by which texts name a region that is called for no city of its own, by the English name of the region.</summary>
    public Dictionary<string, string[]> RegionStems { get; init; } = [];

    /// <summary>Names of one place that no scheme gives.</summary>
    public string[][] Exonyms { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }

    /// <summary>The words of several languages as those of one: names stand in texts of other languages, and few words of one language are names in another.</summary>
    public static MentionLexiconFile Join(IReadOnlyList<MentionLexiconFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new MentionLexiconFile
        {
            Language = string.Join('+', files.Select(f => f.Language)),
            Titles = [.. files.SelectMany(f => f.Titles)],
            PersonOnlyTitles = [.. files.SelectMany(f => f.PersonOnlyTitles)],
            FunctionWords = [.. files.SelectMany(f => f.FunctionWords)],
            CommonWords = [.. files.SelectMany(f => f.CommonWords)],
            CommonSurnames = [.. files.SelectMany(f => f.CommonSurnames)],
            GivenNames = [.. files.SelectMany(f => f.GivenNames)],
            FamilyParticles = [.. files.SelectMany(f => f.FamilyParticles)],
            GenerationWords = [.. files.SelectMany(f => f.GenerationWords)],
            SayVerbs = [.. files.SelectMany(f => f.SayVerbs)],
            OblastWords = [.. files.SelectMany(f => f.OblastWords)],
            RaionWords = [.. files.SelectMany(f => f.RaionWords)],
            OblastOf = [.. files.SelectMany(f => f.OblastOf)],
            OblastIn = [.. files.SelectMany(f => f.OblastIn)],
            Compass = [.. files.SelectMany(f => f.Compass)],
            CityBefore = [.. files.SelectMany(f => f.CityBefore)],
            CityAfter = [.. files.SelectMany(f => f.CityAfter)],
            AreaWords = [.. files.SelectMany(f => f.AreaWords)],
            GovernmentVerbs = [.. files.SelectMany(f => f.GovernmentVerbs)],
            CityPassives = [.. files.SelectMany(f => f.CityPassives)],
            GovernmentNouns = [.. files.SelectMany(f => f.GovernmentNouns)],
            GovernmentBefore = [.. files.SelectMany(f => f.GovernmentBefore)],
            CityPrepositions = [.. files.SelectMany(f => f.CityPrepositions)],
            InstitutionWords = [.. files.SelectMany(f => f.InstitutionWords)],
            InstitutionOf = [.. files.SelectMany(f => f.InstitutionOf)],
            StreetWords = [.. files.SelectMany(f => f.StreetWords)],
            ModifiedNouns = [.. files.SelectMany(f => f.ModifiedNouns)],
            WaterWords = [.. files.SelectMany(f => f.WaterWords)],
            EventOf = [.. files.SelectMany(f => f.EventOf)],
            EventWords = [.. files.SelectMany(f => f.EventWords)],
            Offensives = [.. files.SelectMany(f => f.Offensives)],
            CreditBefore = [.. files.SelectMany(f => f.CreditBefore)],
            BylineBefore = [.. files.SelectMany(f => f.BylineBefore)],
            ListWords = [.. files.SelectMany(f => f.ListWords)],
            PlaceTypes = [.. files.SelectMany(f => f.PlaceTypes)],
            VillageTypes = [.. files.SelectMany(f => f.VillageTypes)],
            CityTypes = [.. files.SelectMany(f => f.CityTypes)],
            PlaceAbbreviations = [.. files.SelectMany(f => f.PlaceAbbreviations)],
            GivenNameGroups = [.. files.SelectMany(f => f.GivenNameGroups)],
            Exonyms = [.. files.SelectMany(f => f.Exonyms)],
            Coreferences = [.. files.SelectMany(f => f.Coreferences)],
            CountryStems = Joined(files.SelectMany(f => f.CountryStems)),
            RegionStems = Joined(files.SelectMany(f => f.RegionStems)),
        };
    }

    private static Dictionary<string, string[]> Joined(IEnumerable<KeyValuePair<string, string[]>> entries) =>
        entries.GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.SelectMany(e => e.Value).ToArray(), StringComparer.Ordinal);
}

/// <summary>Wordings that take up the last body of one of the classes.</summary>
public sealed record CoReferenceEntry
{
    public required string[] Phrases { get; init; }

    public required BodyClass[] Classes { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
