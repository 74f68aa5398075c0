using Watcher.Claims.Quantities;

namespace Watcher.Claims.Digests;

/// <summary>Makes plots of the numbers of a story.</summary>
internal static class NumberPlots
{
    /// <param name="title">What is counted.</param>
    /// <param name="about">The claim whose unit the axis has.</param>
    /// <param name="entries">All entries of the story, in any order.</param>
    /// <param name="labels">Words for values.</param>
    /// <param name="times">Words for times.</param>
    /// <returns>Null when fewer than two entries give a number in that unit.</returns>
    public static NumberPlot? Of(string title, Claim about, IEnumerable<CitedEntry> entries, ClaimLabels labels, DigestTimes times)
    {
        if (Meant(about) is not { } measure)
        {
            return null;
        }

        var all = entries
            .DistinctBy(e => e.Entry.Id)
            .Select(e => (e.Entry, Value: Meant(e.Entry.Claim)))
            .Where(e => e.Value is { Hedge: not (Hedge.Vague or Hedge.NearZero) } value && value.Unit.IsComparableWith(measure.Unit) && value.CanonLow is not null)
            .OrderBy(e => e.Entry.Article.PublishedAt).ThenBy(e => e.Entry.Id.Value)
            .ToList();
        if (all.Count < 2)
        {
            return null;
        }

        // When there are too many, the newest and the two that lie furthest apart.
        var shown = all;
        if (all.Count > NumberPlot.MaxRows)
        {
            var least = all.MinBy(e => e.Value!.CanonLow);                                     // filtered: each has a lower bound
            var most = all.MaxBy(e => e.Value!.CanonLow);
            shown = [.. all.AsEnumerable().Reverse().OrderByDescending(e => e.Entry.Id == least.Entry.Id || e.Entry.Id == most.Entry.Id)
                .Take(NumberPlot.MaxRows).OrderBy(e => e.Entry.Article.PublishedAt).ThenBy(e => e.Entry.Id.Value)];
        }

        var unit = labels.UnitOf(measure);
        return new NumberPlot(
            unit.Length > 0 ? $"{title},{unit}" : title,
            [.. shown.Select(e => Row(e.Entry, e.Value!, labels, times))],                     // filtered
            all.Count - shown.Count);
    }

    /// <summary>The value, or what it is read as where the unit is in doubt.</summary>
    private static Quantity? Meant(Claim claim) => claim.Hypothesis ?? claim.Value;

    private static PlotRow Row(Ledgers.LedgerEntry entry, Quantity value, ClaimLabels labels, DigestTimes times)
    {
        var isRatio = value.Unit.Dimension == Dimension.Ratio;
        decimal? Shown(decimal? canonical) => isRatio ? canonical * 100 : canonical;

        return new PlotRow(
            ClaimLabels.Outlet(entry.Article.Outlet), entry.Article.Outlet.Id, times.Short(entry.Article.PublishedAt),
            value.Hedge == Hedge.Range || value.Low != value.High && value.Low is not null && value.High is not null ? null : Shown(value.Point),
            Shown(value.CanonLow), Shown(value.CanonHigh), Compact(value, labels));
    }

    /// <summary>"12", "~2,500", "12-14", "40+", "&lt;10": what fits beside a bar.</summary>
    private static string Compact(Quantity value, ClaimLabels labels)
    {
        var point = value.Point is { } at ? labels.Number(value, at) : "";
        return value.Hedge switch
        {
            Hedge.Exact => point,
            Hedge.MoreThan => $">{point}",
            Hedge.AtLeast => $"{point}+",
            Hedge.LessThan => $"<{point}",
            Hedge.AtMost => $"≤{point}",
            Hedge.Indefinite when value.CanonHigh is null => $"~{point}+",
            _ when value is { CanonLow: { } low, CanonHigh: { } high, IsPoint: false } => $"{labels.Number(value, low)}-{labels.Number(value, high)}",
            _ => $"~{point}",
        };
    }
}
