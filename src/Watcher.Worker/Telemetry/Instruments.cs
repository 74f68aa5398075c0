using System.Diagnostics.Metrics;

namespace Watcher.Worker.Telemetry;

/// <summary>
/// What the service counts of itself (docs/operations.md lists it). Names are those that a scraper sees; labels are ids of feeds and lists
/// and words of this program, never an address, so that their number stays bounded.
/// </summary>
internal static class Instruments
{
    public const string MeterName = "Watcher";

    private static readonly Meter s_meter = new(MeterName, Product.Version);

    public static Counter<long> FeedPolls { get; } = s_meter.CreateCounter<long>("watcher_feed_polls_total", description: "Polls of a feed by outcome.");

    public static Histogram<double> FeedPollDuration { get; } =
        s_meter.CreateHistogram("watcher_feed_poll_duration_seconds", description: "Fetching and parsing one feed.", advice: Buckets(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60));

    public static Counter<long> Articles { get; } = s_meter.CreateCounter<long>("watcher_articles_total", description: "Feed items that were dealt with, by outcome.");

    public static Histogram<double> ExtractDuration { get; } =
        s_meter.CreateHistogram("watcher_extract_duration_seconds", description: "From the bytes of one page to its claims.", advice: Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5));

    public static Counter<long> Claims { get; } = s_meter.CreateCounter<long>("watcher_claims_total", description: "Claims recorded.");

    public static Counter<long> Contradictions { get; } = s_meter.CreateCounter<long>("watcher_contradictions_total", description: "Contradictions across sources.");

    public static Counter<long> Digests { get; } = s_meter.CreateCounter<long>("watcher_digests_total", description: "Slots that were decided, by outcome.");

    public static Counter<long> DigestItemsTruncated { get; } =
        s_meter.CreateCounter<long>("watcher_digest_items_truncated_total", description: "Findings that a digest counted and left to the next.");

    public static Counter<long> SmtpAttempts { get; } = s_meter.CreateCounter<long>("watcher_smtp_attempts_total", description: "Attempts to hand a mail to the transport, by outcome.");

    public static KeyValuePair<string, object?> Feed(string id) => new("feed", id);

    public static KeyValuePair<string, object?> List(string id) => new("list", id);

    public static KeyValuePair<string, object?> Outcome(string word) => new("outcome", word);

    public static KeyValuePair<string, object?> Kind(string word) => new("kind", word);

    private static InstrumentAdvice<double> Buckets(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}
