using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>The precision of a date's words.</summary>
public enum DateGrain { Minute, Hour, DayPart, Day, Week, Month, Quarter, Season, Year, Decade, Century, Fuzzy }

/// <summary>How a date limits what is said beside it.</summary>
public enum DateKind
{
    /// <summary>On that day, in that month.</summary>
    At,

    /// <summary>From one moment to another: "over the past 24 hours".</summary>
    Window,

    /// <summary>From that moment on; the end is open.</summary>
    Since,

    /// <summary>Up to that moment; the beginning is open.</summary>
    Until,

    /// <summary>A length of time and no date: "the 200-day war".</summary>
    Duration,
}

/// <summary>A date or period as it stands in a text, resolved against the reference.</summary>
public sealed record DateMention
{
    public required TextSpan Span { get; init; }

    public required WallInterval Value { get; init; }

    /// <summary>The words it was read from.</summary>
    public required string Basis { get; init; }

    public required DateGrain Grain { get; init; }

    public required DateKind Kind { get; init; }

    /// <summary>Readings as good as <see cref="Value"/>: 10/9 with unknown order. Nothing may rest on one of them alone.</summary>
    public ImmutableArray<WallInterval> Alternatives { get; init; } = [];

    /// <summary>Readings that the words permit and the habits of news exclude: the other year of "3 March", the coming Friday, a last day left out.</summary>
    public ImmutableArray<WallInterval> OtherReadings { get; init; } = [];

    /// <summary>The words gave no year, or only a place relative to the reference.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Written as a calendar date, with a day, month or year: its numbers are no quantities.</summary>
    internal bool IsCalendar { get; init; }

    /// <summary>Two renderings of one date do not fit each other ("Friday (10/9/2022)"): a data-quality note.</summary>
    public bool RenderingsDisagree { get; init; }
}
