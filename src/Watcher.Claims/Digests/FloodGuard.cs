namespace Watcher.Claims.Digests;

/// <summary>
/// Keeps a changed option or a new alias from mailing thousands of items: a digest far beyond the usual is sent as counts with its gravest
/// cards (digest.md 1).
/// </summary>
public static class FloodGuard
{
    /// <summary>Digests that say what is usual.</summary>
    public const int Window = 14;

    /// <summary>Cards that such a digest still shows.</summary>
    public const int Cards = 10;

    /// <param name="findings">Of the digest that is due.</param>
    /// <param name="earlier">Findings of the digests before it, in any order; the newest <see cref="Window"/>. With fewer, only what there is.</param>
    /// <param name="items"><c>mail.flood_guard.items</c>.</param>
    /// <param name="times"><c>mail.flood_guard.times_median</c>.</param>
    /// <returns>Null when the digest is an ordinary one. The first digest of a subscription has nothing to be compared with.</returns>
    public static FloodCounts? Measure(int findings, IReadOnlyList<int> earlier, int items, double times)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Count == 0 || findings <= items)
        {
            return null;
        }

        var sorted = earlier.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return findings > times * median ? new FloodCounts(findings, median, times) : null;
    }
}
