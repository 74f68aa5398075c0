using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary><c>config/feeds.yaml</c>.</summary>
internal sealed record FeedsFile
{
    public int Version { get; init; } = ConfigShapes.Version;

    public FeedDefaultsEntry Defaults { get; init; } = new();

    public OutletEntry[] Outlets { get; init; } = [];

    public FeedEntry[] Feeds { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>What a feed has when its own entry does not say.</summary>
internal sealed record FeedDefaultsEntry
{
    public string Every { get; init; } = "10m";

    public string Timeout { get; init; } = "20s";

    public string MaxSize { get; init; } = "5MB";

    public string FirstPoll { get; init; } = "baseline";
}

internal sealed record OutletEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Kind { get; init; } = "media";

    public string? Country { get; init; }

    public string? Owner { get; init; }

    public string Party { get; init; } = "none";

    public string? Note { get; init; }

    public string? Source { get; init; }
}

internal sealed record FeedEntry
{
    public required string Id { get; init; }

    public required string Outlet { get; init; }

    public required string Url { get; init; }

    public string? Language { get; init; }

    public string? Every { get; init; }

    public string? Timeout { get; init; }

    public string? MaxSize { get; init; }

    public string? FirstPoll { get; init; }

    public bool FullText { get; init; } = true;

    public string[] Lists { get; init; } = [];

    public string[] Tags { get; init; } = [];

    public bool Enabled { get; init; } = true;

    public string? Note { get; init; }

    public string? Source { get; init; }
}
