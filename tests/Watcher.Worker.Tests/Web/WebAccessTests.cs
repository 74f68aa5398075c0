using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Watcher.Worker.Cli;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;
using Watcher.Worker.Web;

namespace Watcher.Worker.Tests.Web;

/// <summary>Status and metrics of a running service, and who may read them.</summary>
public sealed partial class WebAccessTests : IAsyncDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly LoopbackServer _server = new();
    private readonly HttpClient _client = new();
    private TestService? _service;
    private WebApplication? _app;

    [Fact]
    public async Task Metrics_AfterAPass_CountWhatHappenedInTheTextFormat()
    {
        var outlet = new SampleOutlet(_server, "measured");
        outlet.Publish("one", DateTimeOffset.UtcNow.AddHours(-1), "Ukrainian forces retook Izium on Saturday, the General Staff of Ukraine said.");
        var address = await StartAsync($$"""
            version: 1
            outlets: [{ id: measured, name: Measured }]
            feeds:
              - { id: measured-feed, outlet: measured, url: "{{outlet.Feed}}", first_poll: all }
              - { id: measured-gone, outlet: measured, url: "{{_server.At("/nothing-here")}}" }
            """);
        var rules = _app!.Services.GetRequiredService<CurrentRules>().Current;
        await ScheduledPollAsync(["measured-feed", "measured-gone"]);
        await _app.Services.GetRequiredService<MailComposition>().ComposeNowAsync(rules.Configuration, CancellationToken.None);
        await _app.Services.GetRequiredService<OutboxDelivery>().DeliverAsync(rules.Configuration, CancellationToken.None);

        var response = await _client.GetAsync(address + "/metrics");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line));
        foreach (var line in (string[])[
            "watcher_feed_polls_total{feed=\"measured-feed\",outcome=\"ok\"} 1", "watcher_feed_polls_total{feed=\"measured-gone\",outcome=\"refused\"} 1",
            "watcher_articles_total{feed=\"measured-feed\",outcome=\"new\"} 1", "watcher_config_last_reload_successful 1", "watcher_outbox_messages{state=\"sent\"} 1",
            "# TYPE watcher_feed_poll_duration_seconds histogram", "# TYPE watcher_claims_total counter"])
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }

        Assert.Matches("watcher_feed_last_success_timestamp_seconds\\{feed=\"measured-feed\"\\} 1[0-9]{9}", text);
        Assert.DoesNotContain("watcher_feed_last_success_timestamp_seconds{feed=\"measured-gone\"}", text, StringComparison.Ordinal);
        Assert.Matches("watcher_digests_total\\{list=\"kharkiv\",outcome=\"composed\"\\} [1-9]", text);
        Assert.Matches("watcher_build_info\\{version=\"[0-9.]+\",commit=\"[0-9a-f]*\"\\} 1", text);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);

        // A feed that was taken out of the configuration is neither good nor bad.
        await using (var connection = await _app.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("insert into feed (id, url, next_poll_at, failures) values ('removed', 'http://removed.example/', 0, 3)");
        }

        var status = System.Text.Json.JsonDocument.Parse(await _client.GetStringAsync(address + "/api/v1/status")).RootElement.GetProperty("feeds");
        Assert.Equal((1, 1), (status.GetProperty("ok").GetInt32(), status.GetProperty("failing").GetInt32()));
    }

    [Fact]
    public async Task Token_WhereOneIsSet_IsAskedForByAllButProbes()
    {
        var address = await StartAsync("version: 1\n", ("Web:Token", Token));

        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(address + "/livez")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync(address + "/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.PostAsync(address + "/-/reload", null)).StatusCode);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(address + "/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(address + "/api/v1/status")).StatusCode);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/api/v1/status")]
    [InlineData("/metrics")]
    [InlineData("/u/x")]
    [InlineData("/nowhere")]
    public async Task Headers_OfEveryAnswer_KeepBrowsersOut(string path)
    {
        var address = await StartAsync("version: 1\n", ("Web:Token", Token));

        var response = await _client.GetAsync(new Uri(address + path));

        Assert.StartsWith("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Token_GuessedTooOften_IsNotLookedAtForAWhile()
    {
        var address = await StartAsync("version: 1\n", ("Web:Token", Token));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token[..^1] + "x");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync(address + "/metrics")).StatusCode);
        }

        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await _client.GetAsync(address + "/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(address + "/livez")).StatusCode);
    }

    [Fact]
    public async Task Reload_AskedForWithTheToken_TakesAChangeAndRefusesAMistake()
    {
        var address = await StartAsync("version: 1\n", ("Web:Token", Token), ("Watcher:WatchConfigEvery", "00:00:00"));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var before = _app!.Services.GetRequiredService<CurrentRules>().Current;

        var list = Path.Combine(_service!.Config, "watchlists", "kharkiv.yaml");
        await File.AppendAllTextAsync(list, "\n# a remark\n");
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(address + "/-/reload", null)).StatusCode);
        var after = _app.Services.GetRequiredService<CurrentRules>().Current;
        await File.AppendAllTextAsync(list, "nonsense: true\n");
        var refused = await _client.PostAsync(address + "/-/reload", null);

        Assert.NotSame(before, after);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("W012", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Same(after, _app.Services.GetRequiredService<CurrentRules>().Current);
        Assert.Contains("watcher_config_last_reload_successful 0", await _client.GetStringAsync(address + "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_UnderTheNameOfAnother_AreNotForABrowser()
    {
        var address = await StartAsync("version: 1\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "/metrics");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task PathBase_BehindAProxy_IsTakenOff()
    {
        var address = await StartAsync("version: 1\n", ("Web:PathBase", "/watcher"), ("Web:KnownProxies:0", "127.0.0.1"));

        Assert.Equal("ok", await _client.GetStringAsync(address + "/watcher/livez"));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(address + "/watcher/metrics")).StatusCode);
    }

    [Fact]
    public async Task Reload_WithoutAToken_IsNotThere()
    {
        var address = await StartAsync("version: 1\n");

        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync(address + "/-/reload", null)).StatusCode);
    }

    /// <summary>One row for each line of the table of bindings: where it listens, what is set, whether it starts and what it serves.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:8080", "", false, false, true, true)]
    [InlineData("http://[::1]:8080", "", false, false, true, true)]
    [InlineData("http://0.0.0.0:8080", Token, false, false, true, true)]
    [InlineData("http://0.0.0.0:8080", "", false, false, false, false)]
    [InlineData("http://*:8080", "", false, false, false, false)]
    [InlineData("http://127.0.0.1:8080;http://10.0.0.7:8080", "", false, false, false, false)]
    [InlineData("http://0.0.0.0:8080", "", false, true, true, false)]
    [InlineData("http://0.0.0.0:8080", "", true, false, true, true)]
    public void Binding_EachRow_StartsAndServes(string urls, string token, bool isAnonymous, bool isContainer, bool starts, bool isServed)
    {
        var web = new WebOptions { Urls = urls, Token = token, AllowAnonymous = isAnonymous };

        var refused = Record.Exception(() => WebAccess.Require(web, isContainer)) as VerbException;

        Assert.Equal(starts, refused is null);
        Assert.Equal(starts ? 0 : ExitCodes.ConfigurationInvalid, refused?.ExitCode ?? 0);
        if (starts)
        {
            Assert.Equal(isServed, new WebAccess(Microsoft.Extensions.Options.Options.Create(web), TimeProvider.System).IsServed);
        }
    }

    /// <summary>The service polls when it starts; a poll by hand beside it would count twice or not at all.</summary>
    private async Task ScheduledPollAsync(string[] feeds)
    {
        var store = _app!.Services.GetRequiredService<FeedStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await store.AllAsync(patience.Token)).Values.Count(feed => feed.LastPolledAt is not null) < feeds.Length
            || (await store.UnreadAsync(feeds, Patience.None, patience.Token)).Count > 0)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<string> StartAsync(string feeds, params (string, string)[] settings)
    {
        _service = TestService.Create("kharkiv", feeds);
        _app = await _service.BuildAsync(_server.HostAndPort, isService: true, [("Web:Urls", "http://127.0.0.1:0"), .. settings]);
        await _app.StartAsync();
        return _app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>A comment, or a name with labels and a number.</summary>
    [GeneratedRegex("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? [0-9.eE+-]+)$")]
    private static partial Regex Line();
}
