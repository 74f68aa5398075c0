namespace Watcher.Claims.Quantities;

/// <summary>Which number of <c>10/9</c> is the day.</summary>
public enum DayMonthOrder { Unknown, DayFirst, MonthFirst }

/// <summary>How open dates ("Friday", "3 March") are resolved.</summary>
public enum DatePreference
{
    /// <summary>The news rule: the past, unless the words speak of the future ("will", "is set to").</summary>
    PastUnlessFuture,
    Past,
    Future,
    Nearest,
}

/// <summary>What relative dates are relative to.</summary>
/// <param name="Time">Wall-clock time of the statement, usually the article's publication in the outlet's zone.</param>
/// <param name="Order">The outlet's habit.</param>
/// <param name="Prefer">How open dates are resolved.</param>
public sealed record DateReference(
    DateTime Time, DayMonthOrder Order = DayMonthOrder.Unknown, DatePreference Prefer = DatePreference.PastUnlessFuture);
