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

    /// <summary>Words that tell of a share of the forces alone: "some of".</summary>
    public string[] Shares { get; init; } = [];

    /// <summary>Words between "to" and the place a movement leads to: "to the eastern part of X".</summary>
    public string[] Leading { get; init; } = [];

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

    /// <summary>Both poles may be true, so they never contradict.</summary>
    public bool AgreesOnly { get; init; }

    /// <summary>From A to B the movement goes on: B of a later day is an update.</summary>
    public bool Grows { get; init; }

    /// <summary>The poles are opposite only of one and the same place.</summary>
    public bool OnePlace { get; init; }

    /// <summary>Told again of another place it is another sighting: vehicles left near one town, shells in another.</summary>
    public bool PerPlace { get; init; }

    /// <summary>The place that a movement leads to answers: in other land is A, in the land of those who move is B.</summary>
    public bool Destinations { get; init; }

    /// <summary>It is of the side that the words themselves name: "the greatest success of X".</summary>
    public bool NamesItsSide { get; init; }

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

    /// <summary>The other word stands at most this many words behind; null for anywhere near.</summary>
    public int? Within { get; init; }
}
