using System.Text.RegularExpressions;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>What people see of the verbs that ask a feed's server, here one on loopback: <c>feeds test</c>, <c>feeds poll</c> and <c>demo</c>.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed partial class GoldenFeedTests : IAsyncLifetime, IDisposable
{
    private const string List = "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: corin, name: Corin }\n";

    private const string Rss = """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Valley [bold]Courier[/]</title><ttl>30</ttl>
        <item><title>Seven injured as the river takes the lower streets of the old town and of both quarters beyond the railway bridge</title><link>/courier/one</link><guid>1</guid><pubDate>Fri, 20 Nov 2026 11:00:00 GMT</pubDate></item>
        <item><title>Figures &#x202e;[red]draft[/]</title><guid>2</guid></item></channel></rss>
        """;

    private readonly LoopbackServer _server = new();
    private readonly TemporaryFolder _data = new();
    private TestService _service = null!;   // set by InitializeAsync

    public Task InitializeAsync()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.Zero), "Seven people were injured in a flood in Corin on Friday, the mayor said.");
        outlet.Publish("two", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "Nine people were injured in a flood in Corin on Friday, the governor said.");
        outlet.Publish("three", new DateTimeOffset(2026, 11, 20, 12, 30, 0, TimeSpan.Zero), "The ferry is late.", isPageMissing: true);
        _server.On("/courier", LoopbackReply.Text(Rss, "application/rss+xml", "ETag: \"v1\"", "Cache-Control: max-age=300"));
        _server.On("/old", LoopbackReply.Redirect("/courier", 301));
        _server.On("/page", LoopbackReply.Text("<!doctype html><html><head><title>Courier</title></head><body><p>No feed here.</p></body></html>"));
        _server.On("/closed", LoopbackReply.Status(403));
        _service = TestService.Create("kharkiv", $$"""
            version: 1
            outlets:
              - { id: a, name: Outlet a }
            feeds:
              - { id: river, outlet: a, url: "{{outlet.Feed}}", first_poll: all }
              - { id: closed, outlet: a, url: "{{_server.At("/closed")}}" }
              - { id: resting, outlet: a, url: "{{_server.At("/resting")}}", enabled: false }

            """, List);
        Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", _server.HostAndPort);
        Environment.SetEnvironmentVariable("Http__PerHostDelay", "00:00:00");
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("feeds-test", "feeds test ADDRESS/courier")]
    [InlineData("feeds-test-moved", "feeds test ADDRESS/old")]
    [InlineData("feeds-test-page", "feeds test ADDRESS/page")]
    [InlineData("feeds-test-refused", "feeds test closed")]
    [InlineData("feeds-test-unknown", "feeds test rivr")]
    [InlineData("feeds-poll", "feeds poll river")]
    [InlineData("feeds-poll-dry", "feeds poll river --dry-run")]
    [InlineData("feeds-poll-refused", "feeds poll closed --force")]
    [InlineData("feeds-poll-disabled", "feeds poll resting")]
    [InlineData("feeds-list-unpolled", "feeds list")]
    public Task Verb_OnEveryTerminal_IsAsRecorded(string name, string line) => GoldenTerminal.CompareAsync(name, isTable: true, async (columns, color) =>
    {
        using var store = new TemporaryFolder();        // every terminal sees the first poll
        return await RunAsync([.. line.Replace("ADDRESS", _server.At("").AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal).Split(' '), "--color", color, "--config", _service.Config, "--data", store.Path], columns);
    });

    /// <summary>The digest has the width of a mail, whatever the terminal, and no colour.</summary>
    [Fact]
    public async Task Demo_OnEveryTerminal_IsAsRecorded()
    {
        foreach (var (columns, color) in ((int?, string)[])[(80, "never"), (120, "always")])
        {
            var home = Path.Combine(_data.Path, $"{columns}");
            Directory.CreateDirectory(home);
            var text = (await RunAsync(["demo", "--out", home, "--color", color, "--config", Checkout.Config], columns)).Replace(home, "/home", StringComparison.Ordinal);
            await GoldenTerminal.CompareAsync("demo", Ordered(ClaimId().Replace(Rules().Replace(text, "config f00df00"), "c-f00df0")));
        }
    }

    /// <summary>Cards of one kind and time stand in the order of their ids, which are made of the port: here in that of their texts, without numbers.</summary>
    private static string Ordered(string digest)
    {
        var blocks = CardNumber().Replace(digest, "[n]").Split("\n\n");
        var (first, end) = (Array.FindIndex(blocks, IsNew), Array.FindLastIndex(blocks, IsNew) + 1);
        return string.Join("\n\n", [.. blocks[..first], .. blocks[first..end].Order(StringComparer.Ordinal), .. blocks[end..]]);

        static bool IsNew(string block) => block.StartsWith("[n] NEW", StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string[] args, int? columns)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await CommandLine.RunAsync(CommandTree.Build(), [.. args, "--no-progress"], output, errors, new Surroundings { Columns = columns, Zone = TimeZoneInfo.Utc });
        var text = errors.ToString() is { Length: > 0 } said ? $"{output}-- stderr --\n{said}" : output.ToString();
        return Port().Replace($"{text}-- exit {exit} --\n", "127.0.0.1:12345");
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", null);
        Environment.SetEnvironmentVariable("Http__PerHostDelay", null);
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    /// <summary>Ephemeral ports have five digits, so nothing moves.</summary>
    [GeneratedRegex(@"127\.0\.0\.1:\d{5}")]
    private static partial Regex Port();

    /// <summary>Made of the address of the article, and that of the port.</summary>
    [GeneratedRegex("c-[0-9a-f]{6}")]
    private static partial Regex ClaimId();

    [GeneratedRegex(@"^\[\d+\]", RegexOptions.Multiline)]
    private static partial Regex CardNumber();

    [GeneratedRegex("config [0-9a-f]{7}")]
    private static partial Regex Rules();
}
