namespace Watcher.Claims.Quantities;

/// <summary>Date words of one language and the anchors ("the start of the war"), compiled for the reader. Immutable and thread-safe.</summary>
public sealed class DateLexicon
{
    public DateLexicon(DatesFile dates, AnchorsFile anchors, NumbersFile numbers)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(numbers);
        Language = dates.Language;
    }

    public string Language { get; }
}

/// <summary><c>lexicon/dates.*.yaml</c>.</summary>
public sealed record DatesFile
{
    public required string Language { get; init; }

    /// <summary>Every word or phrase with the part it plays; <c>value</c> is its number (March = 3, Monday = 1 …).</summary>
    public required DateWordEntry[] Words { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record DateWordEntry
{
    public required string Role { get; init; }

    public int Value { get; init; }

    public required string[] Forms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary><c>ontology/anchors.yaml</c>: dated starts of wars and disasters, and days with names.</summary>
public sealed record AnchorsFile
{
    public required AnchorEntry[] Anchors { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record AnchorEntry
{
    public required string Id { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public required string From { get; init; }

    /// <summary>Day after the last one, for what has ended.</summary>
    public string? To { get; init; }

    /// <summary>Wordings: "the start of the war", "the full-scale invasion".</summary>
    public required string[] Terms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
