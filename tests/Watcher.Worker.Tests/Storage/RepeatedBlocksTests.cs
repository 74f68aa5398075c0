using Dapper;
using Watcher.Reading.Articles;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Storage;

/// <summary>What an outlet prints under every article is the outlet's; the third article shows it.</summary>
public sealed class RepeatedBlocksTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Slogan = "Our reporters are on the ground day and night so that you know first.";

    private static readonly string[] s_bodies =
    [
        "The ferry to the islands left at dawn with four lorries and a wedding party on board, and came back in the evening without the party.",
        "Nobody remembers who planted the walnut trees along the canal, but everybody has an opinion on who should sweep up the leaves.",
        "The library reopens with longer hours after the roof was mended; the children's corner has moved to the bright side of the house.",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Poll_BlockInThreeArticlesOfOneOutlet_IsDroppedFromTheThird()
    {
        var items = string.Concat(s_bodies.Select((_, i) => $"<item><title>News {i}</title><link>{_server.At($"/{i}")}</link><guid>{i}</guid><pubDate>Sat, 10 Sep 2022 1{i}:00:00 GMT</pubDate></item>"));
        _server.On("/feed", LoopbackReply.Text($"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>{items}</channel></rss>", "application/rss+xml"));
        for (var i = 0; i < s_bodies.Length; i++)
        {
            _server.On($"/{i}", LoopbackReply.Text(
                $"<html><head><title>News {i}</title></head><body><article><h1>News {i}</h1><p>{s_bodies[i]}</p><p>{Slogan}</p><p>{s_bodies[(i + 1) % 3].Replace("the", $"the {i}", StringComparison.Ordinal)}</p></article></body></html>"));
        }

        await using var host = new PassHost(
            _folder.Store, PassHost.Settings(PassHost.Feed("gazette", _server.At("/feed"))), new SteppedTime(), new ScriptedTransport(), _server.HostAndPort);
        await host.OpenAsync();

        await host.PollAsync();

        await using var connection = await host.Database.OpenAsync(CancellationToken.None);
        var dropped = (await connection.QueryAsync<(string Title, string Text)>(
            "select a.title, d.text from dropped_block d join article a on a.id = d.article_id where d.marker = @marker", new { marker = RepeatedBlocks.Marker })).ToList();
        Assert.Equal([("News 2", Slogan)], dropped);
        Assert.Equal(3, await connection.ExecuteScalarAsync<long>("select max(articles) from outlet_block"));
    }
}
