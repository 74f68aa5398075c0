using System.Globalization;
using Microsoft.Extensions.Configuration;
using Watcher.Worker.Doctor;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Mail;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Doctor;

/// <summary>Each test plants one fault and asks the doctor: does it find it, and say what to do?</summary>
public sealed class DoctorTests : IDisposable
{
    private const string List = "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: a, name: Izium }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Configuration_Shipped_IsOk() => Assert.Equal(Health.Ok, ConfigurationChecks.Configuration(Of(Checkout.Config)).Health);

    [Fact]
    public async Task Configuration_WithATypingError_FailsAndNamesCheck()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n", List.Replace("name:", "nmae:", StringComparison.Ordinal));

        var found = ConfigurationChecks.Configuration(Of(service.Config));

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("nmae", found.Message, StringComparison.Ordinal);
        Assert.StartsWith("watcher check", found.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_WithAChangedLexicon_Warns()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n", List);
        await File.AppendAllTextAsync(Path.Combine(service.Config, "lexicon", "negation.en.yaml"), "\n# mine\n");

        var found = ConfigurationChecks.Rules(Of(service.Config));

        Assert.Equal(Health.Warn, found.Health);
        Assert.Contains("not as shipped: lexicon", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_WithoutOntology_Fails()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n", List);
        Directory.Delete(Path.Combine(service.Config, "ontology"), recursive: true);

        Assert.Equal(Health.Fail, ConfigurationChecks.Rules(Of(service.Config)).Health);
    }

    [Fact]
    public void Folders_WhereAFileIsInTheWay_Fails()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "x");
        var examined = Of(Checkout.Config, ("Mail:PickupDirectory", Path.Combine(file, "mail")));

