using Watcher.Claims.Mentions;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Mentions;

/// <summary>The shipped lexicon and sides with a list written in the test.</summary>
internal static class MentionSample
{
    private const string Watched = """
        version: 1
        id: sample
        title: Sample
        languages: [en, uk, ru]
        settlements:
          - { id: kharkiv, name: Kharkiv, country: UA, admin1: Kharkiv Oblast, aliases: { uk: [Харків], ru: [Харьков] } }
          - { id: izium, name: Izium, country: UA, admin1: Kharkiv Oblast }
          - { id: kupiansk, name: Kupiansk, country: UA, admin1: Kharkiv Oblast, not: [Kupiansk-Vuzlovyi] }
          - { id: balakliia, name: Balakliia, country: UA, admin1: Kharkiv Oblast }
          - { id: velykyi-burluk, name: Velykyi Burluk, country: UA, admin1: Kharkiv Oblast }
          - { id: suwayda, name: As Suwayda, country: SY }
          - { id: obeid, name: El Obeid, country: SD }
          - { id: kherson, name: Kherson, country: UA, admin1: Kherson Oblast }
          - { id: bakhmut, name: Bakhmut, country: UA, admin1: Donetsk Oblast }
          - { id: kyiv, name: Kyiv, country: UA, aliases: { uk: [Київ] } }
          - { id: nice, name: Nice, country: FR }
        people:
          - { id: zelenskyy, name: Volodymyr Zelenskyy, aliases: { ru: [Зеленский] }, roles: [{ title: President of Ukraine, from: 2019-05-20 }] }
          - { id: zaluzhnyi, name: Valerii Zaluzhnyi }
          - { id: reznikov, name: Oleksii Reznikov }
          - { id: putin, name: Vladimir Putin, roles: [{ title: President of Russia }] }
          - { id: may, name: Theresa May }
          - { id: leyen, name: Ursula von der Leyen }
          - { id: haddad, name: Omar al-Haddad }
        """;

    private const string WatchedInCyrillic = """
        version: 1
        id: cyrillic
        title: Names in Ukrainian and Russian
        languages: [en, uk, ru]
        settlements:
          - { id: kharkiv, name: Kharkiv, country: UA, admin1: Kharkiv Oblast, aliases: { uk: [Харків], ru: [Харьков] } }
          - { id: izium, name: Izium, country: UA, admin1: Kharkiv Oblast, aliases: { uk: [Ізюм], ru: [Изюм] } }
          - { id: kupiansk, name: Kupiansk, country: UA, admin1: Kharkiv Oblast, aliases: { uk: [Куп'янськ], ru: [Купянск] } }
          - { id: bakhmut, name: Bakhmut, country: UA, admin1: Donetsk Oblast, aliases: { uk: [Бахмут], ru: [Бахмут] } }
          - { id: kyiv, name: Kyiv, country: UA, aliases: { uk: [Київ], ru: [Киев] } }
          - { id: kherson, name: Kherson, country: UA, admin1: Kherson Oblast, aliases: { uk: [Херсон], ru: [Херсон] } }
          - { id: chasiv-yar, name: Chasiv Yar, country: UA, admin1: Donetsk Oblast, aliases: { uk: [Часів Яр], ru: [Часов Яр] } }
          - { id: velyka-novosilka, name: Velyka Novosilka, country: UA, admin1: Donetsk Oblast, aliases: { uk: [Велика Новосілка], ru: [Великая Новосёлка] } }
          - { id: zaporizhzhia, name: Zaporizhzhia, country: UA, admin1: Zaporizhzhia Oblast, aliases: { uk: [Запоріжжя], ru: [Запорожье] } }
          - { id: sumy, name: Sumy, country: UA, admin1: Sumy Oblast, aliases: { uk: [Суми], ru: [Сумы] } }
          - { id: donetsk, name: Donetsk, country: UA, admin1: Donetsk Oblast, aliases: { uk: [Донецьк], ru: [Донецк] } }
        people:
          - { id: zelenskyy, name: Volodymyr Zelenskyy, aliases: { uk: [Володимир Зеленський], ru: [Владимир Зеленский] } }
          - { id: zaluzhnyi, name: Valerii Zaluzhnyi, aliases: { uk: [Валерій Залужний], ru: [Валерий Залужный] } }
          - { id: putin, name: Vladimir Putin, aliases: { uk: [Володимир Путін], ru: [Владимир Путин] } }
          - { id: lavrov, name: Sergei Lavrov, aliases: { uk: [Сергій Лавров], ru: [Сергей Лавров] } }
          - { id: syrskyi, name: Oleksandr Syrskyi, aliases: { uk: [Олександр Сирський], ru: [Александр Сырский] } }
          - { id: kuleba, name: Dmytro Kuleba, aliases: { uk: [Дмитро Кулеба], ru: [Дмитрий Кулеба] } }
        """;

    private static readonly Lazy<MentionRules> s_everything = new(() => Assert.IsType<RuleBook>(RuleBookReader.Read(Repository.Config, RuleBookReader.Everything).Book).Mentions);

    public static SideTable Sides { get; } = SideTable.Compile(Read<SidesFile>("ontology/sides.yaml"));

    public static MentionLexiconFile Lexicon { get; } = MentionLexiconFile.Join(
        [.. new[] { "en", "uk", "ru" }.Select(language => Read<MentionLexiconFile>($"lexicon/mentions.{language}.yaml"))]);

    public static MentionRules Rules { get; } = RulesOf(Watched);

    public static MentionRules CyrillicRules { get; } = RulesOf(WatchedInCyrillic);

    /// <summary>The whole shipped gazetteer; read once.</summary>
    public static MentionRules Everything => s_everything.Value;

    public static MentionRules RulesOf(string yaml) => Compile(RuleFile.Parse<WatchListFile>(yaml, "sample.yaml"));

    public static MentionRules RulesAt(string path) => Compile(RuleFile.Read<WatchListFile>(path));

    public static Detection Detect(string text, MentionRules? rules = null) => MentionDetector.Detect(ArticleText.FromPlainText(text), rules ?? Rules);

    /// <summary>"surface|id reading" of a mention; the reading only for places.</summary>
    public static string Show(Mention mention) =>
        $"{mention.Surface}|{mention.Subject}{(mention.Place is { } place ? " " + place.Reading.ToString().ToLowerInvariant() : "")}";

    private static MentionRules Compile(WatchListFile file)
    {
        var (list, problems) = WatchList.Compile(file, Gazetteer.Empty);
        Assert.Empty(problems);
        return MentionRules.Build([list], Sides, Lexicon);
    }

    private static T Read<T>(string path) => RuleFile.Read<T>(Path.Combine(Repository.Config, path));
}
