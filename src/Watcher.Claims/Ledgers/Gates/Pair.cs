using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>A claim beside one earlier entry, on its way through the gates.</summary>
internal sealed record Pair
{
    public required Claim Claim { get; init; }

    public required ArticleRef Article { get; init; }

    public required LedgerEntry Entry { get; init; }

    /// <summary>All entries under the claim's key: promotion of a unit suspect and stale values are looked up among them.</summary>
    public required IReadOnlyList<LedgerEntry> Ledger { get; init; }

    public required ComparisonRules Rules { get; init; }

    /// <summary>The claim's value, or its promoted hypothesis.</summary>
    public Quantity? Value { get; init; }

    /// <summary>The entry's value, or its promoted hypothesis.</summary>
    public Quantity? EarlierValue { get; init; }

    /// <summary>Set where only agreement can be told, because one area is known by direction alone ("the northeast"), or one toll may be a part of the other.</summary>
    public bool IsAreaUnclear { get; init; }

    /// <summary>Nobody knows of which day one of the two speaks, and both are of one event that does not come back: they may agree, or one may have risen.</summary>
    public bool IsUndated { get; init; }

    public ImmutableArray<string> Notes { get; init; } = [];

    public Claim Earlier => Entry.Claim;

    public bool IsQuantity => Claim.Kind == ClaimKind.Quantity;

    public bool IsWithinArticle => Article.Id == Entry.Article.Id;

    /// <summary>Both name a source, and it is the same one.</summary>
    public bool IsSameNamedSource => (Claim.Attribution.Source, Earlier.Attribution.Source) is ({ } a, { } b)
        && (a.SourceId is { } x && b.SourceId is { } y ? x == y : Fold.Text(a.Source) == Fold.Text(b.Source));

    public bool IsSameOwner => Article.Outlet.Owner == Entry.Article.Outlet.Owner;

    /// <summary>Neither names a source.</summary>
    public bool IsUnattributed => Claim.Attribution.Source is null && Earlier.Attribution.Source is null;

    /// <summary>One voice: the same named source, or one owner's outlets speaking for themselves.</summary>
    public bool IsSameVoice => IsSameNamedSource || (IsUnattributed && IsSameOwner);

    public Standing Standing =>
        IsWithinArticle ? Standing.WithinArticle : IsSameVoice ? Standing.OwnRevision : Standing.CrossSource;

    public bool DoAsOfsOverlap => Claim.AsOf.Interval.Overlaps(Earlier.AsOf.Interval);

    /// <summary>The claim speaks of a later time than the entry.</summary>
    public bool IsLater => Claim.AsOf.Interval.From is { } from && Earlier.AsOf.Interval.To is { } to && from >= to;

    /// <summary>The claim speaks of an earlier time than the entry.</summary>
    public bool IsOlder => Earlier.AsOf.Interval.From is { } from && Claim.AsOf.Interval.To is { } to && from >= to;

    /// <summary>Time between the two as-of intervals; zero when they overlap, the longest when one is open.</summary>
    public TimeSpan Distance => DoAsOfsOverlap ? TimeSpan.Zero
        : (IsLater ? Claim.AsOf.Interval.From - Earlier.AsOf.Interval.To : Earlier.AsOf.Interval.From - Claim.AsOf.Interval.To) ?? TimeSpan.MaxValue;

    /// <summary>Told later, or in the same article further down.</summary>
    public bool IsToldLater => Claim.PublishedAt >= Earlier.PublishedAt;

    /// <summary>A claim that says "not so" by its source's stance or by its own words.</summary>
    public static bool IsDenial(Claim claim) =>
        claim.Stance == Stance.Denies || (claim.Polarity == Polarity.Negated && !IsStatusNegation(claim));

    /// <summary>"No longer holds" is a status of its own, not a denial (claims.md 7).</summary>
    public static bool IsStatusNegation(Claim claim) =>
        claim.Predicate == Predicate.HeldBy && claim.Polarity == Polarity.Negated && claim.Stance != Stance.Denies;

    public bool HasDenial => IsDenial(Claim) || IsDenial(Earlier);

    public static SubjectId? SideOf(Claim claim) => claim.Scope.Side ?? claim.Actor?.Side;

    public static SubjectId? SourceSide(Claim claim) => claim.Attribution.Source?.Side;

    /// <summary>The source speaks of its own side.</summary>
    public static bool IsOfItsOwn(Claim claim) => SourceSide(claim) is { } side && side == SideOf(claim);

    public Ruling Pass() => new Ruling.Passes(this);

    public Pair With(string note) => this with { Notes = Notes.Add(note) };

    public Ruling Decide(Verdict verdict, string rule, string why, params ReadOnlySpan<string> notes) =>
        new Ruling.Decides(verdict, rule, why, Notes.AddRange(notes));
}
