using Watcher.Worker.Cli;

namespace Watcher.Worker.Demo;

/// <summary>The demo's own configuration: the rule data of this installation, the bundled watch list, and four feeds on loopback.</summary>
internal static class DemoFolder
{
    private static readonly string[] s_ruleData = ["lexicon", "ontology", "cleaning", "gazetteer"];

    /// <summary>Id, name, kind, feed file and whether its pages are to be fetched.</summary>
    private static readonly (string Id, string Name, string Kind, string Feed, bool FullText)[] s_outlets =
    [
        ("wire", "Northern Wire", "agency", "wire/feed.xml", true),
        ("meridian", "The Meridian Post", "media", "meridian/feed.xml", true),
        ("gazette", "Harbour Gazette", "media", "gazette/feed.xml", true),
        ("steppe", "Steppe Observer", "media", "steppe/feed.json", false),
    ];

    /// <summary>Writes <c>config/</c> below <paramref name="folder"/>.</summary>
    public static string Write(string folder, string ruleData, Uri site)
    {
        if (!Directory.Exists(ruleData))
        {
            throw new VerbException(ExitCodes.ConfigurationInvalid, "config_invalid", $"The rule data in {ruleData} is missing.",
                "run the demo from the repository's root, or name the folder with --config DIR");
        }

        var config = Path.Combine(folder, "config");
        foreach (var part in s_ruleData)
        {
            var from = Path.Combine(ruleData, part);
            if (!Directory.Exists(from))
            {
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(config, part, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to, overwrite: true);
            }
        }

        Directory.CreateDirectory(Path.Combine(config, "watchlists"));
        File.WriteAllText(Path.Combine(config, "watchlists", "demo.yaml"), DemoSite.Content("watchlist.yaml"));
        File.WriteAllText(Path.Combine(config, "feeds.yaml"), Feeds(site));
        return config;
    }

    private static string Feeds(Uri site) => $$"""
        version: 1
        defaults: { first_poll: all, every: 1h }
        outlets:
        {{Lines(o => $"  - {{ id: {o.Id}, name: {o.Name}, kind: {o.Kind} }}")}}
        feeds:
        {{Lines(o => $"  - {{ id: {o.Id}, outlet: {o.Id}, url: {new Uri(site, o.Feed)}, language: en, full_text: {(o.FullText ? "true" : "false")} }}")}}

        """;

    private static string Lines(Func<(string Id, string Name, string Kind, string Feed, bool FullText), string> line) => string.Join('\n', s_outlets.Select(line));
}
