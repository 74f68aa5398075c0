using System.Text.Encodings.Web;
using System.Text.Json;
using Watcher.Reading.Pages;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary>What an OPML file would add to feeds.yaml.</summary>
/// <param name="Text">The whole file with the new entries; everything else stays as it was written.</param>
/// <param name="Added">The lines that come in, each with the line of the old file it comes behind.</param>
/// <param name="Feeds">Ids of the new feeds.</param>
/// <param name="Skipped">Addresses that feeds.yaml or the file itself has already, with the id that has it.</param>
internal sealed record OpmlImport(string Text, IReadOnlyList<(int After, string Line)> Added, IReadOnlyList<string> Feeds, IReadOnlyList<(Uri Url, string Id)> Skipped)
{
    private const int MaxIdLength = 40;

    private static readonly JsonSerializerOptions s_quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Proposes an outlet for each new host, and ids that are free.</summary>
    /// <param name="current">feeds.yaml, checked and without errors.</param>
    public static OpmlImport Of(IReadOnlyList<OpmlFeed> feeds, ConfigText current, TrackingParams tracking)
    {
        var file = RuleFile.Bind<FeedsFile>(current);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var outletOfHost = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feed in file.Feeds)
        {
            known.TryAdd(FeedAddress.Key(new Uri(feed.Url), tracking), feed.Id);
            outletOfHost.TryAdd(Host(new Uri(feed.Url)), feed.Outlet);
        }

        var feedIds = file.Feeds.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var outletIds = file.Outlets.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        var (newOutlets, newFeeds, added, skipped) = (new List<string>(), new List<string>(), new List<string>(), new List<(Uri, string)>());
        foreach (var feed in feeds)
        {
            var key = FeedAddress.Key(feed.Url, tracking);
            if (known.TryGetValue(key, out var there))
            {
                skipped.Add((feed.Url, there));
                continue;
            }

            var outlet = Outlet(feed, outletOfHost, outletIds, newOutlets);
            var id = Free(feed.Own.GetValueOrDefault("id"), $"{outlet}-{feed.Title}", feedIds);
            known.Add(key, id);
            added.Add(id);
            newFeeds.Add(Entry(feed, id, outlet));
        }

        var (text, lines) = FeedsFileText.Insert(current, newOutlets, newFeeds);
        return new OpmlImport(text, lines, added, skipped);
    }

    private static string Outlet(OpmlFeed feed, Dictionary<string, string> outletOfHost, HashSet<string> outletIds, List<string> newOutlets)
    {
        var own = feed.Own.GetValueOrDefault("outlet");
        if (own is not null && outletIds.Contains(own))
        {
            return own;
        }

        var host = Host(feed.Url);
        if (own is null && outletOfHost.TryGetValue(host, out var known))
        {
            return known;
        }

        var labels = host.Split('.');
        var id = Free(own, string.Join('-', labels.Length > 1 ? labels[..^1] : labels), outletIds);
        outletOfHost.TryAdd(host, id);
        var line = $"{{ id: {id}, name: {Quoted(feed.Title)}";
        foreach (var key in new[] { "kind", "country", "owner", "party" })
        {
            line += feed.Own.TryGetValue(key, out var value) ? $", {key}: {Plain(value)}" : "";
        }

        newOutlets.Add(line + " }");
        return id;
    }

    private static string Entry(OpmlFeed feed, string id, string outlet)
    {
        var line = $"{{ id: {id}, outlet: {outlet}, url: {Quoted(feed.Url.OriginalString)}";
        foreach (var key in new[] { "language", "every", "timeout", "max_size", "first_poll", "full_text", "enabled" })
        {
            line += feed.Own.TryGetValue(key, out var value) ? $", {key}: {Plain(value)}" : "";
        }

        if (feed.Own.TryGetValue("lists", out var lists))
        {
            line += $", lists: [{string.Join(", ", lists.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plain))}]";
        }

        return line + (feed.Tags.Count == 0 ? " }" : $", tags: [{string.Join(", ", feed.Tags.Select(Quoted))}] }}");
    }

    /// <summary>The wish when it is an id and free, else one made of the title.</summary>
    private static string Free(string? wish, string title, HashSet<string> taken)
    {
        var stem = wish is not null && ConfigValues.IsId(wish) ? wish : ConfigValues.IdFrom(title) ?? "feed";
        var id = stem;
        for (var n = 2; !taken.Add(id); n++)
        {
            var suffix = FormattableString.Invariant($"-{n}");
            id = stem[..Math.Min(stem.Length, MaxIdLength - suffix.Length)] + suffix;
        }

        return id;
    }

    /// <summary>The site without what hosts put in front of it for feeds.</summary>
    private static string Host(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant();
        foreach (var prefix in new[] { "www.", "feeds.", "feed.", "rss." })
        {
            host = host.StartsWith(prefix, StringComparison.Ordinal) ? host[prefix.Length..] : host;
        }

        return host;
    }

    /// <summary>A JSON string is a double-quoted scalar of YAML.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text.ReplaceLineEndings(" "), s_quoted);

    private static string Plain(string value) => value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? value : Quoted(value);
}
