using System.Collections.Immutable;
using Watcher.Claims.Ledgers.Gates;

namespace Watcher.Claims.Ledgers;

/// <summary>
/// Says what a claim is beside the ledger. Every earlier entry is taken through the gates of claims.md 7 in order; the first that fires
/// decides the pair, and the strongest pair decides the finding. Pure, total and thread-safe.
/// </summary>
public sealed class ClaimComparer
{
    public const string NothingComparable = "CMP-9";

    /// <summary>Pairs that differ in scope are kept to show why an entry was passed over; the latest are enough.</summary>
    private const int MaxDifferentScopes = 20;

    /// <summary>In the order tried.</summary>
    private readonly Gate[] _gates =
    [
        new(EligibleGate.Id, EligibleGate.Judge),
        new("CMP-1", OriginGate.Judge),
        new(ScopeGate.Id, ScopeGate.Judge),
        new(DimensionGate.Id, DimensionGate.Judge),
        new(IntervalGate.Id, IntervalGate.Judge),
        new("CMP-5", TimeGate.Judge),
        new(StatusGate.Id, StatusGate.Judge),
        new(DenialGate.Id, DenialGate.Judge),
    ];

    /// <summary>For the words in which a movement is told.</summary>
    private readonly Gate[] _tellingGates = [new(EligibleGate.Id, EligibleGate.Judge), new(FrameGate.Id, FrameGate.Judge)];

    /// <summary>Compares <paramref name="claim"/> with entries under its <see cref="Claim.ComparisonKey"/>; others and superseded ones are passed over.</summary>
    public Finding Compare(Claim claim, ArticleRef article, IReadOnlyList<LedgerEntry> earlier, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(rules);

        var ledger = earlier.Where(e => !e.IsSuperseded && e.Claim.ComparisonKey == claim.ComparisonKey).ToList();
        var compared = ledger
            .Select(entry => (Entry: entry, Result: Judge(claim, article, entry, ledger, rules)))
            .Where(pair => pair.Result is not null)
            .Select(pair => (pair.Entry, Result: pair.Result!))
            .ToList();

        var ranked = compared
            .Select(pair => (pair.Entry, Result: WithKnownMove(pair.Entry, pair.Result, compared), IsOld: IsOldNews(claim, article, pair.Entry, pair.Result, compared, ledger, rules)))
            .OrderBy(pair => pair.IsOld)
            .ThenBy(pair => Rank(pair.Result))
            .ThenByDescending(pair => pair.Entry.Id.Value)
            .ToList();

        var scopes = 0;
        ImmutableArray<Comparison> kept =
            [.. ranked.Select(pair => pair.Result).Where(c => c.Verdict is not Verdict.DifferentScope || ++scopes <= MaxDifferentScopes)];
        return Conclude(claim, kept);
    }

