using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary><c>config/lexicon/mentions.*.yaml</c>: the words around names, by what they tell about the name. All are matched folded.</summary>
public sealed record MentionLexiconFile
{
    public required string Language { get; init; }

    /// <summary>Words that stand before a person's name.</summary>
    public required string[] Titles { get; init; }

    /// <summary>Titles after which no place can stand ("Mr London").</summary>
    public required string[] PersonOnlyTitles { get; init; }

    /// <summary>Words that are no part of a name even where they begin a sentence.</summary>
    public required string[] FunctionWords { get; init; }

    /// <summary>Words that are names only where something else says so (Nice, May).</summary>
    public required string[] CommonWords { get; init; }

    /// <summary>Surnames that many people bear: alone they need a full mention in the article.</summary>
    public required string[] CommonSurnames { get; init; }

    /// <summary>Forms of one given name in several languages or short.</summary>
    public required string[][] GivenNameGroups { get; init; }

    /// <summary>Given names that make a following surname another person's.</summary>
    public required string[] GivenNames { get; init; }

    /// <summary>von, de: they belong to the surname.</summary>
    public required string[] FamilyParticles { get; init; }

    /// <summary>Jr, III: no surname.</summary>
    public required string[] GenerationWords { get; init; }

    public required string[] SayVerbs { get; init; }

    /// <summary>After a place name: it stands for the oblast.</summary>
    public required string[] OblastWords { get; init; }

    public required string[] RaionWords { get; init; }

    /// <summary>Directly before a place name that can stand for an oblast.</summary>
    public required string[] OblastOf { get; init; }

    /// <summary>Nouns before "in NAME" that make it an oblast: settlements in NAME.</summary>
    public required string[] OblastIn { get; init; }

    /// <summary>northern, eastern.</summary>
    public required string[] Compass { get; init; }

    public required string[] CityBefore { get; init; }

    public required string[] CityAfter { get; init; }

    /// <summary>Units of area: a bare name with an area claim is the oblast.</summary>
    public required string[] AreaWords { get; init; }

    /// <summary>After a capital as subject: it stands for the government.</summary>
    public required string[] GovernmentVerbs { get; init; }

    /// <summary>After was or were: what happens to cities, not to governments.</summary>
    public required string[] CityPassives { get; init; }

    /// <summary>After a capital's possessive.</summary>
    public required string[] GovernmentNouns { get; init; }

    /// <summary>Directly before a capital.</summary>
    public required string[] GovernmentBefore { get; init; }

    public required string[] CityPrepositions { get; init; }

    /// <summary>Within the capitalised words after a place name: name of an institution or facility.</summary>
    public required string[] InstitutionWords { get; init; }

    /// <summary>Directly before a place name, capitalised: University of.</summary>
    public required string[] InstitutionOf { get; init; }

    public required string[] StreetWords { get; init; }

    /// <summary>After "Russian military": the body's name is only an adjective there, and the side alone is named.</summary>
    public required string[] ModifiedNouns { get; init; }

    /// <summary>After a name: a river or landscape, not the settlement of that name.</summary>
    public required string[] WaterWords { get; init; }

    /// <summary>Directly before a place name, capitalised: Battle of.</summary>
    public required string[] EventOf { get; init; }

    /// <summary>Directly after a place name, capitalised: Summit.</summary>
    public required string[] EventWords { get; init; }

    /// <summary>Directly after a place name, capitalised or not: the Kharkiv counteroffensive is an event.</summary>
    public required string[] Offensives { get; init; }

    /// <summary>Before the name of whoever made a picture.</summary>
    public required string[] CreditBefore { get; init; }

    public required string[] BylineBefore { get; init; }

    public required CoReferenceEntry[] Coreferences { get; init; }

    /// <summary>Names of one place that no scheme gives.</summary>
    public required string[][] Exonyms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Wordings that take up the last body of one of the classes.</summary>
public sealed record CoReferenceEntry
{
    public required string[] Phrases { get; init; }

    public required BodyClass[] Classes { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
