using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Watcher.Claims;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;

namespace Watcher.Tests.Corpus;

/// <summary>One annotated claim of <c>corpus/gold.jsonl</c>.</summary>
internal sealed record CorpusClaim(string Id, string Article, string Family, bool IsQuantity, bool IsOptional, TextSpan Span, string Sentence)
{
    public decimal? Value { get; init; }

    public string Metric { get; init; } = "";

    public string Settlement { get; init; } = "";

    public string Status { get; init; } = "";
}

/// <summary>An annotated relation; <paramref name="A"/> is the later claim of an update.</summary>
internal sealed record CorpusRelation(string A, string B, string Relation, bool IsDebatable);

/// <summary>The annotated claims and relations of <c>../shared/corpus</c>, and which of ours they are: the lenient rules of its scorer.</summary>
internal static partial class CorpusRelations
{
    private static readonly string[][] s_synonyms =
    [
        ["kill", "killed", "dead", "death", "died", "die", "fatality", "toll"], ["injured", "wounded", "hurt", "injury"],
        ["soldier", "troop", "serviceman", "personnel", "military", "fighter"], ["retaken", "recaptured", "captured", "liberated"],
        ["settlement", "village", "town"], ["loss", "casualty", "victim"], ["destroyed", "shot"], ["square", "sq"], ["territory", "area", "land"],
    ];

    private static readonly Dictionary<string, string> s_classes = new()
    {
        ["recaptured"] = "gain",
        ["captured"] = "gain",
        ["entered"] = "fight",
        ["advancing"] = "fight",
        ["contested"] = "fight",
        ["besieged"] = "fight",
    };

    public static List<CorpusRelation> Relations() =>
    [
        .. Lines("relations.jsonl").Select(row => new CorpusRelation(
            Text(row, "a")!, Text(row, "b")!, Text(row, "relation")!, row.TryGetProperty("debatable", out var flag) && flag.GetBoolean())),
    ];

    public static List<CorpusClaim> Claims() => [.. Lines("gold.jsonl").Where(row => row.GetProperty("claims_annotated").GetBoolean()).SelectMany(Claims)];

    /// <summary>Our claims by the annotated ones; each of ours stands for one at most.</summary>
    public static Dictionary<string, List<ReplayedClaim>> Match(IReadOnlyList<CorpusClaim> gold, ReplayedCorpus replay)
    {
        var matched = new Dictionary<string, List<ReplayedClaim>>();
        var taken = new HashSet<ReplayedClaim>();
        var ours = replay.Claims.Where(c => c.Claim.Kind is not (ClaimKind.Statement or ClaimKind.Telling)).ToLookup(c => c.Article);
        foreach (var row in gold.OrderBy(row => row.IsOptional))
        {
            var found = ours[row.Article].Where(c => !taken.Contains(c) && Matches(row, c)).MaxBy(c => IsSameStatus(row, c));
            if (found is not null)
            {
                taken.Add(found);
                matched[row.Id] = [found];
            }
        }

        return matched;
    }

    private static bool Matches(CorpusClaim row, ReplayedClaim ours)
    {
        if (!row.Span.Overlaps(ours.Span) || row.IsQuantity != (ours.Claim.Kind == ClaimKind.Quantity))
        {
            return false;
        }

        if (!row.IsQuantity)
        {
            return Fold.Text(row.Settlement) == Fold.Text(ours.Claim.Subject.Name) && Class(row.Status) == Class(ReplayLines.StatusOf(ours.Claim));
        }

        return row.Value is { } wanted && ours.Claim.Value is { } value && (value.Low ?? value.High) is { } stated
            && Math.Abs(wanted - stated) <= 0.005m * Math.Max(Math.Abs(wanted), Math.Abs(stated))
            && Words(row.Metric).Overlaps(Words($"{ours.Claim.Subject.Name} {ours.Claim.Scope.Object}"));
    }

    private static bool IsSameStatus(CorpusClaim row, ReplayedClaim ours) => !row.IsQuantity && row.Status == ReplayLines.StatusOf(ours.Claim);

    private static string Class(string status) => s_classes.GetValueOrDefault(status, status);

    /// <summary>Without "people": nearly every metric counts them.</summary>
    private static HashSet<string> Words(string text) =>
    [
        .. Word().Matches(Fold.Text(text)).Select(m => m.Value is { Length: > 4 } word && word.EndsWith('s') ? word[..^1] : m.Value)
            .Where(word => word.Length > 2 && word is not ("people" or "person" or "number" or "the" or "and"))
            .Select(word => s_synonyms.FirstOrDefault(group => group.Contains(word))?[0] ?? word),
    ];

    private static IEnumerable<CorpusClaim> Claims(JsonElement article) => article.GetProperty("claims").EnumerateArray().Select(row => new CorpusClaim(
        Text(row, "id")!, Text(article, "article_id")!, Text(article, "family")!, Text(row, "kind") == "quantity",
        row.TryGetProperty("optional", out var optional) && optional.ValueKind == JsonValueKind.True,
        new TextSpan(row.GetProperty("start").GetInt32(), row.GetProperty("end").GetInt32()), Text(row, "sentence") ?? "")
    {
        Value = Number(row, "value_low") ?? Number(row, "value_high"),
        Metric = Text(row, "metric") ?? "",
        Settlement = Text(row, "settlement") ?? "",
        Status = Text(row, "status") ?? "",
    });

    private static decimal? Number(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? decimal.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonElement row, string key) => row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Lines(string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared!, "corpus", file)).Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
