using System.Collections.Immutable;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>One gate of the comparison (claims.md 7): a pure function from a pair to what it makes of it.</summary>
internal sealed record Gate(string Id, Func<Pair, Ruling> Judge);

/// <summary>What a gate makes of a pair.</summary>
internal abstract record Ruling
{
    private Ruling()
    {
    }

    /// <summary>Not decided here. The pair may carry a note or a promoted value on to the next gate.</summary>
    public sealed record Passes(Pair Pair) : Ruling;

    public sealed record Decides(Verdict Verdict, string Rule, string Why, ImmutableArray<string> Notes) : Ruling;

    /// <summary>The two say nothing about each other, and the reader of a derivation gains nothing from seeing the pair.</summary>
    public sealed record Unrelated : Ruling
    {
        public static Unrelated Instance { get; } = new();
    }
}
