using Watcher.Claims.Quantities;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-3: units, dimensions and slips of a factor; promotes a unit suspect that another source bears out (quantities.md 6).</summary>
internal static class DimensionGate
{
    public const string Id = "CMP-3";

    /// <summary>Another source's area must come this near the hypothesis, and in this time.</summary>
    private const decimal PromotionShare = 0.2m;
    private static readonly TimeSpan s_promotionTime = TimeSpan.FromHours(48);

    /// <summary>A ratio this near a conversion factor points to a slip.</summary>
    private const double SlipShare = 0.02;
    private static readonly TimeSpan s_slipTime = TimeSpan.FromHours(48);

    private static readonly (double Factor, string What)[] s_areaSlips =
        [(2.589988, "square miles and km²"), (2.471054, "acres and hectares"), (1000, "a factor of a thousand"), (1_000_000, "m² and km²")];

    private static readonly (double Factor, string What)[] s_lengthSlips = [(1.609344, "miles and kilometres"), (1000, "metres and kilometres")];

    private static readonly (double Factor, string What)[] s_otherSlips =
        [(1000, "a factor of a thousand"), (1_000_000, "a factor of a million")];

    public static Ruling Judge(Pair pair)
    {
        if (!pair.IsQuantity || pair.HasDenial)
        {
            return pair.Pass();
        }

        if (pair.Value is null || pair.EarlierValue is null)
        {
            return Ruling.Unrelated.Instance;
        }

        pair = Promote(pair);
        var (value, earlier) = (pair.Value!, pair.EarlierValue!);   // Promote replaces values, it never removes one
        if (value.Unit.Dimension != earlier.Unit.Dimension)
        {
            var why = IsSuspect(pair.Claim) || IsSuspect(pair.Earlier)
                ? "a length stands where an area is meant, and no other source bears the area out"
                : $"{Name(value)} is not {Name(earlier)}";
            return DataQuality(pair, why);
        }

        if (!value.Unit.IsComparableWith(earlier.Unit))
        {
            return DataQuality(pair, $"{value.Unit} and {earlier.Unit} cannot be converted into each other");
        }

        if (pair.Claim.Suspects.Concat(pair.Earlier.Suspects).FirstOrDefault(s => !IsUnitSuspect(s)) is { } suspect)
        {
            return DataQuality(pair, $"the article's own numbers do not fit each other ({suspect})");
        }

        return Slip(pair, value, earlier) is { } slip ? DataQuality(pair, slip) : pair.Pass();
    }

    private static Pair Promote(Pair pair)
    {
        // Two suspects of one kind are compared as they stand: the same doubt on both sides cancels out.
        if (pair.Value!.Unit.IsComparableWith(pair.EarlierValue!.Unit))
        {
            return pair;
        }

        if (IsBorneOut(pair.Claim, pair.Ledger.Select(e => e.Claim)))
        {
            pair = (pair with { Value = pair.Claim.Hypothesis }).With(Note(pair.Claim));
        }

        if (IsBorneOut(pair.Earlier, pair.Ledger.Select(e => e.Claim).Append(pair.Claim)))
        {
            pair = (pair with { EarlierValue = pair.Earlier.Hypothesis }).With(Note(pair.Earlier));
        }

        return pair;
    }

    private static string Note(Claim claim) => $"unit suspect promoted: \"{claim.ValueSurface ?? claim.Value?.Unit.Name}\" read as "
        + WhyText.Interval(claim.Hypothesis!);                       // only called for a hypothesis that was borne out

    private static bool IsBorneOut(Claim claim, IEnumerable<Claim> others) =>
        claim.Hypothesis is { Point: { } meant } hypothesis && IsSuspect(claim)
        && others.Any(o => o.Value is { Point: { } said } value && value.Unit.IsComparableWith(hypothesis.Unit)
            && o.Predicate == claim.Predicate && !IsOneSource(claim, o)
            && (claim.PublishedAt - o.PublishedAt).Duration() <= s_promotionTime
            && Math.Abs(meant - said) <= PromotionShare * meant);

    private static bool IsOneSource(Claim a, Claim b) => (a.Attribution.Source, b.Attribution.Source) switch
    {
        ({ SourceId: { } x }, { SourceId: { } y }) => x == y,
        ({ } x, { } y) => Fold.Text(x.Source) == Fold.Text(y.Source),
        (null, null) => a.Article == b.Article,
        _ => false,
    };

    private static bool IsSuspect(Claim claim) => claim.Hypothesis is not null && claim.Suspects.Any(IsUnitSuspect);

    private static bool IsUnitSuspect(string suspect) => suspect.StartsWith("unit-suspect", StringComparison.Ordinal);

    /// <summary>Only numbers that exclude each other within two days: a total may grow by any factor in a month.</summary>
    private static string? Slip(Pair pair, Quantity value, Quantity earlier)
    {
        if (!value.Excludes(earlier) || WhyText.Ratio(value, earlier) is not { } ratio
            || (pair.Claim.PublishedAt - pair.Earlier.PublishedAt).Duration() > s_slipTime)
        {
            return null;
        }

        var slips = value.Unit.Dimension switch
        {
            Dimension.Area => s_areaSlips,
            Dimension.Length => s_lengthSlips,
            _ => s_otherSlips,
        };
        return slips.FirstOrDefault(s => Math.Abs((ratio / s.Factor) - 1) <= SlipShare) is { What: { } what }
            ? $"the ratio is that of {what}: {WhyText.Beside(value, earlier)}" : null;
    }

    private static Ruling DataQuality(Pair pair, string problem) =>
        pair.Decide(new Verdict.DataQuality(pair.Entry.Id, problem), Id, $"Not decided: {problem}.");

    private static string Name(Quantity q) => q.Unit.Dimension switch
    {
        Dimension.Count => "a count",
        var d => $"a value of {d.ToString().ToLowerInvariant()}",
    };
}
