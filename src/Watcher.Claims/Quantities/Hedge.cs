namespace Watcher.Claims.Quantities;

/// <summary>How far the writer commits to a number. Every hedge stands for one way to build an interval, see <see cref="Quantity"/>.</summary>
public enum Hedge
{
    /// <summary>No hedge: the value, as precise as it is written.</summary>
    Exact,

    /// <summary>about, around, some, roughly.</summary>
    Approx,

    /// <summary>nearly, almost, just under.</summary>
    ApproxBelow,

    /// <summary>just over, a little more than.</summary>
    ApproxAbove,

    /// <summary>more than, over.</summary>
    MoreThan,

    /// <summary>at least, 100+.</summary>
    AtLeast,

    /// <summary>fewer than, under.</summary>
    LessThan,

    /// <summary>up to, as many as, within.</summary>
    AtMost,

    /// <summary>12-15, between a and b.</summary>
    Range,

    /// <summary>dozens, thousands, several.</summary>
    Indefinite,

    /// <summary>next to no, hardly any.</summary>
    NearZero,

    /// <summary>many, numerous: no number at all.</summary>
    Vague,
}
