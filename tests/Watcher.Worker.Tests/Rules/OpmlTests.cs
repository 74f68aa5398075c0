using System.Text;
using Watcher.Reading.Pages;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Lists of feeds from other programs, and our own out and in again.</summary>
public sealed class OpmlTests
{
    private const string Reader =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="1.0">
          <head><title>My feeds</title></head>
          <body>
            <outline text="War">
              <outline text="Front">
                <outline type="rss" text="Harbour Gazette: World &amp; War" xmlUrl="https://www.gazette.example/rss?utm_source=reader"/>
              </outline>
              <outline title="Steppe Observer" xmlUrl=" https://feeds.steppe.example/atom "/>
            </outline>
            <outline text="a remark without address"/>
            <outline text="not the web" xmlUrl="ftp://gazette.example/rss"/>
            <outline xmlUrl="https://gazette.example/other"/>
            <outline text="again" xmlUrl="http://www.gazette.example:80/rss/"/>
          </body>
        </opml>
        """;

    private static readonly TrackingParams s_tracking = BrokenCase.Known.Tracking;

    public static TheoryData<string, string, string> Files => new()
    {
        {
            "empty lists",
            "# mine\nversion: 1\noutlets: []   # none yet\nfeeds: []\n# the end\n",
            """
            # mine
            version: 1
            outlets:
              - { id: gazette, name: "Harbour Gazette: World & War" }
              - { id: steppe, name: "Steppe Observer" }   # none yet
            feeds:
              - { id: gazette-harbour-gazette-world-war, outlet: gazette, url: "https://www.gazette.example/rss?utm_source=reader", tags: ["War", "Front"] }
              - { id: steppe-steppe-observer, outlet: steppe, url: "https://feeds.steppe.example/atom", tags: ["War"] }
              - { id: gazette-gazette-example, outlet: gazette, url: "https://gazette.example/other" }
            # the end

            """
        },
        {
            "block lists with comments and a known feed",
            "version: 1\noutlets:\n    - id: observer   # my outlet\n      name: Steppe Observer\n\nfeeds:\n    # the first\n    - id: so\n      outlet: observer\n      url: http://steppe.example/old   # old\n\n# the end\n",
            """
            version: 1
            outlets:
                - id: observer   # my outlet
                  name: Steppe Observer
                - { id: gazette, name: "Harbour Gazette: World & War" }

            feeds:
                # the first
                - id: so
                  outlet: observer
                  url: http://steppe.example/old   # old
                - { id: gazette-harbour-gazette-world-war, outlet: gazette, url: "https://www.gazette.example/rss?utm_source=reader", tags: ["War", "Front"] }
                - { id: observer-steppe-observer, outlet: observer, url: "https://feeds.steppe.example/atom", tags: ["War"] }
                - { id: gazette-gazette-example, outlet: gazette, url: "https://gazette.example/other" }

            # the end

