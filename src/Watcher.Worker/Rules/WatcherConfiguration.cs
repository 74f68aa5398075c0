using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary>
/// The part of config/ that says what is polled, who hears of it and how mails look: one immutable snapshot. The files have passed the
/// checks on nodes before; what is broken all the same throws here and names the file.
/// </summary>
internal sealed record WatcherConfiguration
{
    /// <summary>Mail goes here when recipients.yaml is absent, through the pickup directory.</summary>
    public const string PreviewRecipient = "preview";

    public required ImmutableArray<FeedSettings> Feeds { get; init; }

    public required ImmutableArray<ListSettings> Lists { get; init; }

    public required ImmutableArray<RecipientSettings> Recipients { get; init; }

    /// <summary>How mails name the sides.</summary>
    public ImmutableArray<DigestSideName> Sides { get; init; } = [];

    /// <summary>Ids that were others before; the store follows them.</summary>
    public ImmutableArray<FormerId> FormerIds { get; init; } = [];

    public MailPolicy Policy { get; init; } = new();

    /// <summary>Of the rule book it belongs to; hex.</summary>
    public required string Fingerprint { get; init; }

    public ListSettings? List(string id) => Lists.FirstOrDefault(list => list.Id == id);

    /// <summary>Fills in defaults and resolves references.</summary>
    /// <param name="recipients">Null when there is no recipients.yaml: the preview recipient then gets every list, daily.</param>
    /// <exception cref="FormatException">A value or reference that the checks should have refused.</exception>
    public static WatcherConfiguration Build(
        FeedsFile feeds, RecipientsFile? recipients, WatcherFile? watcher, ImmutableArray<ListSettings> lists, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(feeds);

        var outlets = feeds.Outlets.ToDictionary(outlet => outlet.Id, ToOutlet, StringComparer.Ordinal);
        return new WatcherConfiguration
        {
            Feeds = [.. feeds.Feeds.Select(feed => ToFeed(feed, feeds.Defaults, outlets))],
            Lists = lists,
            Recipients = recipients is null ? [Preview(lists)] : [.. recipients.Recipients.Select(ToRecipient)],
            Policy = ToPolicy(watcher ?? new WatcherFile()),
            Fingerprint = fingerprint,
        };
    }

    private static Outlet ToOutlet(OutletEntry entry) => new()
    {
        Id = entry.Id,
        Name = entry.Name,
        Owner = entry.Owner ?? entry.Id,
        Party = entry.Party == "none" ? null : entry.Party,
        Kind = entry.Kind,
        Country = entry.Country,
    };

    private static FeedSettings ToFeed(FeedEntry entry, FeedDefaultsEntry defaults, Dictionary<string, Outlet> outlets)
    {
        var where = $"feeds.yaml: feed '{entry.Id}'";
        return new FeedSettings
        {
            Id = entry.Id,
            Outlet = outlets.GetValueOrDefault(entry.Outlet) ?? throw new FormatException($"{where}: unknown outlet '{entry.Outlet}'"),
            Url = Uri.TryCreate(entry.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url : throw new FormatException($"{where}: '{entry.Url}' is not an absolute http address"),
            Language = entry.Language,
            Every = Duration(entry.Every ?? defaults.Every, where),
            Timeout = Duration(entry.Timeout ?? defaults.Timeout, where),
            MaxBytes = ConfigValues.TrySize(entry.MaxSize ?? defaults.MaxSize, out var bytes)
                ? bytes : throw new FormatException($"{where}: '{entry.MaxSize ?? defaults.MaxSize}' is not a size"),
            FirstPoll = (entry.FirstPoll ?? defaults.FirstPoll) switch
            {
                "baseline" => FirstPoll.Baseline,
                "last_24h" => FirstPoll.Last24h,
                "all" => FirstPoll.All,
                var other => throw new FormatException($"{where}: first_poll '{other}'"),
            },
            FullText = entry.FullText,
            Lists = [.. entry.Lists],
            Tags = [.. entry.Tags],
            IsEnabled = entry.Enabled,
        };
    }

    private static RecipientSettings ToRecipient(RecipientEntry entry)
    {
        var where = $"recipients.yaml: recipient '{entry.Id}'";
        return new RecipientSettings
        {
            Id = entry.Id,
            Address = entry.Address,
            Zone = TimeZoneInfo.TryFindSystemTimeZoneById(entry.Timezone, out var zone)
                ? zone : throw new FormatException($"{where}: unknown time zone '{entry.Timezone}'"),
            Locale = entry.Locale,
            WantsHtml = entry.Format != "text",
            WantsImages = entry.Images != "none",
            WantsTable = entry.Attach == "csv",
            Quiet = entry.Quiet is { } quiet
                ? new QuietHours(Time(quiet.From, where), Time(quiet.To, where), [.. quiet.Allow.Select(level => ToSeverity(level, where))]) : null,
            WantsHeartbeat = entry.Heartbeat,
            IsOperator = entry.Role == "operator",
            Subscriptions =
            [
                .. entry.Subscriptions.Select(subscription => new Subscription
                {
                    List = subscription.List,
                    Schedule = ToSchedule(subscription.Digest, where),
                    Immediate = subscription.Immediate is { } immediate ? ToSeverity(immediate.MinSeverity, where) : null,
                    Only = [.. subscription.Only.Select(kind => Enum.Parse<FindingKind>(kind, ignoreCase: true))],
                }),
            ],
        };
    }

    private static Severity ToSeverity(string text, string where) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) ? severity : throw new FormatException($"{where}: '{text}' is not a severity");

