using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Configurations that use every key in every form it may have; validator and schema must take them.</summary>
internal static class GoodConfigurations
{
    public const string WatchList =
        """
        # yaml-language-server: $schema=../schema/watchlist.schema.json
        version: 1
        id: kharkiv
        was: kharkiv-front
        title: 2026
        languages: [en, uk, ru]
        x-shared: &near { lat: 49.7106, lon: 37.6158 }
        settlements:
          - id: kupiansk
            name: Kupiansk
            country: UA
            admin1: Kharkiv Oblast
            admin2: Kupiansk Raion
            location: *near
            geonames: 703656
            aliases:
              uk: [Куп'янськ, Купʼянськ]
              ru: [Купянск]
              en: [Kupyansk]
            not: ["Kupiansk-Vuzlovyi"]
            historic: { uk: ["Стара Назва@..2024-09-19", "Нова Назва@1999-01-01..2001-01-01"] }
            context: [Kharkiv, front]
            priority: primary
            note: why it is here
            source: my own knowledge
          - ref: vovchansk
          - { id: vilcha, was: vilcha-2, ref: vovchansk, name: Vilcha, x-remark: anything }
        people:
          - id: other
            was: ann
            name: Ann Other
            aliases: { en: [A. Other] }
            roles: [{ title: Mayor, from: 2019-05-20, to: 2024-05-20 }, { title: Governor }]
            not: [Ann Otherwise-Other]
            context: [mayor]
            priority: normal
        metrics:
          - { id: killed, unit: people, kind: cumulative, object: civilians, priority: primary }
          - { id: bridges-hit, was: bridges, name: bridges hit, unit: count, kind: snapshot, terms: { en: [hit], uk: [пошкоджено] } }
        sides:
          - { id: blue, name: Blue, letter: B, bodies: [Blue Staff] }
        anchors:
          - { id: flood, date: 2024-02-24, terms: { en: [the start of the flood] } }
        note: a list
        source: somewhere
        """;

    public const string Feeds =
        """
        version: 1
        defaults: { every: 10m, timeout: 00:00:20, max_size: 5MB, first_poll: baseline }
        outlets:
          - { id: gazette, was: harbour, name: Harbour Gazette, kind: media, country: GB, party: none, owner: harbour-press }
          - { id: ministry, name: Ministry, kind: official, country: UA, party: ukraine, note: n, source: s }
        feeds:
          - { id: gazette-world, outlet: gazette, url: "https://gazette.example/rss?x=1#top", language: en, every: 1h, timeout: 30s, max_size: 65536, first_poll: last_24h }
          - id: ministry-news
            outlet: ministry
            url: HTTP://ministry.example:8080/feed.xml
            full_text: false
            lists: [kharkiv]
            tags: [a, 1, true]
            enabled: false
            note: n
            source: s
        """;

    public const string Recipients =
        """
        version: 1
        recipients:
          - id: editor
            address: editor+news@example.org
            timezone: Europe/Kyiv
            locale: uk
            format: text
            images: none
            attach: csv
            quiet: { from: "22:00", to: '07:00', allow: [critical] }
            heartbeat: true
            subscriptions:
              - { list: kharkiv, digest: { hourly: true }, only: [] }
              - { list: sumy, digest: { weekly: { day: mon, at: "09:00" } }, immediate: { min_severity: high }, only: [contradiction, resolved] }
          - { id: ops, address: ops@example.org, role: operator, attach: none, note: n }
        """;

    public const string Watcher =
        """
        version: 1
        thresholds:
          claim_confidence: { value: 0.60, note: n, source: s }
          contradiction_confidence: 0.7
          corroboration_origins: 3
          severity: { medium: 0, high: { value: 0.5 }, critical: 1 }
        mail:
          subject_prefix: "[Watcher]"
          from: watcher@example.org
          from_name: Watcher
          reply_to: ops@example.org
          unsubscribe_to: ops@example.org
          base_url: https://watcher.example.org/x
          id_domain: watcher.example.org
          max_alerts_per_hour: 6
          unknown_policy: hold
          verp: false
          feedback_id: watcher-1
          flood_guard: { items: 100, times_median: 2.5 }
        retention: { pages: 30d, articles: 8760h, outbox: 90.00:00:00 }
        """;

    public static IReadOnlyList<(ConfigFileKind Kind, string Text)> All { get; } =
    [
        (ConfigFileKind.WatchList, WatchList), (ConfigFileKind.Feeds, Feeds), (ConfigFileKind.Recipients, Recipients), (ConfigFileKind.Watcher, Watcher),
        (ConfigFileKind.Feeds, "version: 1\n"), (ConfigFileKind.Watcher, "version: 1\n"), (ConfigFileKind.Recipients, "version: 1\nrecipients: []\n"),
    ];
}
