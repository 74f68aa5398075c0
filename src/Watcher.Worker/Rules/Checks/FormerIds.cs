using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What <c>was:</c> says: which entries had another id before. Checked and gathered from the nodes; the entries themselves do not know it.</summary>
internal static class FormerIds
{
    private const string Key = "was";

    private static readonly string[] s_subjects = ["settlements", "people", "metrics"];

    /// <summary>An entry of one kind, in its file.</summary>
    internal sealed record Entry(ConfigText File, YamlMappingNode Node)
    {
        public string? Id => (Node.Scalar("id") ?? Node.Scalar("ref"))?.Value;
    }

    /// <summary>
    /// An old id must be free. That alone rules out chains and cycles: each link but the last of a chain would be an id that is still borne.
    /// </summary>
    /// <param name="entries">All entries that share one set of ids.</param>
    /// <param name="others">
    /// Ids that something else bears, and what: "a metric of ontology/metrics.yaml". A row of the gazetteer that no list
    /// names is known to no store.
    /// </param>
    public static void Check(IReadOnlyList<Entry> entries, params IReadOnlyList<(IReadOnlySet<string>? Ids, string What)> others)
    {
        var borne = entries.Where(e => e.Id is not null).DistinctBy(e => e.Id).ToDictionary(e => e.Id!, StringComparer.Ordinal);   // null: just left out
        var claimed = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Node.Scalar(Key) is not { Value: { } was } node || !ConfigValues.IsId(was) || entry.Id is not { } id)
            {
                continue;
            }

            if (was == id)
            {
                entry.File.Add(node, ProblemCodes.FormerId, $"was '{was}' is the id itself");
            }
            else if (borne.TryGetValue(was, out var bearer))
            {
                entry.File.Add(node, ProblemCodes.FormerId, $"was '{was}' is still an id ({bearer.File.File}:{bearer.Node.Start.Line})");
            }
            else if (others.FirstOrDefault(o => o.Ids?.Contains(was) == true).What is { } what)
            {
                entry.File.Add(node, ProblemCodes.FormerId, $"was '{was}' is still the id of {what}");
            }
            else if (claimed.TryGetValue(was, out var first) && first.Id != id)
            {
                entry.File.Add(node, ProblemCodes.FormerId, $"was '{was}' is claimed by '{first.Id}' too ({first.File.File}:{first.Node.Start.Line})");
            }

            claimed.TryAdd(was, entry);
        }
    }

    /// <summary>What a configuration without errors says of former ids.</summary>
    public static IEnumerable<FormerId> Of(IReadOnlyList<ConfigText> lists, ConfigText? feeds, ConfigText? recipients)
    {
        var entries = lists.Select(list => (FormerIdKind.List, list.Root!))        // a text without errors has a root
            .Concat(lists.SelectMany(Subjects).Select(e => (FormerIdKind.Subject, e.Node)))
            .Concat(feeds?.Root.Items("outlets").Select(e => (FormerIdKind.Outlet, e)) ?? [])
            .Concat(feeds?.Root.Items("feeds").Select(e => (FormerIdKind.Feed, e)) ?? [])
            .Concat(recipients?.Root.Items("recipients").Select(e => (FormerIdKind.Recipient, e)) ?? []);
        return entries.Where(e => e.Item2.Scalar(Key)?.Value is not null)
            .Select(e => new FormerId(e.Item1, e.Item2.Scalar(Key)!.Value!, (e.Item2.Scalar("id") ?? e.Item2.Scalar("ref"))!.Value!))   // checked before
            .Distinct();
    }

    /// <summary>Settlements, people and metrics: the ledger knows them by one set of ids.</summary>
    public static IEnumerable<Entry> Subjects(ConfigText list) =>
        s_subjects.SelectMany(key => list.Root.Items(key)).Select(node => new Entry(list, node));
}
