namespace Watcher.Worker.Fetching;

/// <summary>What to fetch, and what is known of it already.</summary>
/// <param name="Url">Absolute; anything else comes back as unreachable.</param>
internal sealed record FetchRequest(Uri Url)
{
    /// <summary>The ETag of the last successful fetch, sent back as it came.</summary>
    public string? EntityTag { get; init; }

    /// <summary>The Last-Modified of the last successful fetch, sent back as it came.</summary>
    public string? LastModified { get; init; }

    /// <summary>Feeds ask for feed types, and never follow a redirect from https to http.</summary>
    public bool IsFeed { get; init; }

    /// <summary>Overrides <see cref="FetchLimits.MaxBytes"/>.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Overrides <see cref="FetchLimits.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
