using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Mail;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>What was published before its feed, list or name was there is recorded and never mailed.</summary>
public sealed class BaselineTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();
    private readonly SampleOutlet _outlet;
    private readonly ScriptedTransport _transport = new();
    private PassHost _host = null!;   // set by InitializeAsync

    public BaselineTests() => _outlet = new SampleOutlet(_server, "a");

    [Fact]
    public async Task FirstPoll_BackCatalogue_IsNeverMailedAndTheFirstDigestSaysSo()
    {
        Publish("old", TimeSpan.FromHours(-5), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await _host.PollAsync();
        Assert.Empty((await OnceAsync()).Subjects);
        _time.Advance(TimeSpan.FromHours(1));
        Publish("new", TimeSpan.Zero, "690 people were injured in a flood in Dravec on Friday, the governor said.");

        var (_, texts) = await OnceAsync();

        Assert.Contains("Baseline: 1 article", Assert.Single(texts), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromHours(1));
        Publish("newer", TimeSpan.Zero, "990 people were injured in a flood in Dravec on Friday, the police said.");
        Assert.DoesNotContain("Baseline", Assert.Single((await OnceAsync()).Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstPoll_All_OptsOut()
    {
        _host.Configuration = Settings(FirstPoll.All, "flood", "dravec");
        Publish("old", TimeSpan.FromHours(-5), "412 people were injured in a flood in Dravec on Friday, the mayor said.");

        var (_, texts) = await OnceAsync();

        Assert.DoesNotContain("Baseline", Assert.Single(texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewList_ArticlesFromBeforeIt_AreRecordedAndNotMailed()
    {
        await BeginAsync();
        Publish("before", TimeSpan.Zero, "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        _time.Advance(TimeSpan.FromHours(1));
        _host.Configuration = Settings(FirstPoll.Baseline, "rivers", "dravec");

        Assert.Empty((await OnceAsync()).Subjects);
        Assert.NotEmpty(await _host.Ledger.EntriesAsync(new(0), 10, CancellationToken.None));
        _time.Advance(TimeSpan.FromHours(1));
        Publish("after", TimeSpan.Zero, "690 people were injured in a flood in Dravec on Friday, the governor said.");
        Assert.Single((await OnceAsync()).Subjects);
    }

    [Fact]
    public async Task NewAlias_ArticlesFromBeforeItThatNameTheTownOnlySo_AreNotMailed()
    {
        await BeginAsync("drawetz");                                    // the town is watched under another name
        Publish("before", TimeSpan.Zero, "Dravec is held by Norland, the ministry said.");
        _time.Advance(TimeSpan.FromHours(1));
        _host.Configuration = Settings(FirstPoll.Baseline, "flood", "drawetz", "dravec");

        Assert.Empty((await OnceAsync()).Subjects);
        _time.Advance(TimeSpan.FromHours(1));
        Publish("after", TimeSpan.Zero, "Dravec is held by Sudland, the mayor said.");
        Assert.Single((await OnceAsync()).Subjects);
    }

    [Fact]
    public async Task NewAlias_ArticleThatUsesAnOldName_IsMailed()
    {
        await BeginAsync("dravec");
        Publish("before", TimeSpan.Zero, "Dravec is held by Norland, the ministry said.");
        _time.Advance(TimeSpan.FromHours(1));
        _host.Configuration = Settings(FirstPoll.Baseline, "flood", "dravec", "drawetz");

        Assert.Single((await OnceAsync()).Subjects);
    }

    public async Task InitializeAsync()
    {
        _host = new PassHost(
            _folder.Store, Settings(FirstPoll.Baseline, "flood", "dravec"), _time, _transport, _server.HostAndPort, render: Worker.Deliveries.DigestMail.Render);
        await _host.OpenAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The feed and the list are known for an hour.</summary>
    private async Task BeginAsync(params string[] names)
    {
        _host.Configuration = Settings(FirstPoll.Baseline, "flood", names.Length == 0 ? ["dravec"] : names);
        Publish("first", TimeSpan.FromHours(-9), "The water at the old bridge was calm.");
        await _host.PollAsync();
        _time.Advance(TimeSpan.FromHours(1));
    }

    private void Publish(string slug, TimeSpan after, string sentence) => _outlet.Publish(slug, _time.GetUtcNow() + after, sentence);

    /// <summary>Subjects and texts of the mails of one pass.</summary>
    private async Task<(IReadOnlyList<string> Subjects, IReadOnlyList<string> Texts)> OnceAsync()
    {
        var before = _transport.Handed.Count;
        await _host.OnceAsync();
        var mails = _transport.Handed.Skip(before).Select(mail => ParsedMail.Read(mail.Rendered.Span)).ToList();
        return (mails.ConvertAll(mail => mail.Decoded("Subject")), mails.ConvertAll(MailHouse.TextOf));
    }

    private WatcherConfiguration Settings(FirstPoll firstPoll, string list, params string[] names)
    {
        var settings = PassHost.Settings(PassHost.Feed("a", _outlet.Feed) with { FirstPoll = firstPoll });
        var dravec = new SubjectId("dravec");
        return settings with
        {
            Lists = [settings.Lists[0] with { Id = list, Subjects = [dravec], Names = [.. names.Select(name => new WatchedName(dravec, name))] }],
            Recipients = [PassHost.Reader() is var reader ? reader with { Subscriptions = [reader.Subscriptions[0] with { List = list }] } : PassHost.Reader()],
        };
    }
}
