using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Fetching;
using Watcher.Worker.Jobs;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Web;

namespace Watcher.Worker.Tests.Support;

/// <summary>The real parts of a pass over one store, put together by hand as the host does it.</summary>
internal sealed class PassHost : IAsyncDisposable
{
    private readonly HostThrottle _throttle;
    private readonly PageFetcher _fetcher;

    public PassHost(
        ISqlDialect dialect, WatcherConfiguration configuration, TimeProvider time, IMailTransport transport, string? allowedHost = null,
        PassProbe? probe = null, ILoggerFactory? logs = null, DigestRendering? render = null)
    {
        probe ??= new PassProbe();
        logs ??= NullLoggerFactory.Instance;
        var http = Microsoft.Extensions.Options.Options.Create(new HttpOptions
        {
            AllowedPrivateHosts = allowedHost is null ? [] : [allowedHost],
            PerHostDelay = TimeSpan.Zero,
        });
        Configuration = configuration;
        Database = new Database(dialect);
        Feeds = new FeedStore(Database, time);
        Subscriptions = new SubscriptionStore(Database, time);
        Owed = new OwedStore(Database);
        Outbox = new OutboxStore(Database, time);
        OutboxQueries = new OutboxQueries(Database, time);
        Silences = new SilenceStore(Database, time);
        Keys = new SigningKeyStore(Database, time);
        Relay = new RelayHealth();
        Retention = new RetentionStore(Database, time);
        Ledger = new LedgerStore(Database, new LedgerRecorder(new ClaimComparer()), time, probe);
        Migrations = new MigrationRunner(Database, time, logs.CreateLogger<MigrationRunner>());
        Opener = new StoreOpener(Database, Migrations, Feeds, Outbox);
        _throttle = new HostThrottle(http, time);
        _fetcher = new PageFetcher(http, _throttle, TimeProvider.System);
        var pipeline = new ArticlePipeline(_fetcher, Ledger, Feeds, time, probe);
        Poller = new FeedPoller(Feeds, Subscriptions, _fetcher, pipeline, http, time, probe, logs.CreateLogger<FeedPoller>());
        var audience = new Audience(Silences, Outbox, logs.CreateLogger<Audience>());
        Links = new SubscriberLinks(Keys, Microsoft.Extensions.Options.Options.Create(new WebOptions()));
        Composition = new DigestComposition(
            Subscriptions, Owed, Outbox, Silences, audience, Links, render ?? Render, time, probe, logs.CreateLogger<DigestComposition>());
        Alerts = new AlertComposition(Owed, Outbox, Silences, audience, Links, time, probe, logs.CreateLogger<AlertComposition>());
        Heartbeats = new HeartbeatComposition(Subscriptions, Owed, Outbox, Feeds, audience, Links, time, logs.CreateLogger<HeartbeatComposition>());
        Ops = new OpsComposition(
            Outbox, OutboxQueries, new NoticeStore(Database, time), Feeds, Owed, Silences, Relay,
            Microsoft.Extensions.Options.Options.Create(new WatcherOptions()), time, logs.CreateLogger<OpsComposition>());
        Delivery = new OutboxDelivery(
            Outbox, transport, new SmallerMail(OutboxQueries, Composition, Alerts), Relay, time, probe, logs.CreateLogger<OutboxDelivery>());
    }

    public WatcherConfiguration Configuration { get; set; }

    public Database Database { get; }

    public FeedStore Feeds { get; }

    public SubscriptionStore Subscriptions { get; }

    public OwedStore Owed { get; }

    public OutboxStore Outbox { get; }

    public OutboxQueries OutboxQueries { get; }

    public SilenceStore Silences { get; }

    public SigningKeyStore Keys { get; }

    public SubscriberLinks Links { get; }

    public RelayHealth Relay { get; }

    public RetentionStore Retention { get; }

    public LedgerStore Ledger { get; }

    public MigrationRunner Migrations { get; }

    public StoreOpener Opener { get; }

    public FeedPoller Poller { get; }

    public DigestComposition Composition { get; }

    public AlertComposition Alerts { get; }

    public HeartbeatComposition Heartbeats { get; }

    public OpsComposition Ops { get; }

    public OutboxDelivery Delivery { get; }

    public RuleBook Rules { get; set; } = SampleRules.Book;

    public RulesInForce Book => new(Configuration, Rules);

    public Task OpenAsync() => Opener.OpenAsync(mayMigrate: true, Configuration.Policy.UnknownPolicy, CancellationToken.None);

    public Task<PollSummary> PollAsync() => Poller.PollNowAsync(Book, _ => true, CancellationToken.None);

    /// <summary>What <c>watcher once</c> does.</summary>
    public async Task<(PollSummary Poll, CompositionSummary Composition, DeliverySummary Delivery)> OnceAsync()
    {
        var poll = await PollAsync();
        var composition = await Composition.ComposeNowAsync(Configuration, CancellationToken.None);
        var delivery = await Delivery.DeliverAsync(Configuration, CancellationToken.None);
        return (poll, composition, delivery);
    }

    /// <summary>A configuration with one list (Dravec and its injured) and one reader.</summary>
    public static WatcherConfiguration Settings(params FeedSettings[] feeds) => new()
    {
        Feeds = [.. feeds],
        Lists = [new ListSettings { Id = "flood", Title = "Flood", Subjects = [new SubjectId("dravec"), new SubjectId("wounded")] }],
        Recipients = [Reader()],
        Policy = new MailPolicy { From = "watcher@watcher.example" },
        Fingerprint = "f00d",
    };

    public static RecipientSettings Reader(DigestSchedule? schedule = null, string id = "editor", string zone = "UTC") => new()
    {
        Id = id,
        Address = $"{id}@reader.example",
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        Subscriptions = [new Subscription { List = "flood", Schedule = schedule ?? new DigestSchedule.Daily(new TimeOnly(9, 0)) }],
    };

    public static FeedSettings Feed(string id, Uri url) => new()
    {
        Id = id,
        Outlet = new Outlet { Id = id, Name = $"Outlet {id}", Owner = id },
        Url = url,
        FirstPoll = FirstPoll.All,
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        _throttle.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>A mail that names each finding once.</summary>
    private static RenderedDigest Render(DigestInput input, MessageId messageId, MailPolicy policy)
    {
        var lines = input.Findings.Select(owed => string.Create(
            CultureInfo.InvariantCulture, $"#{owed.Id} {owed.Finding.Verdict.GetType().Name}: {owed.Finding.Claim.Evidence.Quote}"));
        return new RenderedDigest
        {
            Subject = $"{input.Findings.Length} findings",
            Shown = [.. input.Findings.Select(owed => owed.Id)],
            Message = MimeWriter.Write(new MailContent
            {
                From = MailAddress.Parse(policy.From),
                To = MailAddress.Parse(input.Recipient.Address),
                Subject = $"{input.Findings.Length} findings",
                Date = input.ComposedAt,
                MessageId = messageId,
                Text = string.Join('\n', lines),
            }),
        };
    }
}