    /// <summary>One pair through the gates; null when the two say nothing about each other.</summary>
    private Comparison? Judge(
        Claim claim, ArticleRef article, LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger, ComparisonRules rules)
    {
        var pair = new Pair
        {
            Claim = claim,
            Article = article,
            Entry = entry,
            Ledger = ledger,
            Rules = rules,
            Value = claim.Value,
            EarlierValue = entry.Claim.Value,
        };
        var passed = ImmutableArray.CreateBuilder<string>();
        foreach (var gate in claim.Kind == ClaimKind.Telling ? _tellingGates : _gates)
        {
            switch (gate.Judge(pair))
            {
                case Ruling.Passes(var next):
                    pair = next;
                    passed.Add(gate.Id);
                    break;

                case Ruling.Decides decided:
                    return Undated(pair, decided, new Comparison
                    {
                        Earlier = entry.Id,
                        Verdict = decided.Verdict,
                        Rule = decided.Rule,
                        Why = decided.Why,
                        Notes = decided.Notes,
                        GatesPassed = passed.ToImmutable(),
                    });

                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>A date that can be read in two ways must not decide a contradiction; it is a problem of the article.</summary>
    private static Comparison Undated(Pair pair, Ruling.Decides decided, Comparison comparison)
    {
        var hasTwoReadings = !pair.Claim.AsOf.Alternatives.IsDefaultOrEmpty || !pair.Earlier.AsOf.Alternatives.IsDefaultOrEmpty;
        return decided.Verdict is Verdict.Contradicts && hasTwoReadings
            ? comparison with
            {
                Verdict = new Verdict.DataQuality(pair.Entry.Id, "a date can be read in two ways"),
                Why = $"Not decided, a date can be read in two ways. {decided.Why}",
            }
            : comparison;
    }

    /// <summary>
    /// True when the reader has this from an earlier telling. A repeated statement (CMP-1b) was judged when it was first told, or by
    /// the entry that came after it, and so was a number that its own speaker tells again on another day. An update of an entry is known
    /// when the claim agrees with one that moved on from it before.
    /// </summary>
    private bool IsOldNews(
        Claim claim, ArticleRef article, LedgerEntry entry, Comparison result, List<(LedgerEntry Entry, Comparison Result)> compared,
        List<LedgerEntry> ledger, ComparisonRules rules)
    {
        if (result.Verdict is Verdict.Repeats)
        {
            return false;
        }

        if (result.Verdict is not Verdict.DifferentScope and not Verdict.Revises && compared.Any(c => c.Result is { Verdict: Verdict.Repeats, Rule: "CMP-1b" or "CMP-0" }))
        {
            return true;
        }

        return result.Verdict switch
        {
            Verdict.Updates => result.Notes.Contains(TimeGate.Overtaken) || compared.Any(c => IsMovedOn(c, entry) || IsOwnHigher(c, entry)),

            // One card a topic: who joins one of two known tellings tells nothing new.
            Verdict.Contradicts { Kind: ContradictionKind.Frame } => compared.Any(c => c.Result.Verdict is Verdict.Corroborates),
            Verdict.Contradicts => compared.Any(c => IsToldAgain(claim, article, c) && IsKnownConflict(c.Entry, entry, result, ledger, rules)),
            _ => false,
        };
    }

    private static bool IsMovedOn((LedgerEntry Entry, Comparison Result) agreed, LedgerEntry entry) =>
        agreed.Entry.Id != entry.Id
        && agreed.Result.Verdict is Verdict.Repeats or Verdict.Corroborates { IsStrong: true }
        && (agreed.Entry.Claim.AsOf.Interval.From > entry.Claim.AsOf.Interval.From
            || (agreed.Entry.Claim.AsOf.Interval.From == entry.Claim.AsOf.Interval.From && agreed.Entry.Id.Value > entry.Id.Value));

    /// <summary>An article told 15 at noon and 20 at night: what comes after moves on from the 20.</summary>
    private static bool IsOwnHigher((LedgerEntry Entry, Comparison Result) other, LedgerEntry entry) => other.Result.Verdict is Verdict.Updates && other.Entry.Article.Id == entry.Article.Id
        && other.Entry.Claim.Value?.Point > entry.Claim.Value?.Point;

    private static bool IsToldAgain(Claim claim, ArticleRef article, (LedgerEntry Entry, Comparison Result) known) => known.Result.Verdict is Verdict.Repeats
        || (known.Result is { Verdict: Verdict.Corroborates, Rule: IntervalGate.Id or StatusGate.Id or DenialGate.Id }
            && OriginKeys.Voice(claim.Attribution, article.Outlet) == OriginKeys.Voice(known.Entry.Claim.Attribution, known.Entry.Article.Outlet));

    /// <summary>
    /// The first telling, or the entry that answered it, was already found to contradict, and on no weaker grounds: a clash of the same
    /// time (CMP-5c) is news after a total that seemed to fall (CMP-5b).
    /// </summary>
    private bool IsKnownConflict(LedgerEntry first, LedgerEntry entry, Comparison result, List<LedgerEntry> ledger, ComparisonRules rules)
    {
        var (older, newer) = first.Id.Value < entry.Id.Value ? (first, entry) : (entry, first);
        return older.Id != newer.Id && Judge(newer.Claim, newer.Article, older, ledger, rules) is { Verdict: Verdict.Contradicts } known
            && !(result.Rule == "CMP-5c" && known.Rule == "CMP-5b");
    }

    private static Comparison WithKnownMove(LedgerEntry entry, Comparison result, List<(LedgerEntry Entry, Comparison Result)> compared) =>
        result.Verdict is Verdict.Updates && compared.Any(c => IsMovedOn(c, entry))
            ? result with { Notes = result.Notes.Add("already known through a later entry") } : result;

    /// <summary>Novel unless something comparable is known; a different scope is not comparable, and so leaves a claim novel.</summary>
    private static Finding Conclude(Claim claim, ImmutableArray<Comparison> compared)
    {
        var first = compared.IsEmpty ? null : compared[0];
        if (first is { Verdict: Verdict.DifferentScope })
        {
            // Told before as a plan or a doubt, overtaken, undated, or an aside: something like it is known, so it is not news either.
            first = compared.FirstOrDefault(c =>
                c.Rule == EligibleGate.Id || c.Notes.Intersect([TimeGate.History, TimeGate.Undated, StatusGate.Aside]).Any());
        }

        return new Finding
        {
            Claim = claim,
            Verdict = first?.Verdict ?? new Verdict.Novel(),
            Rule = first?.Rule ?? NothingComparable,
            Why = first?.Why ?? "Nothing comparable is known.",
            Compared = compared,
        };
    }

    private static int Rank(Comparison comparison) => comparison.Verdict switch
    {
        Verdict.Contradicts { Standing: not Standing.WithinArticle } => 0,
        Verdict.Contradicts => 1,        // told with what it denies: whoever said so elsewhere comes first
        Verdict.Revises => 2,
        Verdict.Updates => 3,
        Verdict.Corroborates { IsStrong: true } => 4,
        Verdict.Corroborates => 5,
        Verdict.Repeats => 6,
        Verdict.DataQuality => 7,
        Verdict.DifferentScope => 8,
        _ => 9,
    };
}
