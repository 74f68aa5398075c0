namespace Watcher.Claims.Quantities;

/// <summary>What a unit measures. Only quantities of one dimension can be compared.</summary>
public enum Dimension
{
    /// <summary>Things, counted by a head noun, or a bare number.</summary>
    Count,
    Ratio,

    /// <summary>Percentage points, basis points: never comparable with <see cref="Ratio"/>.</summary>
    RatioDifference,
    Currency,
    Length,
    Area,
    Mass,
    Volume,
    Speed,
    Temperature,
    Energy,
    Power,
    Duration,
    Information,
    Angle,
    Magnitude,

    /// <summary>One quantity per another: barrels a day, dollars per barrel.</summary>
    Rate,
    Other,
}
