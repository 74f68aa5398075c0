using System.Globalization;
using System.Net.Mail;
using Watcher.Reading.Text;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What the files say of each other: ids, references, names claimed twice. Works on nodes, so that every problem has its place.</summary>
internal static class CrossFileChecks
{
    /// <summary>Names shorter than this match inside ordinary prose too often (configuration.md 8).</summary>
    private const int ShortAlias = 4;

    public static void WatchLists(IReadOnlyList<ConfigText> lists, IReadOnlySet<string> units, IReadOnlySet<string> gazetteerIds)
    {
        var ids = new Dictionary<string, (ConfigText File, YamlMappingNode Entry)>(StringComparer.Ordinal);
        var names = new Dictionary<string, (string Id, bool HasContext)>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var expected = Path.GetFileNameWithoutExtension(list.File);
            if (list.Root.Scalar("id") is { } id && id.Value != expected)
            {
                list.Add(id, ProblemCodes.WrongType, $"id '{id.Value}' must equal the file name '{expected}'");
            }

            var ownIds = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (kind, entry) in list.Root.Items("settlements").Select(e => ("settlements", e))
                .Concat(list.Root.Items("people").Select(e => ("people", e))))
            {
                Subject(list, kind, entry, ids, ownIds, names, gazetteerIds);
            }

