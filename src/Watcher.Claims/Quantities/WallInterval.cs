namespace Watcher.Claims.Quantities;

/// <summary>A half-open stretch <c>[From, To)</c> of wall-clock time without a zone (Kind Unspecified); null = open on that side.</summary>
public readonly record struct WallInterval
{
    /// <exception cref="ArgumentException"><paramref name="to"/> lies before <paramref name="from"/>.</exception>
    public WallInterval(DateTime? from, DateTime? to)
    {
        if (from is { } f && to is { } t && t < f)
        {
            throw new ArgumentException("An interval cannot end before it begins.", nameof(to));
        }

        From = from is { } a ? DateTime.SpecifyKind(a, DateTimeKind.Unspecified) : null;
        To = to is { } b ? DateTime.SpecifyKind(b, DateTimeKind.Unspecified) : null;
    }

    public DateTime? From { get; }

    /// <summary>Exclusive.</summary>
    public DateTime? To { get; }

    public bool IsUnknown => From is null && To is null;

    /// <summary>One whole day.</summary>
    public static WallInterval Day(DateTime day) => new(day.Date, day.Date.AddDays(1));

    public bool Contains(DateTime moment) => (From is null || moment >= From) && (To is null || moment < To);

    public bool Overlaps(WallInterval other) =>
        (From is null || other.To is null || From < other.To) && (other.From is null || To is null || other.From < To);

    /// <summary>The other interval lies wholly inside this one.</summary>
    public bool Encloses(WallInterval other) =>
        (From is null || (other.From is { } f && f >= From)) && (To is null || (other.To is { } t && t <= To));
}
