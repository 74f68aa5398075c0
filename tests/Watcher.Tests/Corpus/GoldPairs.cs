using System.Text.Json;
using Watcher.Claims.Ledgers;
using Watcher.Tests.Support;

namespace Watcher.Tests.Corpus;

/// <summary>The labels of <c>gold/pairs.jsonl</c> in our words (claims.md 11): silence is the answer to a different scope.</summary>
internal enum PairLabel { Silence, Corroborates, Repeats, Updates, Contradicts }

/// <summary>Two annotated claims of the sample articles and what they are to each other.</summary>
internal sealed record GoldPair
{
    public required string Id { get; init; }

    public required string A { get; init; }

    public required string B { get; init; }

    public required string Kind { get; init; }

    /// <summary>The topic of our frames that the pair is about; null when it is about none.</summary>
    public required string? Topic { get; init; }

    public required PairLabel Label { get; init; }

    public required bool IsAlert { get; init; }

    public required bool IsSameOrigin { get; init; }

    public required bool IsDebatable { get; init; }

    public required string QuoteA { get; init; }

    public required string QuoteB { get; init; }

    /// <summary>A number, a status or a denial; the others are frames.</summary>
    public bool IsHard => Kind.StartsWith("numeric", StringComparison.Ordinal) || Kind.StartsWith("status", StringComparison.Ordinal) || Kind == "denial";

    public static List<GoldPair> Read() => [.. File.ReadLines(Path.Combine(Repository.Shared!, "gold", "pairs.jsonl")).Select(Parse)];

    private static GoldPair Parse(string line)
    {
        using var row = JsonDocument.Parse(line);
        string Text(string key) => row.RootElement.GetProperty(key).GetString()!;
        bool Flag(string key) => row.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;
        return new GoldPair
        {
            Id = Text("id"),
            A = Text("a"),
            B = Text("b"),
            Kind = Text("kind"),
            Topic = Text("topic") switch
            {
                "motive of withdrawal" => "motive",
                "manner of retreat" => "manner",
                "abandoned equipment" => "equipment",
                "defence strength" => "strength",
                "superlative" => "rank",
                "timing of withdrawal" => "duration",
                "withdrawal extent" => "extent",
                "destination/extent of withdrawal" => Text("kind") == "extent" ? "extent" : "direction",
                _ => null,
            },
            Label = Text("label") switch
            {
                "contradiction" => PairLabel.Contradicts,
                "corroboration" => PairLabel.Corroborates,
                "paraphrase" => PairLabel.Repeats,
                "update" => PairLabel.Updates,
                _ => PairLabel.Silence,
            },
            IsAlert = Flag("expect_flag"),
            IsSameOrigin = Flag("same_origin"),
            IsDebatable = Flag("debatable"),
            QuoteA = Text("quote_a"),
            QuoteB = Text("quote_b"),
        };
    }

    /// <summary>A weak agreement says only that nothing speaks against it, and is told to nobody as a confirmation.</summary>
    public static PairLabel LabelOf(Verdict? verdict) => verdict switch
    {
        Verdict.Contradicts => PairLabel.Contradicts,
        Verdict.Updates or Verdict.Revises => PairLabel.Updates,
        Verdict.Repeats => PairLabel.Repeats,
        Verdict.Corroborates { IsStrong: true } => PairLabel.Corroborates,
        _ => PairLabel.Silence,
    };
}
