namespace Watcher.Claims;

/// <summary>Identity of an article: a hash of its canonical URL (or of the given id in batch forms).</summary>
public readonly record struct ArticleId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Who publishes what was read. It relays; what is said in it is somebody else's.</summary>
public sealed record Outlet
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Outlets with one owner count as one origin; the outlet's own id when it has none.</summary>
    public required string Owner { get; init; }

    /// <summary>The side the outlet belongs to; null for none.</summary>
    public string? Party { get; init; }

    /// <summary>media, official, agency …, as feeds.yaml says.</summary>
    public string Kind { get; init; } = "media";

    /// <summary>ISO 3166-1 alpha-2 of the outlet; decides the order of day and month, and its tons.</summary>
    public string? Country { get; init; }
}

/// <summary>What a claim or a card needs to know of its article.</summary>
public sealed record ArticleRef
{
    public required ArticleId Id { get; init; }

    public required Outlet Outlet { get; init; }

    public Uri? Url { get; init; }

    public string Title { get; init; } = "";

    public string? Language { get; init; }

    /// <summary>When the outlet published, with the offset it gave; the time of first sight when it gave none.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>False when <see cref="PublishedAt"/> is the time of first sight or unknown.</summary>
    public bool IsPublicationKnown { get; init; } = true;
}
