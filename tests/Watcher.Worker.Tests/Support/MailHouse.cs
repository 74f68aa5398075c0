using Dapper;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Mail;

namespace Watcher.Worker.Tests.Support;

/// <summary>A pass with the real rendering of mails, over one store, one outlet and a clock that is stepped: what readers get, and when.</summary>
internal sealed class MailHouse : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SampleOutlet _outlet;
    private static readonly (string, string)[] s_voices =
    [
        ("mayor", "governor"), ("police", "ministry"), ("president", "prime minister"), ("spokesman", "army"), ("fire service", "hospital"),
        ("rescue service", "city council"), ("health ministry", "interior ministry"),
    ];

    private int _articles;
    private int _pairs;

    public MailHouse(IMailTransport? transport = null, Func<WatcherConfiguration, WatcherConfiguration>? configure = null)
    {
        _outlet = new SampleOutlet(_server, "a");
        Transport = transport as ScriptedTransport ?? new ScriptedTransport();
        var settings = PassHost.Settings(PassHost.Feed("a", _outlet.Feed));
        Host = new PassHost(
            _folder.Store, configure?.Invoke(settings) ?? settings, Time, transport ?? Transport, _server.HostAndPort, render: DigestMail.Render);
    }

    public SteppedTime Time { get; } = new();

    public ScriptedTransport Transport { get; }

    public PassHost Host { get; }

    public string Folder => _folder.Path;

    public WatcherConfiguration Configuration
    {
        get => Host.Configuration;
        set => Host.Configuration = value;
    }

    /// <summary>Mails handed over so far, read back.</summary>
    public IReadOnlyList<ParsedMail> Mails => [.. Transport.Handed.Select(mail => ParsedMail.Read(mail.Rendered.ToArray()))];

    public static RecipientSettings Alerted(Severity from = Severity.Low, QuietHours? quiet = null)
    {
        var reader = PassHost.Reader();
        return reader with { Quiet = quiet, Subscriptions = [.. reader.Subscriptions.Select(s => s with { Immediate = from })] };
    }

    /// <summary>The text part, decoded.</summary>
    public static string TextOf(ParsedMail mail) => (mail.Parts.Count > 0 ? mail.Parts[0] : mail).Text;

    public async Task OpenAsync()
    {
        await Host.OpenAsync();
        await Host.Subscriptions.NoteAsync(Configuration, CancellationToken.None);
    }

    /// <summary>An article with this sentence is published now and read.</summary>
    public async Task PublishAsync(string sentence)
    {
        _outlet.Publish($"n{++_articles}", Time.GetUtcNow(), sentence);
        await Host.PollAsync();
    }

    /// <summary>
    /// Two voices that contradict one another about the injured of a flood. Every call has voices of its own, for a voice that was heard
    /// before would first of all update itself.
    /// </summary>
    public async Task ContradictAsync(int one, int other)
    {
        var (first, second) = s_voices[_pairs++ % s_voices.Length];
        await PublishAsync($"{other} people were injured in a flood in Dravec on Friday, the {second} said.");      // the larger first: a toll may rise
        await PublishAsync($"{one} people were injured in a flood in Dravec on Friday, the {first} said.");
    }

    /// <summary>Another story: who holds the town.</summary>
    public async Task ContradictAboutControlAsync()
    {
        await PublishAsync("Ukrainian forces still hold Dravec, the General Staff of Ukraine said on Friday.");
        await PublishAsync("Russian forces captured Dravec on Friday, the Russian Ministry of Defence said.");
    }

    /// <summary>Composes and delivers what is due.</summary>
    public async Task TickAsync()
    {
        await Host.Composition.ComposeDueAsync(Configuration, CancellationToken.None);
        await Host.Alerts.ComposeDueAsync(Configuration, CancellationToken.None);
        await Host.Heartbeats.ComposeDueAsync(Configuration, CancellationToken.None);
        await Host.Ops.ComposeDueAsync(Configuration, null, CancellationToken.None);
        await DeliverAsync();
    }

    public Task<DeliverySummary> DeliverAsync() => Host.Delivery.DeliverAsync(Configuration, CancellationToken.None);

    /// <summary>Ticks once a minute for so long.</summary>
    public async Task RunAsync(TimeSpan span)
    {
        for (var end = Time.GetUtcNow() + span; Time.GetUtcNow() < end;)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await TickAsync();
        }
    }

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = await Host.Database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
