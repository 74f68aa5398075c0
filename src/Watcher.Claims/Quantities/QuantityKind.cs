namespace Watcher.Claims.Quantities;

/// <summary>What sort of thing the words measure; the kinds of the dev sets.</summary>
public enum QuantityKind
{
    /// <summary>A bare number, nothing counted.</summary>
    Number,

    /// <summary>A number of things, with a head noun, said or copied.</summary>
    Count,
    Fraction,
    Percent,
    Currency,
    Length,
    Area,
    Mass,
    Volume,
    Speed,
    Temperature,
    Duration,
    Age,
    Energy,
    Information,
    Angle,
    Magnitude,
    Rate,
    Other,
}
