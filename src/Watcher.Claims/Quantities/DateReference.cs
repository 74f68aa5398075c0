namespace Watcher.Claims.Quantities;

/// <summary>Which number of <c>10/9</c> is the day.</summary>
public enum DayMonthOrder { Unknown, DayFirst, MonthFirst }

/// <summary>What relative dates are relative to, and what settles the ones that their words leave open.</summary>
/// <param name="Time">Wall-clock time of the statement, usually the article's publication in the outlet's zone.</param>
/// <param name="Order">The outlet's habit.</param>
/// <param name="Preference">The default is the rule of news.</param>
public sealed record DateReference(DateTime Time, DayMonthOrder Order = DayMonthOrder.Unknown, DatePreference Preference = DatePreference.PastUnlessFutureTense)
{
    /// <summary>How often the text names each side, which tells what "the war" means in it; null when nobody looked.</summary>
    public IReadOnlyDictionary<string, int>? Sides { get; init; }
}
