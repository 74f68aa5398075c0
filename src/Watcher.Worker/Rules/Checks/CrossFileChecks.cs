using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What feeds, recipients and policy say of each other and of the rule data. Works on nodes, so that every problem has its place.</summary>
internal static class CrossFileChecks
{
    /// <param name="feeds">feeds.yaml.</param>
    /// <param name="listIds">Ids of the watch lists.</param>
    /// <param name="known">What the rule data defines.</param>
    /// <param name="listSides">Ids of the sides that watch lists add.</param>
    public static void Feeds(ConfigText feeds, IReadOnlySet<string> listIds, KnownNames known, IReadOnlySet<string> listSides)
    {
        var outlets = Ids(feeds, "outlets");
        _ = Ids(feeds, "feeds");
        FormerIds.Check([.. feeds.Root.Items("outlets").Select(node => new FormerIds.Entry(feeds, node))]);
        FormerIds.Check([.. feeds.Root.Items("feeds").Select(node => new FormerIds.Entry(feeds, node))]);
        foreach (var outlet in feeds.Root.Items("outlets"))
        {
            if (outlet.Scalar("party") is { Value: { } party } node && party != "none" && known.Sides is { } sides && !sides.Contains(party) && !listSides.Contains(party))
            {
                feeds.Add(node, ProblemCodes.UnknownParty, $"party '{party}' is no side of ontology/sides.yaml or of a watch list",
                    Suggestion.For(party, sides.Concat(listSides).Append("none")));
            }
        }

        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feed in feeds.Root.Items("feeds"))
        {
            if (feed.Scalar("outlet") is { Value: { } outlet } node && !outlets.Contains(outlet))
            {
                feeds.Add(node, ProblemCodes.UnknownOutlet, $"outlet '{outlet}' is not defined under outlets", Suggestion.For(outlet, outlets));
            }

            if (feed.Scalar("url") is { Value: { } url } urlNode && ConfigValues.IsWebAddress(url))
            {
                var key = FeedAddress.Key(new Uri(url), known.Tracking);
                if (!urls.TryAdd(key, feed.Scalar("id")?.Value ?? "?"))
                {
                    feeds.Add(urlNode, ProblemCodes.DuplicateUrl, $"the same address as feed '{urls[key]}'");
                }
            }

            Languages(feeds, feed.Scalar("language") is { } language ? [language] : [], "language", known);
            foreach (var list in feed.Texts("lists"))
            {
                UnknownList(feeds, list, "lists", listIds);
            }
        }
    }

    public static void Recipients(ConfigText recipients, IReadOnlySet<string> listIds)
    {
        _ = Ids(recipients, "recipients");
        FormerIds.Check([.. recipients.Root.Items("recipients").Select(node => new FormerIds.Entry(recipients, node))]);
        var number = 0;
        foreach (var recipient in recipients.Root.Items("recipients"))
        {
            var path = $"recipients[{number++}]";
            if (recipient.Scalar("timezone") is { Value: { } zone } zoneNode && !IsTimeZone(zone))
            {
                recipients.Add(zoneNode, ProblemCodes.TimeZone, $"unknown time zone '{zone}'", NearestZones(zone));
            }

            if (recipient.Map("quiet") is { } quiet && quiet.Scalar("from")?.Value is { } from && from == quiet.Scalar("to")?.Value)
            {
                recipients.Add(quiet, ProblemCodes.QuietTime, $"{path}.quiet: from and to are equal; a whole day is no quiet time");
            }

            Subscriptions(recipients, recipient, path, listIds);
        }
    }

    public static void Watcher(ConfigText watcher)
    {
        if (watcher.Root.Map("thresholds").Map("severity") is not { } severity)
        {
            return;
        }

        // An absent step has its built-in value: the others must fit it too.
        var steps = ConfigShapes.Severity.Keys.Select(k => k.Name).Select(name => (Name: name, Node: YamlChecker.Find(severity, name), Value: Step(severity, name))).ToList();
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps[i].Value is { } high && steps[i - 1].Value is { } low && low >= high)
            {
                watcher.Add(steps[i].Node ?? steps[i - 1].Node ?? severity, ProblemCodes.Severities,
                    FormattableString.Invariant($"{steps[i - 1].Name} ({low}) must be below {steps[i].Name} ({high})"));
            }
        }
    }

    /// <summary>Languages without a lexicon would find nothing.</summary>
    internal static void Languages(ConfigText file, IEnumerable<YamlScalarNode> languages, string path, KnownNames known)
    {
        foreach (var node in languages)
        {
            if (node.Value is { } language && ConfigValues.IsLanguage(language) && known.Languages is { } read && !read.Contains(language))
            {
                file.Add(node, ProblemCodes.NoLexicon, $"{path} '{language}' has no lexicon (there are: {string.Join(", ", read.Order(StringComparer.Ordinal))})",
                    language == "ua" ? ["uk"] : []);
            }
        }
    }

    private static void Subscriptions(ConfigText recipients, YamlMappingNode recipient, string path, IReadOnlySet<string> listIds)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var subscription in recipient.Items("subscriptions"))
        {
            var subscriptionPath = $"{path}.subscriptions[{number++}]";
            if (subscription.Scalar("list") is { Value: { } list } listNode)
            {
                UnknownList(recipients, listNode, $"{subscriptionPath}.list", listIds);
                if (!seen.Add(list))
                {
                    recipients.Add(listNode, ProblemCodes.RepeatedId, $"{subscriptionPath}: a recipient has one subscription for each list; '{list}' is the second");
                }
            }

            if (YamlChecker.Find(subscription, "digest") is null && YamlChecker.Find(subscription, "immediate") is null
                && !recipients.HasMisspelled(subscription, "digest") && !recipients.HasMisspelled(subscription, "immediate"))
            {
                recipients.Add(subscription, ProblemCodes.GetsNothing, $"{subscriptionPath} has neither digest nor immediate: no mail would ever go out for it",
                    severity: ProblemSeverity.Warning);
            }
        }

        if (number == 0 && recipient.Scalar("role")?.Value != "operator" && YamlChecker.Find(recipient, "subscriptions") is null or YamlSequenceNode { Children.Count: 0 }
            && !recipients.HasMisspelled(recipient, "subscriptions"))
        {
            recipients.Add((YamlNode?)recipient.Scalar("id") ?? recipient, ProblemCodes.GetsNothing, $"{path} has no subscriptions and is no operator: no mail would ever go there",
                severity: ProblemSeverity.Warning);
        }
    }

    private static decimal? Step(YamlMappingNode severity, string name)
    {
        var written = (severity.Scalar(name) ?? severity.Map(name).Scalar("value"))?.Value
            ?? ConfigShapes.Severity.Keys.First(k => k.Name == name).Default;
        return decimal.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static void UnknownList(ConfigText file, YamlScalarNode node, string path, IReadOnlySet<string> listIds)
    {
        if (!listIds.Contains(node.Value ?? ""))
        {
            var lists = listIds.Count == 0 ? "there is no watch list" : $"lists: {string.Join(", ", listIds.Order(StringComparer.Ordinal))}";
            file.Add(node, ProblemCodes.UnknownList, $"{path} '{node.Value}' does not exist ({lists})", Suggestion.For(node.Value ?? "", listIds));
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

    private static bool IsTimeZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    /// <summary>"Kyiv" and "europe/kiev" are meant as well as "Europe/Kyev".</summary>
    private static IReadOnlyList<string> NearestZones(string zone)
    {
        var all = TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).ToList();
        var city = all.Where(id => id.EndsWith($"/{zone.Replace(' ', '_')}", StringComparison.OrdinalIgnoreCase)).ToList();
        return city.Count > 0 ? city[..1] : zone.Any(char.IsDigit) ? [] : Suggestion.For(zone, all);   // UTC+2 is not meant as UTC
    }
}