        var found = HostChecks.Folders(examined);

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("is a file", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address", "Fail")]
    [InlineData("http://proxy.example:3128", "Ok")]
    [InlineData(null, "Ok")]
    public void Proxy_OfTheEnvironment_IsChecked(string? value, string health) =>
        Assert.Equal(health, HostChecks.Proxy(name => name == "HTTPS_PROXY" ? value : null).Health.ToString());

    [Theory]
    [InlineData("banana", "false", "Fail")]
    [InlineData("http://0.0.0.0:8080", "true", "Warn")]
    [InlineData("http://127.0.0.1:8080", "true", "Ok")]
    public void Web_Binding_IsChecked(string urls, string anonymous, string health) =>
        Assert.Equal(health, HostChecks.Web(Of(Checkout.Config, ("Web:Urls", urls), ("Web:AllowAnonymous", anonymous))).Health.ToString());

    [Fact]
    public async Task Store_ThatIsNoDatabase_Fails()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "watcher.db"), "this is a letter, not a database, and it is long enough to be one by its size");

        var found = await StoreChecks.StoreAsync(Of(Checkout.Config), CancellationToken.None);

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("backup", found.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_OfANewerProgram_Fails()
    {
        await MakeStoreAsync("insert into schema_version (version, name, applied_at) values (9999, 'later', 0)");

        var found = await StoreChecks.StoreAsync(Of(Checkout.Config), CancellationToken.None);

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("9999", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_OfAServerThatIsAway_Fails()
    {
        var found = await StoreChecks.StoreAsync(Of(Checkout.Config, ("Database:Provider", "postgresql"), ("Database:Host", "127.0.0.1"), ("Database:Port", "9")), CancellationToken.None);

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("Database__Host", found.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Instance_WhileOneRuns_IsSaid()
    {
        using var held = InstanceLock.TryTake(_folder.Path);

        Assert.Contains("a Watcher runs", StoreChecks.Instance(Of(Checkout.Config)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_OfWhichOneFails_WarnsAndNamesIt()
    {
        await using var service = TestService.Create("kharkiv", Feeds("https://a.example/rss", "https://b.example/rss"), List);
        await MakeStoreAsync("insert into feed (id, url, next_poll_at, failures, last_success_at) values ('f0', 'https://a.example/rss', 0, 3, null)");

        var found = await StoreChecks.FeedsAsync(Of(service.Config), CancellationToken.None);

        Assert.Equal(Health.Warn, found.Health);
        Assert.Contains("1 of 2 failing: f0", found.Message, StringComparison.Ordinal);
        Assert.Equal("watcher feeds test f0", found.Fix);
    }

    [Fact]
    public async Task Outbox_WithAMailFromYesterday_Warns()
    {
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await MakeStoreAsync(
            "insert into outbox (id, kind, recipient_id, list_id, address, sender, dedup_key, message_id, name, subject, rendered, state, next_at, not_after, created_at, window_from, window_to, last_text) "
            + $"values ('1', 'digest', 'r', 'l', 'r@example.org', 'w@example.org', 'k', 'm@x', 'n', 's', x'00', 'retry', 0, 0, {yesterday}, 0, 0, 'greylisted')");

        var found = await StoreChecks.OutboxAsync(Of(Checkout.Config), CancellationToken.None);

        Assert.Equal(Health.Warn, found.Health);
        Assert.Contains("1 waiting, oldest 24 h; last reply: greylisted", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smtp_ThatRefusesThePassword_FailsAndNamesTheSetting()
    {
        await using var relay = new ScriptedSmtpServer { Offers = ["AUTH PLAIN LOGIN"] }.On("AUTH", "535 5.7.8 no").On("AUTH-PASSWORD", "535 5.7.8 no");
        var examined = Of(Checkout.Config, await RelayAsync(relay.Port, ("Smtp:User", "u"), ("Smtp:Password", "p")));

        var found = await MailChecks.SmtpAsync(examined, asks: true, CancellationToken.None);

        Assert.Equal(Health.Fail, found.Health);
        Assert.Contains("535", found.Message, StringComparison.Ordinal);
        Assert.Contains("Smtp__PasswordFile", found.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smtp_ThatIsReady_IsOkAndGetsNoMail()
    {
        await using var relay = new ScriptedSmtpServer();

        var found = await MailChecks.SmtpAsync(Of(Checkout.Config, await RelayAsync(relay.Port)), asks: true, CancellationToken.None);

        Assert.Equal((Health.Ok, 0), (found.Health, relay.Accepted.Count));
    }

    [Fact]
    public async Task Smtp_WithNobodyThere_Fails() =>
        Assert.Equal(Health.Fail, (await MailChecks.SmtpAsync(Of(Checkout.Config, await RelayAsync(9)), asks: true, CancellationToken.None)).Health);

    [Fact]
    public async Task Online_FeedThatIsGoneAndAClockThatIsLate_AreFound()
    {
        await using var server = new LoopbackServer();
        var date = DateTimeOffset.UtcNow.AddMinutes(3).ToString("R", CultureInfo.InvariantCulture);
        server.On("/good", LoopbackReply.Text("<rss version='2.0'><channel><title>T</title></channel></rss>", "application/rss+xml", $"Date: {date}"));
        server.On("/gone", LoopbackReply.Status(410));
        await using var service = TestService.Create("kharkiv", Feeds(server.At("/good").AbsoluteUri, server.At("/gone").AbsoluteUri), List);
        var network = await NetworkChecks.FetchAsync(Of(service.Config, ("Http:AllowedPrivateHosts:0", server.HostAndPort), ("Http:PerHostDelay", "00:00:00")), CancellationToken.None);

        Assert.Equal((Health.Fail, "watcher feeds test f1"), (network.Answers().Health, network.Answers().Fix));
        Assert.Equal(Health.Warn, network.Clock().Health);
        Assert.Contains("behind", network.Clock().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Online_HostWithoutAnAddress_Fails()
    {
        await using var service = TestService.Create("kharkiv", Feeds("https://nobody.invalid/rss"), List);
        var network = await NetworkChecks.FetchAsync(Of(service.Config), CancellationToken.None);

        var found = await network.NamesAsync(CancellationToken.None);

        Assert.Equal((Health.Fail, true), (found.Health, found.Message.Contains("nobody.invalid", StringComparison.Ordinal)));
    }

    [Fact]
    public void Globalisation_OfThisHost_IsOk() => Assert.Equal(Health.Ok, HostChecks.Globalisation(Of(Checkout.Config)).Health);

    private static string Feeds(params string[] urls) =>
        "version: 1\noutlets:\n  - { id: o, name: Outlet }\nfeeds:\n" + string.Concat(urls.Index().Select(u => $"  - {{ id: f{u.Index}, outlet: o, url: \"{u.Item}\" }}\n"));

    /// <summary>Settings for a relay on loopback; recipients are there, so that somebody would receive.</summary>
    private Task<(string, string)[]> RelayAsync(int port, params (string, string)[] more) => Task.FromResult<(string, string)[]>(
    [
        ("Mail:Transport", "smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", port.ToString(CultureInfo.InvariantCulture)), ("Smtp:Security", "none"),
        ("Watcher:ConfigDirectory", WithRecipients()), .. more,
    ]);

    private string WithRecipients()
    {
        var config = Path.Combine(_folder.Path, "config");
        foreach (var file in Directory.EnumerateFiles(Checkout.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(Checkout.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(config, "recipients.example.yaml"), Path.Combine(config, "recipients.yaml"));
        return config;
    }

    private async Task MakeStoreAsync(string sql)
    {
        await using var database = new Database(_folder.Store);
        await new MigrationRunner(database, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<MigrationRunner>.Instance).RunAsync(mayMigrate: true, CancellationToken.None);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private Examination Of(string config, params (string Key, string Value)[] settings) => Examination.Of(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Prepend(("Watcher:DataDirectory", _folder.Path)).Prepend(("Watcher:ConfigDirectory", config)).GroupBy(s => s.Item1)
            .Select(g => KeyValuePair.Create<string, string?>(g.Key, g.Last().Item2))).Build());
}