            foreach (var metric in list.Root.Items("metrics"))
            {
                if (metric.Scalar("unit") is { Value: { } unit } node && !units.Contains(unit))
                {
                    list.Add(node, ProblemCodes.UnknownUnit, $"unknown unit '{unit}'", Suggestion.For(unit, units));
                }
            }
        }
    }

    public static void Feeds(ConfigText feeds, IReadOnlySet<string> listIds)
    {
        var outlets = Ids(feeds, "outlets");
        _ = Ids(feeds, "feeds");
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feed in feeds.Root.Items("feeds"))
        {
            if (feed.Scalar("outlet") is { Value: { } outlet } node && !outlets.Contains(outlet))
            {
                feeds.Add(node, ProblemCodes.UnknownOutlet, $"outlet '{outlet}' is not defined under outlets", Suggestion.For(outlet, outlets));
            }

            if (feed.Scalar("url") is { Value: { } url } urlNode && Uri.TryCreate(url, UriKind.Absolute, out var uri))
            {
                var normal = uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/');
                if (!urls.TryAdd(normal, feed.Scalar("id")?.Value ?? "?"))
                {
                    feeds.Add(urlNode, ProblemCodes.DuplicateUrl, $"the same address as feed '{urls[normal]}'");
                }
            }

            foreach (var list in feed.Texts("lists"))
            {
                UnknownList(feeds, list, "lists", listIds);
            }
        }
    }

    public static void Recipients(ConfigText recipients, IReadOnlySet<string> listIds)
    {
        _ = Ids(recipients, "recipients");
        var number = 0;
        foreach (var recipient in recipients.Root.Items("recipients"))
        {
            var path = $"recipients[{number++}]";
            if (recipient.Scalar("address") is { Value: { } address } node && !IsPlainAddress(address))
            {
                recipients.Add(node, ProblemCodes.BadAddress, $"{path}.address '{address}' is no plain mail address (name@host)");
            }

            if (recipient.Scalar("timezone") is { Value: { } zone } zoneNode && !IsTimeZone(zone))
            {
                recipients.Add(zoneNode, ProblemCodes.TimeZone, $"unknown time zone '{zone}'",
                    Suggestion.For(zone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)));
            }

            if (recipient.Map("quiet") is { } quiet && quiet.Scalar("from")?.Value is { } from && from == quiet.Scalar("to")?.Value)
            {
                recipients.Add(quiet, ProblemCodes.WrongType, $"{path}.quiet: from and to are equal; a whole day is no quiet time");
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            var subscriptionNumber = 0;
            foreach (var subscription in recipient.Items("subscriptions"))
            {
                var subscriptionPath = $"{path}.subscriptions[{subscriptionNumber++}]";
                if (subscription.Scalar("list") is { Value: { } list } listNode)
                {
                    UnknownList(recipients, listNode, $"{subscriptionPath}.list", listIds);
                    if (!seen.Add(list))
                    {
                        recipients.Add(listNode, ProblemCodes.RepeatedId, $"{subscriptionPath}: a recipient has one subscription for each list; '{list}' is the second");
                    }
                }

                if (subscription.Map("digest") is { } digest && digest.Children.Count != 1)
                {
                    recipients.Add(digest, ProblemCodes.TwoSchedules, $"{subscriptionPath}.digest needs exactly one of hourly, daily, weekly");
                }
            }
        }
    }

    private static void Subject(
        ConfigText list, string kind, YamlMappingNode entry, Dictionary<string, (ConfigText File, YamlMappingNode Entry)> ids,
        HashSet<string> ownIds, Dictionary<string, (string Id, bool HasContext)> names, IReadOnlySet<string> gazetteerIds)
    {
        var reference = entry.Scalar("ref");
        var idNode = entry.Scalar("id") ?? reference;
        if (idNode?.Value is not { } id)
        {
            if (YamlChecker.Find(entry, "id") is not null || list.HasMisspelled(entry, "id") || list.HasMisspelled(entry, "ref"))
            {
                return;   // reported where the shape was checked
            }

            list.Add(entry, ProblemCodes.RequiredKey, $"an entry of {kind} needs 'id' and 'name', or 'ref'");
            return;
        }

        if (reference is { Value: { } row } && !gazetteerIds.Contains(row))
        {
            list.Add(reference, ProblemCodes.UnknownRef, $"no row '{row}' in config/gazetteer", Suggestion.For(row, gazetteerIds));
        }

        if (reference is null && YamlChecker.Find(entry, "name") is null && !list.HasMisspelled(entry, "name"))
        {
            list.Add(entry, ProblemCodes.RequiredKey, $"{kind} '{id}' needs 'name'");
        }

        if (!ownIds.Add(id) || (ids.TryGetValue(id, out var other) && !AreEqual(other.Entry, entry)))
        {
            var place = ids.TryGetValue(id, out other) ? $" (first in {other.File.File}:{other.Entry.Start.Line})" : "";
            list.Add(idNode, ProblemCodes.RepeatedId, $"id '{id}' is used twice with different content{place}");
        }

        ids.TryAdd(id, (list, entry));
        var hasContext = entry.Texts("context").Any();
        var namesOfEntry = entry.ByLanguage("aliases").Select(a => a.Text).ToList();
        if (entry.Scalar("name") is { } nameNode)
        {
            namesOfEntry.Insert(0, nameNode);
        }

        foreach (var node in namesOfEntry)
        {
            Name(list, node, id, hasContext, names);
        }

        foreach (var longer in entry.Texts("not"))
        {
            if (namesOfEntry.Count > 0 && !namesOfEntry.Any(n => n.Value!.Length < longer.Value!.Length))
            {
                list.Add(longer, ProblemCodes.WrongType, $"not: '{longer.Value}' is not longer than a name of {id}, so it excludes nothing");
            }
        }
    }

    private static void Name(ConfigText list, YamlScalarNode node, string id, bool hasContext, Dictionary<string, (string Id, bool HasContext)> names)
    {
        var name = node.Value ?? "";
        if (name.Length is < 2 or > 100)
        {
            list.Add(node, ProblemCodes.WrongType, $"the name '{name}' has {name.Length} characters; 2 to 100 are allowed");
            return;
        }

        if (name.Length < ShortAlias && !hasContext)
        {
            list.Add(node, ProblemCodes.AmbiguousAlias, $"the name '{name}' of {id} is very short; add context: words that must stand near it",
                severity: ProblemSeverity.Warning);
        }

        var folded = Fold.Text(name);
        if (names.TryGetValue(folded, out var other) && other.Id != id && !(other.HasContext && hasContext))
        {
            list.Add(node, ProblemCodes.SharedAlias, $"'{name}' names both {other.Id} and {id}; drop one, or give both context: words");
        }

        names.TryAdd(folded, (id, hasContext));
    }

    private static void UnknownList(ConfigText file, YamlScalarNode node, string path, IReadOnlySet<string> listIds)
    {
        if (!listIds.Contains(node.Value ?? ""))
        {
            file.Add(node, ProblemCodes.UnknownList,
                string.Create(CultureInfo.InvariantCulture, $"{path} '{node.Value}' does not exist (lists: {string.Join(", ", listIds.Order(StringComparer.Ordinal))})"),
                Suggestion.For(node.Value ?? "", listIds));
        }
    }

    private static HashSet<string> Ids(ConfigText file, string key)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in file.Root.Items(key))
        {
            if (entry.Scalar("id") is { Value: { } id } node && !ids.Add(id))
            {
                file.Add(node, ProblemCodes.RepeatedId, $"id '{id}' stands twice under {key}");
            }
        }

        return ids;
    }

    private static bool AreEqual(YamlNode a, YamlNode b) => a.Equals(b);

    private static bool IsTimeZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    private static bool IsPlainAddress(string address) => address.Length <= 254 && !address.AsSpan().ContainsAny(" \"<>") && !address.Any(char.IsControl)
        && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address;
}
