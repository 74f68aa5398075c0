using System.Collections.Frozen;
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
        CreditBefore = new(file.CreditBefore);
        BylineBefore = new(file.BylineBefore);
        ListWords = Set(file.ListWords);
        PlaceTypes = Set(file.PlaceTypes);
        VillageTypes = Set(file.VillageTypes);
        CityTypes = Set(file.CityTypes);
        PlaceAbbreviations = Set(file.PlaceAbbreviations);
        CountryStems = [.. file.CountryStems.SelectMany(c => c.Value.Select(stem => (c.Key, Fold.Text(stem))))];
        RegionStems = file.RegionStems;
        CoReferences = [.. file.Coreferences.Select(c => (new PhraseSet(c.Phrases), c.Classes.ToImmutableArray()))];
    }

    public NameForms Forms { get; }

    public FrozenSet<string> Titles { get; }

    public FrozenSet<string> PersonOnlyTitles { get; }

    public FrozenSet<string> FunctionWords { get; }

    public FrozenSet<string> CommonWords { get; }

    public FrozenSet<string> CommonSurnames { get; }

    public FrozenSet<string> FamilyParticles { get; }

    public FrozenSet<string> GenerationWords { get; }

    /// <summary>Those of the lexicon and of every watched person.</summary>
    public FrozenSet<string> GivenNames { get; }

    public FrozenSet<string> SayVerbs { get; }

    public PhraseSet OblastWords { get; }

    public PhraseSet RaionWords { get; }

    public PhraseSet OblastOf { get; }

    public FrozenSet<string> OblastIn { get; }

    public FrozenSet<string> Compass { get; }

    public PhraseSet CityBefore { get; }

    public PhraseSet CityAfter { get; }

    public FrozenSet<string> AreaWords { get; }

    public FrozenSet<string> GovernmentVerbs { get; }

    public FrozenSet<string> CityPassives { get; }

    public FrozenSet<string> GovernmentNouns { get; }

    public PhraseSet GovernmentBefore { get; }

    public FrozenSet<string> CityPrepositions { get; }

    public FrozenSet<string> InstitutionWords { get; }

    public PhraseSet InstitutionOf { get; }

    public FrozenSet<string> StreetWords { get; }

    public FrozenSet<string> ModifiedNouns { get; }

    public FrozenSet<string> WaterWords { get; }

    public PhraseSet EventOf { get; }

    public FrozenSet<string> Offensives { get; }

    public FrozenSet<string> EventWords { get; }

    public PhraseSet CreditBefore { get; }

    public PhraseSet BylineBefore { get; }

    public FrozenSet<string> ListWords { get; }

    public FrozenSet<string> PlaceTypes { get; }

    public FrozenSet<string> VillageTypes { get; }

    public FrozenSet<string> CityTypes { get; }

    public FrozenSet<string> PlaceAbbreviations { get; }

    public ImmutableArray<(string Country, string Stem)> CountryStems { get; }

    public IReadOnlyDictionary<string, string[]> RegionStems { get; }

    public ImmutableArray<(PhraseSet Phrases, ImmutableArray<Subjects.BodyClass> Classes)> CoReferences { get; }

    /// <summary>Whether a folded word is an ordinary word or given name, which no generated spelling may take.</summary>
    public bool IsPlainWord(string word) => CommonWords.Contains(word) || FunctionWords.Contains(word) || Titles.Contains(word) || GivenNames.Contains(word);

    private static FrozenSet<string> Set(IEnumerable<string> words) => words.Select(Fold.Text).ToFrozenSet(StringComparer.Ordinal);
}
