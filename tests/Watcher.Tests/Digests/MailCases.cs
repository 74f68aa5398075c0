using Watcher.Claims.Digests;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>One mail for every kind beside the digest, in one language; the golden files bear their names.</summary>
internal static class MailCases
{
    private static readonly DateTimeOffset s_at = At("2026-11-20T20:02Z");

    public static IReadOnlyDictionary<string, Func<string, WrittenMail>> All { get; } = new Dictionary<string, Func<string, WrittenMail>>
    {
        ["alert"] = locale => AlertWriter.Write(Alert(locale), Policy),
        ["alert-again"] = locale => AlertWriter.Write(
            Alert(locale) with { FrozenSubject = "[Watcher] Izium - civilians killed, strike, 20 Nov: outlets contradict", Findings = [.. DigestCases.Outlets(1)] }, Policy),
        ["alert-control"] = locale => AlertWriter.Write(
            Alert(locale) with { Findings = DigestCases.ControlConflict().Findings, ControlHistory = [.. DigestCases.ControlHistory()] }, Policy),
        ["alert-after-quiet-hours"] = locale => AlertWriter.Write(Several(locale, AlertOccasion.QuietHoursOver), Policy),
        ["alert-roll-up"] = locale => AlertWriter.Write(Several(locale, AlertOccasion.HourlyRollUp), Policy),
        ["heartbeat"] = locale => HeartbeatWriter.Write(Heartbeat(locale), Policy),
        ["heartbeat-blind"] = locale => HeartbeatWriter.Write(
            Heartbeat(locale) with { Coverage = new Coverage { Feeds = 2, ArticlesRead = 0, Failing = [new("d-ru", "timed out (20 s)", null), new("e-en", "403", null)] } }, Policy),
        ["test"] = locale => TestWriter.Write(Test(locale), Policy),
        ["test-text-only"] = locale => TestWriter.Write(Test(locale) with { Recipient = Reader(locale) with { WantsHtml = false } }, Policy),
        ["ops-feeds-failing"] = locale => OpsWriter.Write(Ops(locale, OpsKind.FeedsFailing), Policy),
        ["ops-feed-gone"] = locale => OpsWriter.Write(Ops(locale, OpsKind.FeedGone), Policy),
        ["ops-outbox-stuck"] = locale => OpsWriter.Write(Ops(locale, OpsKind.OutboxStuck), Policy),
        ["ops-reload-refused"] = locale => OpsWriter.Write(Ops(locale, OpsKind.ReloadRefused), Policy),
        ["ops-flood-guard"] = locale => OpsWriter.Write(Ops(locale, OpsKind.FloodGuard), Policy),
        ["ops-recipient-suspended"] = locale => OpsWriter.Write(Ops(locale, OpsKind.RecipientSuspended), Policy),
        ["ops-relay-refused"] = locale => OpsWriter.Write(Ops(locale, OpsKind.RelayRefused), Policy),
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
            new("e-en", "403 Forbidden", "https://e.example/feed", At("2026-11-19T20:40Z"), "the host may block feed readers; ask it, or remove the feed"),
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
