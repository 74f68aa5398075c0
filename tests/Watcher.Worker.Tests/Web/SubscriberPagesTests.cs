using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Watcher.Claims.Digests;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;
using Watcher.Worker.Web;

namespace Watcher.Worker.Tests.Web;

/// <summary>The pages behind the links in a mail, asked over HTTP as a mail client and as a person would.</summary>
public sealed class SubscriberPagesTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly MailHouse _house = new(configure: settings => settings with
    {
        Recipients = [PassHost.Reader(), PassHost.Reader(id: "other") with { Locale = "uk" }],
        Policy = settings.Policy with { BaseUrl = new Uri("https://watcher.example/w"), UnsubscribeTo = "ops@watcher.example" },
    });

    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication _app = null!;   // set by InitializeAsync
    private string _address = "";

    [Theory]
    [InlineData("u")]
    [InlineData("p")]
    public async Task Get_Link_ShowsAPageWithAFormAndDoesNothing(string kind)
    {
        var response = await _client.GetAsync(await AddressAsync(kind));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        Assert.Equal(0, await _house.AskAsync<long>("select (select count(*) from unsubscription) + (select count(*) from pause)"));
        Assert.DoesNotContain(response.Headers, header => header.Key is "Set-Cookie" or "Location");
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_Link_DoesNothing()
    {
        await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, await AddressAsync("u")));

        Assert.Equal(0, await _house.AskAsync<long>("select count(*) from unsubscription"));
    }

    [Fact]
    public async Task Post_OneClickAsRfc8058_EndsThisListForThisReaderOnly()
    {
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var response = await _client.PostAsync(await AddressAsync("u"), body);
        var again = await _client.PostAsync(await AddressAsync("u"), null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (response.StatusCode, again.StatusCode));
        Assert.Equal("editor", await _house.AskAsync<string>("select recipient_id from unsubscription"));
        Assert.Equal(1, await _house.AskAsync<long>("select count(*) from unsubscription"));
    }

    [Fact]
    public async Task Post_Pause_StopsMailForSevenDays()
    {
        var response = await _client.PostAsync(await AddressAsync("p"), null);

        Assert.Contains("2026-11-27 12:00", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(7L * 86_400_000, await _house.AskAsync<long>("select until_at - paused_at from pause"));
    }

    [Fact]
    public async Task Get_ReaderOfAnotherLanguage_IsSpokenToInIt()
    {
        var links = await _house.Host.Links.ForAsync("other", "flood", _house.Configuration.Policy, mayMake: true, CancellationToken.None);

        var page = await _client.GetStringAsync(Local(links.Unsubscribe!));

        Assert.Contains("lang=\"uk\"", page, StringComparison.Ordinal);
        Assert.Contains("Відписатися", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the pause token at the other door", "u", "p")]
    [InlineData("the unsubscribe token at the other door", "p", "u")]
    public async Task Post_TokenForAnotherPurpose_IsNotFound(string name, string door, string token)
    {
        var address = (await AddressAsync(token)).Replace($"/{token}/", $"/{door}/", StringComparison.Ordinal);

        var response = await _client.PostAsync(address, null);

        Assert.True(response.StatusCode == HttpStatusCode.NotFound, name);
        Assert.Equal(0, await _house.AskAsync<long>("select (select count(*) from unsubscription) + (select count(*) from pause)"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%2e%2e")]
    public async Task Post_TokenThatWeNeverMade_IsNotFound(string token) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync($"{_address}/u/{token}", null)).StatusCode);

    [Fact]
    public async Task Mail_WithAnHttpsBase_AnnouncesOneClickAndItsLinkWorks()
    {
        await _house.PublishAsync("412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await _house.Host.Composition.ComposeNowAsync(_house.Configuration, CancellationToken.None);
        await _house.DeliverAsync();

        var mail = _house.Mails.Single(m => m["To"] == "editor@reader.example");
        Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
        var link = mail["List-Unsubscribe"].Split('>')[0].TrimStart('<');
        Assert.Contains(link, MailHouse.TextOf(mail), StringComparison.Ordinal);
        Assert.DoesNotContain("editor", link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(Local(new Uri(link)), null)).StatusCode);
        Assert.Equal(1, await _house.AskAsync<long>("select count(*) from unsubscription"));
    }

    [Fact]
    public async Task Link_OfAMailFromBeforeARenaming_EndsThePresentSubscription()
    {
        var links = _house.Host.Links;
        var token = (await links.ForAsync("chief", "water", _house.Configuration.Policy, mayMake: true, CancellationToken.None)).Unsubscribe!.Segments[^1];
        Assert.Null(await links.FindAsync(token, LinkPurpose.Unsubscribe, _house.Configuration, CancellationToken.None));

        var renamed = _house.Configuration with { FormerIds = [new(FormerIdKind.Recipient, "chief", "editor"), new(FormerIdKind.List, "water", "flood")] };
        var found = await links.FindAsync(token, LinkPurpose.Unsubscribe, renamed, CancellationToken.None);

        Assert.Equal(("editor", "flood"), (found?.Recipient.Id, found?.List.Id));
    }

    [Theory]
    [InlineData("http://watcher.example")]
    [InlineData(null)]
    public async Task Links_WithoutAnHttpsBase_AreNotPromised(string? root)
    {
        var policy = _house.Configuration.Policy with { BaseUrl = root is null ? null : new Uri(root) };

        Assert.Same(MailLinks.None, await _house.Host.Links.ForAsync("editor", "flood", policy, mayMake: true, CancellationToken.None));
    }

    [Fact]
    public void Token_AfterARotation_StillWorksAndAllowsOneThing()
    {
        (string, string)[] subscriptions = [("editor", "flood"), ("other", "flood")];
        var old = SubscriberToken.Of(LinkPurpose.Pause, "other", "flood", new string('a', 32));

        Assert.Equal(("other", "flood"), SubscriberToken.Find(old, LinkPurpose.Pause, subscriptions, [new string('b', 32), new string('a', 32)]));
        Assert.Null(SubscriberToken.Find(old, LinkPurpose.Unsubscribe, subscriptions, [new string('a', 32)]));
        Assert.Null(SubscriberToken.Find(old, LinkPurpose.Pause, subscriptions, [new string('b', 32)]));
        Assert.Null(SubscriberToken.Find(old, LinkPurpose.Pause, subscriptions[..1], [new string('a', 32)]));
        Assert.NotEqual(old, SubscriberToken.Of(LinkPurpose.Pause, "editor", "flood", new string('a', 32)));
    }

    public async Task InitializeAsync()
    {
        await _house.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_house.Host.Links);
        builder.Services.AddSingleton(_house.Host.Silences);
        builder.Services.AddSingleton<TimeProvider>(_house.Time);
        builder.Services.AddSingleton(new CurrentRules(_house.Host.Book));
        _app = builder.Build();
        SubscriberPages.Map(_app);
        await _app.StartAsync();
        _address = _app.Urls.Single();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _house.DisposeAsync();
    }

    private async Task<string> AddressAsync(string kind)
    {
        var links = await _house.Host.Links.ForAsync("editor", "flood", _house.Configuration.Policy, mayMake: true, CancellationToken.None);
        return Local((kind == "u" ? links.Unsubscribe : links.Pause)!);
    }

    /// <summary>What the reverse proxy in front of the page does: the path beyond its own folder.</summary>
    private string Local(Uri link)
    {
        Assert.StartsWith("https://watcher.example/w/", link.AbsoluteUri, StringComparison.Ordinal);
        return _address + link.AbsolutePath["/w".Length..];
    }
}
