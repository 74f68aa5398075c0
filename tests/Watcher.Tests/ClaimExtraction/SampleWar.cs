using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>Two invented states at war, their towns and people, and the shipped rules around them.</summary>
internal static class SampleWar
{
    private const string Sides = """
        states:
          - { id: ve, name: Vera, adjectives: [Veran], people: [Verans], capital: Veram, lands: [Emberfell],
              cyrillic: [Вера, Вери, Веру, Верою, Верой, веряни, верян, веряне, верський, верським, верским, верські, верських, верськими, верська, верской, верские, верских, верскими, верская] }
          - { id: os, name: Oster, adjectives: [Osterian], people: [Osterians], capital: Ostrava City,
              cyrillic: [Остер, Остеру, Остером, Остера, остеряни, остерян, остеряне, остерський, остерські, остерських, остерськими, остерська, остерские, остерских, остерскими, остерская] }
        groups: []
        body_kinds:
          - { id: ministry, name: "{adjective} Defence Ministry", class: ministry, names: ["{adjective} ministry"] }
        bodies:
          - { id: harbour-institute, name: Harbour Institute, class: think_tank }
          - { id: port-gazette, name: Port Gazette, class: media }
          - { id: ve-general-staff, name: Veran General Staff, class: military, side: ve, names: [Генштаб Вери, Генштабі Вери, Генштабу Вери, Генштаб Веры, Генштабе Веры, Генштаба Веры] }
          - { id: os-ministry, name: Osterian Defence Ministry, class: ministry, side: os, names: [Міноборони Остеру, Минобороны Остера] }
        """;

    private const string WatchList = """
        version: 1
        id: test
        title: Two invented states
        settlements:
          - { id: alden, name: Alden, country: VE, admin1: Lower Oblast, aliases: { uk: [Альден], ru: [Альден] } }
          - { id: brook, name: Brook, country: VE, admin1: Lower Oblast, aliases: { uk: [Брукове], ru: [Бруково] } }
          - { id: doran, name: Doran }
          - { id: corin, name: Corin, country: VE, admin1: Upper Oblast, aliases: { uk: [Корин], ru: [Корин] } }
        people:
          - { id: kovar, name: Milan Kovar, aliases: { uk: [Мілан Ковар], ru: [Милан Ковар] } }
        """;

    private static readonly SideTable s_sides = SideTable.Compile(RuleFile.Parse<SidesFile>(Sides, "sides.yaml"));

    private static readonly MentionRules s_mentions = TestRules.MentionsOf(WatchList, s_sides);

    private static readonly ClaimRules s_rules = Rules(FrameTable.Empty);

    /// <summary>The shipped wordings.</summary>
    public static FrameTable Frames { get; } = FrameTable.From(RuleFile.Read<FramesFile>(Path.Combine(Repository.Config, "ontology", "frames.yaml")));

    private static readonly ClaimRules s_rulesWithFrames = Rules(Frames);

    public static ArticleRef Reference { get; } = new()
    {
        Id = new ArticleId("sample"),
        Outlet = new Outlet { Id = "daily", Name = "Daily Example", Owner = "daily" },
        PublishedAt = new DateTimeOffset(2026, 3, 18, 12, 0, 0, TimeSpan.Zero),     // a Wednesday
    };

    public static ImmutableArray<Claim> Claims(string text) => Trace(text).Claims;

    /// <summary>The claims of a text in another language.</summary>
    public static ImmutableArray<Claim> Claims(string text, string language) => Trace(text, s_rules, language).Claims;

    /// <summary>The claims under other rules than the shipped ones.</summary>
    public static ImmutableArray<Claim> Claims(string text, ClaimRules rules) => Trace(text, rules).Claims;

    /// <summary>The shipped rules around the sample's sides.</summary>
    public static ClaimRules ShippedRules => s_rules;

    /// <summary>The claims of an article, wordings of movements among them.</summary>
    public static ImmutableArray<Claim> Claims(string text, ArticleRef reference) => Trace(text, s_rulesWithFrames, LanguageOf(text), reference).Claims;

    /// <summary>By letters that only one of the three languages has.</summary>
    private static string LanguageOf(string text) => text.Any(letter => "іїєґІЇЄ".Contains(letter, StringComparison.Ordinal)) ? "uk" : text.AsSpan().ContainsAnyInRange('\u0400', '\u04FF') ? "ru" : "en";

    /// <summary>Wordings of movements alone.</summary>
    public static IReadOnlyList<Claim> Tellings(string text) => [.. Trace(text, s_rulesWithFrames).Claims.Where(claim => claim.Kind == ClaimKind.Telling)];

    /// <param name="text"><c>⏎</c> parts blocks, <c>#</c> begins a headline.</param>
    public static ExtractionTrace Trace(string text) => Trace(text, s_rules);

    private static ClaimRules Rules(FrameTable frames) => new(
        TestRules.Claims.Cues, TestRules.Claims.Modality, TestRules.Claims.Predicates, TestRules.Claims.Metrics, TestRules.Claims.Readers, s_sides)
    {
        Frames = frames,
        Inflected = TestRules.Inflected,
    };

    /// <summary>The claims of an article that nobody dated.</summary>
    public static ImmutableArray<Claim> UndatedClaims(string text) => Trace(text, s_rules, "en", Reference with { IsPublicationKnown = false, PublishedAt = DateTimeOffset.UnixEpoch }).Claims;

    private static ExtractionTrace Trace(string text, ClaimRules rules, string language = "en", ArticleRef? reference = null)
    {
        var article = Article(text, language);
        return ClaimExtractor.Trace(article, reference ?? Reference, MentionDetector.Detect(article, s_mentions), rules);
    }

    /// <param name="text"><c>⏎</c> parts blocks, <c>#</c> begins a headline.</param>
    /// <param name="language">"en".</param>
    public static Article Article(string text, string language)
    {
        var (joined, blocks) = Watcher.Reading.Articles.Article.Join(text.Split('⏎').Select(block => (block.TrimStart().StartsWith('#') ? BlockKind.Headline : BlockKind.Paragraph, block.Trim(' ', '#'), (int?)null)));
        return new Article { Text = joined, Blocks = blocks, Language = language };
    }
}