            """
        },
        {
            "flow lists",
            "version: 1\noutlets: [{ id: gazette, name: Gazette }]\nfeeds: [{ id: g, outlet: gazette, url: https://gazette.example/rss0 }]\n",
            """
            version: 1
            outlets: [{ id: gazette, name: Gazette },
              { id: steppe, name: "Steppe Observer" }]
            feeds: [{ id: g, outlet: gazette, url: https://gazette.example/rss0 },
              { id: gazette-harbour-gazette-world-war, outlet: gazette, url: "https://www.gazette.example/rss?utm_source=reader", tags: ["War", "Front"] },
              { id: steppe-steppe-observer, outlet: steppe, url: "https://feeds.steppe.example/atom", tags: ["War"] },
              { id: gazette-gazette-example, outlet: gazette, url: "https://gazette.example/other" }]

            """
        },
        {
            "no lists and no final line break",
            "version: 1",
            """
            version: 1
            outlets:
              - { id: gazette, name: "Harbour Gazette: World & War" }
              - { id: steppe, name: "Steppe Observer" }
            feeds:
              - { id: gazette-harbour-gazette-world-war, outlet: gazette, url: "https://www.gazette.example/rss?utm_source=reader", tags: ["War", "Front"] }
              - { id: steppe-steppe-observer, outlet: steppe, url: "https://feeds.steppe.example/atom", tags: ["War"] }
              - { id: gazette-gazette-example, outlet: gazette, url: "https://gazette.example/other" }

            """
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Import_ForeignFile_AddsAndKeepsWhatIsThere(string name, string before, string after)
    {
        _ = name;
        var import = OpmlImport.Of(Feeds(Reader), Checked(before), s_tracking);

        Assert.Equal(after.ReplaceLineEndings("\n"), import.Text);
        Assert.Equal("http://www.gazette.example/rss/", Assert.Single(import.Skipped).Url.AbsoluteUri);
        Assert.Empty(Checked(import.Text).Problems);
        Assert.Empty(OpmlImport.Of(Feeds(Reader), Checked(import.Text), s_tracking).Feeds);
    }

    [Fact]
    public void Export_ThenImport_GivesNoDifference()
    {
        var file = Checked(GoodConfigurations.Feeds);
        var opml = Opml.Write(RuleFile.Bind<FeedsFile>(file), "Feeds");

        var again = OpmlImport.Of(Feeds(opml), file, s_tracking);

        Assert.Equal(file.Text, again.Text);
        Assert.Equal(["gazette-world", "ministry-news"], again.Skipped.Select(s => s.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Export_ThenImportIntoNothing_GivesTheSameFeedsAndOutlets()
    {
        var before = RuleFile.Bind<FeedsFile>(Checked(GoodConfigurations.Feeds));

        var after = RuleFile.Bind<FeedsFile>(Checked(OpmlImport.Of(Feeds(Opml.Write(before, "Feeds")), Checked("version: 1\n"), s_tracking).Text));

        static string Feed(FeedEntry f) => $"{f.Id} {f.Outlet} {f.Url} {f.Language} {f.Every} {f.Timeout} {f.MaxSize} {f.FirstPoll} {f.FullText} {f.Enabled} [{string.Join(',', f.Lists)}] [{string.Join(',', f.Tags)}]";
        static string Outlet(OutletEntry o) => $"{o.Id} {o.Name} {o.Kind} {o.Country} {o.Owner} {o.Party}";
        Assert.Equal(before.Feeds.Select(Feed).Order(StringComparer.Ordinal), after.Feeds.Select(Feed).Order(StringComparer.Ordinal));
        Assert.Equal(before.Outlets.Select(Outlet).Order(StringComparer.Ordinal), after.Outlets.Select(Outlet).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "<rss version=\"2.0\"/>", "the file is no OPML: it begins with <rss>" },
        { "<opml><body><outline></body></opml>", "1:" },
        { "<!DOCTYPE opml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><opml><body><outline text=\"&a;\"/></body></opml>", "DTD" },
        { $"<opml><body>{string.Concat(Enumerable.Repeat("<outline text='a'>", 40))}{string.Concat(Enumerable.Repeat("</outline>", 40))}</body></opml>", "nested deeper than 16" },
        { $"<opml><body>{string.Concat(Enumerable.Repeat("<outline text='a'/>", 10_001))}</body></opml>", "more than 10000 outlines" },
        { $"<opml><body><outline text=\"{new string('x', Opml.MaxCharacters)}\"/></body></opml>", "" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenOrHostile_IsRefusedWithAReason(string text, string reason)
    {
        var refused = Assert.Throws<FormatException>(() => Feeds(text));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<OpmlFeed> Feeds(string opml)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(opml));
        return Opml.Read(input);
    }

    private static ConfigText Checked(string text)
    {
        var file = ConfigText.Parse(text, "config/feeds.yaml");
        YamlChecker.Check(file, ConfigShapes.Feeds);
        return file;
    }
}
