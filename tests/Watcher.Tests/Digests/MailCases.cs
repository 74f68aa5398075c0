using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>One mail for every kind beside the digest, in one language; the golden files bear their names.</summary>
internal static class MailCases
{
    private static readonly DateTimeOffset s_at = At("2026-11-20T20:02Z");

    /// <summary>What each mail is made of: an <see cref="AlertInput"/>, <see cref="HeartbeatInput"/>, <see cref="OpsInput"/> or <see cref="TestInput"/>.</summary>
    private static readonly Dictionary<string, Func<string, object>> s_inputs = new()
    {
        ["alert"] = Alert,
        ["alert-again"] = locale =>
            Alert(locale) with { FrozenSubject = "[Watcher] Izium - civilians killed, strike, 20 Nov: outlets contradict", Findings = [.. DigestCases.Outlets(1)] },
        ["alert-control"] = locale =>
            Alert(locale) with { Findings = DigestCases.ControlConflict().Findings, ControlHistory = [.. DigestCases.ControlHistory()] },
        ["alert-after-quiet-hours"] = locale => Several(locale, AlertOccasion.QuietHoursOver),
        ["alert-roll-up"] = locale => Several(locale, AlertOccasion.HourlyRollUp),
        ["heartbeat"] = Heartbeat,
        ["heartbeat-blind"] = locale => Heartbeat(locale) with
        {
            Coverage = new Coverage { Feeds = 2, ArticlesRead = 0, Failing = [new("d-ru", "timed out (20 s)", null), new("e-en", "403", null)] },
        },
        ["test"] = Test,
        ["test-text-only"] = locale => Test(locale) with { Recipient = Reader(locale) with { WantsHtml = false } },
        ["ops-feeds-failing"] = locale => Ops(locale, OpsKind.FeedsFailing),
        ["ops-feed-gone"] = locale => Ops(locale, OpsKind.FeedGone),
        ["ops-outbox-stuck"] = locale => Ops(locale, OpsKind.OutboxStuck),
        ["ops-reload-refused"] = locale => Ops(locale, OpsKind.ReloadRefused),
        ["ops-flood-guard"] = locale => Ops(locale, OpsKind.FloodGuard),
        ["ops-recipient-suspended"] = locale => Ops(locale, OpsKind.RecipientSuspended),
        ["ops-relay-refused"] = locale => Ops(locale, OpsKind.RelayRefused),
    };

    public static IReadOnlyDictionary<string, Func<string, WrittenMail>> All { get; } =
        s_inputs.Keys.ToDictionary(name => name, Func<string, WrittenMail> (name) => locale => Write(name, locale, Policy));

    public static WrittenMail Write(string name, string locale, DigestPolicy policy) => s_inputs[name](locale) switch
    {
        AlertInput alert => AlertWriter.Write(alert, policy),
        HeartbeatInput heartbeat => HeartbeatWriter.Write(heartbeat, policy),
        OpsInput ops => OpsWriter.Write(ops, policy),
        TestInput test => TestWriter.Write(test, policy),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };

    public static RenderedMail Render(string name, string locale, MessageId id, MailPolicy policy) => s_inputs[name](locale) switch
    {
        AlertInput alert => AlertMail.Render(alert, id, policy),
        HeartbeatInput heartbeat => HeartbeatMail.Render(heartbeat, id, policy),
        OpsInput ops => OpsMail.Render(ops, id, policy),
        TestInput test => TestMail.Render(test, id, policy),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };

    public static DigestRecipient Reader(string locale) => Input(DigestCases.Number(1)).Recipient with { Locale = locale };

    public static AlertInput Alert(string locale)
    {
        var digest = DigestCases.In(locale, Input(DigestCases.Number(1)));
        return new AlertInput
        {
            DedupKey = "alert:editor:91e7ac:1",
            List = digest.List,
            Recipient = digest.Recipient,
            ComposedAt = s_at,
            Findings = digest.Findings,
            MinSeverity = Severity.High,
            Sides = digest.Sides,
            Names = digest.Names,
            Links = DigestCases.ManagingLinks,
            Fingerprint = digest.Fingerprint,
        };
    }

    public static HeartbeatInput Heartbeat(string locale) => new()
    {
        DedupKey = "heartbeat:editor:front:2026-W47",
        List = Input(DigestCases.Number(1)).List,
        Recipient = Reader(locale),
        From = At("2026-11-16T00:00+02:00"),
        To = At("2026-11-23T00:00+02:00"),
        ComposedAt = At("2026-11-23T09:00+02:00"),
        Coverage = new Coverage
        {
            Feeds = 43,
            ArticlesRead = 4102,
            SeenAgain = 12,
            Failing = [new("d-ru", "timed out (20 s)", At("2026-11-20T01:10Z")), new("e-en", "403 from e.example", null)],
        },
        Mentioning = 318,
        Links = DigestCases.ManagingLinks,
        Fingerprint = "3f2a91c0d4e5",
    };

    public static OpsInput Ops(string locale, OpsKind kind) => new()
    {
        DedupKey = $"ops:operator:{kind}:1",
        Kind = kind,
        Instance = "newsroom",
        Recipient = Reader(locale),
        ComposedAt = At("2026-11-21T07:00Z"),
        Problems =
        [
            new("d-ru", "timed out (20 s)", "https://d.example/rss", At("2026-11-20T01:10Z")),
            new("e-en", "403 Forbidden", "https://e.example/feed", At("2026-11-19T20:40Z"), "its server turns programs away; write to its owner, or take the feed out"),
        ],
    };

    public static TestInput Test(string locale) => new()
    {
        DedupKey = "test:editor:1",
        Instance = "newsroom",
        Recipient = Reader(locale),
        ComposedAt = At("2026-11-21T07:00Z"),
        Transport = "smtp mail.example.org:587 (starttls)",
    };

    private static AlertInput Several(string locale, AlertOccasion occasion) => Alert(locale) with
    {
        Occasion = occasion,
        Findings = [DigestCases.Number(1), DigestCases.Denial(2), DigestCases.AreaConflict(3)],
    };
}
