namespace Watcher.Worker.Fetching;

/// <summary>What one fetch may cost. A value, so that tests can be quick.</summary>
internal sealed record FetchLimits
{
    public static FetchLimits Default { get; } = new();

    /// <summary>After decompression. The largest feeds and pages seen have 2 to 3 MB.</summary>
    public int MaxBytes { get; init; } = 5_000_000;

    /// <summary>For the whole fetch with its redirects, waiting for the host's turn not counted.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A body that comes slower holds a connection for nothing.</summary>
    public int MinBytesPerSecond { get; init; } = 1_024;

    /// <summary>How long a body may be slow before the rate counts.</summary>
    public TimeSpan SlowGrace { get; init; } = TimeSpan.FromSeconds(5);

    public int MaxRedirects { get; init; } = 10;
}
