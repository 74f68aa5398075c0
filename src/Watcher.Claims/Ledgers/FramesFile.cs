namespace Watcher.Claims.Ledgers;

/// <summary><c>ontology/frames.yaml</c>: opposite tellings of one movement.</summary>
public sealed record FramesFile
{
    /// <summary>Words that name the movement itself.</summary>
    public required string[] Movements { get; init; }

    /// <summary>People whose leaving is not the movement.</summary>
    public required string[] Civilians { get; init; }

    /// <summary>Words of intention that give the reason of what happened.</summary>
    public required string[] Reasons { get; init; }

    public required FrameTopicEntry[] Topics { get; init; }
}

/// <summary>A question that two poles answer in opposite ways.</summary>
public sealed record FrameTopicEntry
{
    public required string Topic { get; init; }

    /// <summary>The question in words: "why they left".</summary>
    public required string About { get; init; }

    /// <summary>It needs no movement beside it.</summary>
    public bool StandsAlone { get; init; }

    public required FramePoleEntry A { get; init; }

    public required FramePoleEntry B { get; init; }

    public string? Note { get; init; }
}

public sealed record FramePoleEntry
{
    /// <summary>The answer in words: "as planned".</summary>
    public required string Means { get; init; }

    public required string[] Words { get; init; }

    public FrameNearEntry[] Near { get; init; } = [];
}

/// <summary>Words that count only near one of others: "abandoned" near "tanks".</summary>
public sealed record FrameNearEntry
{
    public required string[] Words { get; init; }

    public required string[] Of { get; init; }
}
