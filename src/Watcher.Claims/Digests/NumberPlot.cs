using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>The numbers of one story on one axis from zero, an outlet a row: a dot for a number, a bar for an interval, an arrow where it is open.</summary>
/// <param name="Title">What is counted, with its unit.</param>
/// <param name="Rows">By time of publication; two at least.</param>
/// <param name="More">Outlets that found no row.</param>
public sealed record NumberPlot(string Title, ImmutableArray<PlotRow> Rows, int More)
{
    /// <summary>As many as the height of a plot holds.</summary>
    public const int MaxRows = 5;
}

/// <summary>What one outlet says.</summary>
/// <param name="Outlet">Name.</param>
/// <param name="Id">Of the outlet: stands in for a name in a script that the plot's own letters do not have.</param>
/// <param name="When">Day and time of publication, short.</param>
/// <param name="Point">The number that was written, in the canonical unit; null for ranges.</param>
/// <param name="Low">Lower end of what it allows; null when open.</param>
/// <param name="High">Upper end; null when open.</param>
/// <param name="Value">In short: "12", "12-14", "40+".</param>
public sealed record PlotRow(string Outlet, string Id, string When, decimal? Point, decimal? Low, decimal? High, string Value);