    private static DigestSchedule? ToSchedule(DigestEntry? entry, string where) => entry switch
    {
        null => null,
        { Hourly: true } => new DigestSchedule.Hourly(),
        { Daily: { } at } => new DigestSchedule.Daily(Time(at, where)),
        { Weekly: { } weekly } => new DigestSchedule.Weekly(
            weekly.Day switch
            {
                "mon" => DayOfWeek.Monday,
                "tue" => DayOfWeek.Tuesday,
                "wed" => DayOfWeek.Wednesday,
                "thu" => DayOfWeek.Thursday,
                "fri" => DayOfWeek.Friday,
                "sat" => DayOfWeek.Saturday,
                "sun" => DayOfWeek.Sunday,
                var other => throw new FormatException($"{where}: '{other}' is not a day"),
            },
            Time(weekly.At, where)),
        _ => null,
    };

    private static RecipientSettings Preview(ImmutableArray<ListSettings> lists) => new()
    {
        Id = PreviewRecipient,
        Address = "preview@localhost",
        Subscriptions = [.. lists.Select(list => new Subscription { List = list.Id, Schedule = new DigestSchedule.Daily(new TimeOnly(9, 0)) })],
    };

    private static MailPolicy ToPolicy(WatcherFile file) => new()
    {
        ClaimConfidence = file.Thresholds.ClaimConfidence.Value,
        ContradictionConfidence = file.Thresholds.ContradictionConfidence.Value,
        CorroborationOrigins = (int)file.Thresholds.CorroborationOrigins.Value,
        MediumSeverity = file.Thresholds.Severity.Medium.Value,
        HighSeverity = file.Thresholds.Severity.High.Value,
        CriticalSeverity = file.Thresholds.Severity.Critical.Value,
        SubjectPrefix = file.Mail.SubjectPrefix,
        From = file.Mail.From,
        FromName = file.Mail.FromName,
        ReplyTo = file.Mail.ReplyTo,
        UnsubscribeTo = file.Mail.UnsubscribeTo,
        BaseUrl = file.Mail.BaseUrl is null or "none" ? null : new Uri(file.Mail.BaseUrl, UriKind.Absolute),
        IdDomain = file.Mail.IdDomain,
        FeedbackId = file.Mail.FeedbackId == "none" ? null : file.Mail.FeedbackId,
        MaxAlertsPerHour = file.Mail.MaxAlertsPerHour,
        FloodItems = file.Mail.FloodGuard.Items,
        FloodTimesMedian = file.Mail.FloodGuard.TimesMedian,
        UnknownPolicy = file.Mail.UnknownPolicy == "hold" ? UnknownPolicy.Hold : UnknownPolicy.Resend,
        KeepPages = Duration(file.Retention.Pages, "watcher.yaml: retention"),
        KeepArticles = Duration(file.Retention.Articles, "watcher.yaml: retention"),
        KeepOutbox = Duration(file.Retention.Outbox, "watcher.yaml: retention"),
    };

    private static TimeSpan Duration(string text, string where) =>
        ConfigValues.TryDuration(text, out var duration) ? duration : throw new FormatException($"{where}: '{text}' is not a duration");

    private static TimeOnly Time(string text, string where) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new FormatException($"{where}: '{text}' is not a time of day (HH:mm)");
}
