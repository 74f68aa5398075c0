using System.Collections.Immutable;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>The words around names, compiled.</summary>
internal sealed class MentionLexicon
{
    public MentionLexicon(MentionLexiconFile file, IEnumerable<string> people)
    {
        Forms = new NameForms(file.GivenNameGroups, file.Exonyms);
        Titles = Set(file.Titles);
        PersonOnlyTitles = Set(file.PersonOnlyTitles);
        FunctionWords = Set(file.FunctionWords);
        CommonWords = Set(file.CommonWords);
        CommonSurnames = Set(file.CommonSurnames);
        FamilyParticles = Set(file.FamilyParticles);
        GenerationWords = Set(file.GenerationWords);
        GivenNames = Set([.. file.GivenNames, .. file.GivenNameGroups.SelectMany(g => g), .. people.Select(p => p.Split(' ')[0])]);
        SayVerbs = Set(file.SayVerbs);
        OblastWords = new(file.OblastWords);
        RaionWords = new(file.RaionWords);
        OblastOf = new(file.OblastOf);
        OblastIn = Set(file.OblastIn);
        Compass = Set(file.Compass);
        CityBefore = new(file.CityBefore);
        CityAfter = new(file.CityAfter);
        AreaWords = Set(file.AreaWords);
        GovernmentVerbs = Set(file.GovernmentVerbs);
        CityPassives = Set(file.CityPassives);
        GovernmentNouns = Set(file.GovernmentNouns);
        GovernmentBefore = new(file.GovernmentBefore);
        CityPrepositions = Set(file.CityPrepositions);
        InstitutionWords = Set(file.InstitutionWords);
        InstitutionOf = new(file.InstitutionOf);
        StreetWords = Set(file.StreetWords);
        ModifiedNouns = Set(file.ModifiedNouns);
        WaterWords = Set(file.WaterWords);
        EventOf = new(file.EventOf);
        Offensives = Set(file.Offensives);
        EventWords = Set([.. file.EventWords, .. file.Offensives]);
        CreditBefore = new(file.CreditBefore.Where(words => !words.EndsWith(':')));
        CreditLabels = new(file.CreditBefore.Where(words => words.EndsWith(':')));
        BylineBefore = new(file.BylineBefore);
        ListWords = Set(file.ListWords);
        PlaceTypes = Set(file.PlaceTypes);
        VillageTypes = Set(file.VillageTypes);
        CityTypes = Set(file.CityTypes);
        PlaceAbbreviations = Set(file.PlaceAbbreviations);
        CountryStems = [.. file.CountryStems.SelectMany(c => c.Value.Select(stem => (c.Key, Fold.Text(stem))))];
        RegionStems = file.RegionStems;
        CoReferenceStarts = file.Coreferences.SelectMany(c => c.Phrases).Select(p => NameWord.Scan(p)[0].Folded).ToHashSet(StringComparer.Ordinal);
        CoReferences = [.. file.Coreferences.Select(c => (new PhraseSet(c.Phrases), c.Classes.ToImmutableArray()))];
    }

    public NameForms Forms { get; }

    public HashSet<string> Titles { get; }

    public HashSet<string> PersonOnlyTitles { get; }

    public HashSet<string> FunctionWords { get; }

    public HashSet<string> CommonWords { get; }

    public HashSet<string> CommonSurnames { get; }

    public HashSet<string> FamilyParticles { get; }

    public HashSet<string> GenerationWords { get; }

    /// <summary>Those of the lexicon and of every watched person.</summary>
    public HashSet<string> GivenNames { get; }

    public HashSet<string> SayVerbs { get; }

    public PhraseSet OblastWords { get; }

    public PhraseSet RaionWords { get; }

    public PhraseSet OblastOf { get; }

    public HashSet<string> OblastIn { get; }

    public HashSet<string> Compass { get; }

    public PhraseSet CityBefore { get; }

    public PhraseSet CityAfter { get; }

    public HashSet<string> AreaWords { get; }

    public HashSet<string> GovernmentVerbs { get; }

    public HashSet<string> CityPassives { get; }

    public HashSet<string> GovernmentNouns { get; }

    public PhraseSet GovernmentBefore { get; }

    public HashSet<string> CityPrepositions { get; }

    public HashSet<string> InstitutionWords { get; }

    public PhraseSet InstitutionOf { get; }

    public HashSet<string> StreetWords { get; }

    public HashSet<string> ModifiedNouns { get; }

    public HashSet<string> WaterWords { get; }

    public PhraseSet EventOf { get; }

    public HashSet<string> Offensives { get; }

    public HashSet<string> EventWords { get; }

    public PhraseSet CreditBefore { get; }

    /// <summary>Words that open a credit only with a colon behind them: "Photo: NAME", not "a photo from X".</summary>
    public PhraseSet CreditLabels { get; }

    public PhraseSet BylineBefore { get; }

    public HashSet<string> ListWords { get; }

    public HashSet<string> PlaceTypes { get; }

    public HashSet<string> VillageTypes { get; }

    public HashSet<string> CityTypes { get; }

    public HashSet<string> PlaceAbbreviations { get; }

    public ImmutableArray<(string Country, string Stem)> CountryStems { get; }

    public IReadOnlyDictionary<string, string[]> RegionStems { get; }

    /// <summary>The first words of all <see cref="CoReferences"/>.</summary>
    public HashSet<string> CoReferenceStarts { get; }

    public ImmutableArray<(PhraseSet Phrases, ImmutableArray<Subjects.BodyClass> Classes)> CoReferences { get; }

    /// <summary>Whether a folded word is an ordinary word or given name, which no generated spelling may take.</summary>
    public bool IsPlainWord(string word) => CommonWords.Contains(word) || FunctionWords.Contains(word) || Titles.Contains(word) || GivenNames.Contains(word);

    // Not frozen: freezing takes longer than all the look-ups of a short run save.
    private static HashSet<string> Set(IEnumerable<string> words) => words.Select(Fold.Text).ToHashSet(StringComparer.Ordinal);
}
