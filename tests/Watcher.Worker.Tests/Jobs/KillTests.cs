using Dapper;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

/// <summary>A pass that is killed anywhere and run again ends as if nothing had happened, but for one mail that may come twice.</summary>
public sealed class KillTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    public static TheoryData<string, int> Points() => new()
    {
        { nameof(PassPoint.FeedParsed), 2 },
        { nameof(PassPoint.PageFetched), 1 },
        { nameof(PassPoint.ArticleWritten), 2 },
        { nameof(PassPoint.ArticleRecorded), 3 },
        { nameof(PassPoint.FeedFinished), 1 },
        { nameof(PassPoint.DigestRendered), 1 },
        { nameof(PassPoint.DigestAdded), 1 },
        { nameof(PassPoint.MailTaken), 1 },
        { nameof(PassPoint.MailTaken), 2 },
        { nameof(PassPoint.MailAccepted), 1 },
        { nameof(PassPoint.MailRecorded), 1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Once_KilledAndRunAgain_LosesNothingAndRepeatsAtMostOneMail(string point, int time)
    {
        var now = new SteppedTime().GetUtcNow();
        var (a, b) = (new SampleOutlet(_server, "a"), new SampleOutlet(_server, "b"));
        a.Publish("one", now.AddHours(-4), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        b.Publish("two", now.AddHours(-3), "690 people were injured in a flood in Dravec on Friday, the governor said.");
        a.Publish("three", now.AddHours(-2), "Dravec is held by Norland, the ministry said.");
        b.Publish("four", now.AddHours(-1), "412 people were injured in a flood in Dravec on Friday, the police said.");

        var exitCode = await DyingPass.RunAsync(_folder.Path, _server.HostAndPort, Enum.Parse<PassPoint>(point), time);
        Assert.Equal(128 + 9, exitCode);
        using (var instance = InstanceLock.TryTake(_folder.Path))
        {
            Assert.NotNull(instance);
            await using var host = DyingPass.Host(_folder.Path, _server.HostAndPort, new PassProbe());
            await host.OpenAsync();
            await host.OnceAsync();

            await using var connection = await host.Database.OpenAsync(CancellationToken.None);
            Assert.Equal(4, await connection.ExecuteScalarAsync<long>("select count(*) from ledger_entry"));
            Assert.Equal(4, await connection.ExecuteScalarAsync<long>("select count(distinct claim_id) from finding"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from owed_finding where outbox_id is null"));
            Assert.Equal(8, await connection.ExecuteScalarAsync<long>(
                "select count(*) from owed_finding o join outbox m on m.id = o.outbox_id and m.recipient_id = o.recipient_id where m.state = 'sent'"));
            Assert.Equal(2, await connection.ExecuteScalarAsync<long>("select count(*) from outbox"));
        }

        var accepted = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "accepted.txt"));
        Assert.Equal(2, accepted.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(accepted.Length, 2, 3);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
