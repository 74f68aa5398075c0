using Watcher.Claims.Extraction;
using Watcher.Claims.Extraction.Inflected;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Support;

/// <summary>The shipped rules, compiled once for all tests.</summary>
internal static class TestRules
{
    private static readonly Lazy<IReadOnlyDictionary<string, InflectedLexicon>> s_inflected = new(() => new[] { "uk", "ru" }.ToDictionary(language => language, language => new InflectedLexicon(
        Read<EventsFile>($"lexicon/events.{language}.yaml"), Read<CuesFile>($"lexicon/cues.{language}.yaml"),
        new PredicateTable(Read<PredicatesFile>("ontology/predicates.yaml")), new MetricTable(Read<MetricsFile>("ontology/metrics.yaml")))));

    public static SideTable Sides { get; } = SideTable.Compile(Read<SidesFile>("ontology/sides.yaml"));

    public static ClaimRules Claims { get; } = new(
        new CueLexicon(Read<CuesFile>("lexicon/cues.en.yaml")),
        new ModalityLexicon(Read<ModalityFile>("lexicon/modality.en.yaml"), Read<NegationFile>("lexicon/negation.en.yaml"), Read<GrammarFile>("lexicon/grammar.en.yaml")),
        new PredicateTable(Read<PredicatesFile>("ontology/predicates.yaml")),
        new MetricTable(Read<MetricsFile>("ontology/metrics.yaml")),
        Quantities.Lexicons.Readers,
        Sides)
    {
        Inflected = Inflected,
    };

    /// <summary>The languages of free word order that ship.</summary>
    public static IReadOnlyDictionary<string, InflectedLexicon> Inflected => s_inflected.Value;

    /// <summary>The names of one watch list, as the worker compiles them.</summary>
    public static MentionRules Mentions(string watchListPath)
    {
        var (list, _) = WatchList.Compile(RuleFile.Read<WatchListFile>(watchListPath), Gazetteer.Empty);
        return MentionRules.Build([list], Sides, Read<MentionLexiconFile>("lexicon/mentions.en.yaml"));
    }

    /// <summary>The names of a watch list written in the test.</summary>
    public static MentionRules MentionsOf(string watchList, SideTable sides)
    {
        var (list, _) = WatchList.Compile(RuleFile.Parse<WatchListFile>(watchList, "test.yaml"), Gazetteer.Empty);
        return MentionRules.Build([list], sides, Read<MentionLexiconFile>("lexicon/mentions.en.yaml"));
    }

    private static T Read<T>(string path) => RuleFile.Read<T>(Path.Combine(Repository.Config, path));
}
