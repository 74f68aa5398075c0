using Dapper;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>Proofs of life, and what operators alone are told.</summary>
public sealed class HeartbeatAndOpsTests
{
    [Fact]
    public async Task Heartbeat_WeeksWithoutADigest_ComeOnMondayOnceEach()
    {
        await using var house = await OpenAsync(WithHeartbeat);        // Friday 20 November
        await house.PublishAsync("The water at the old bridge was calm.");

        await HoursAsync(house, 24 * 11);                                // to Tuesday 1 December
        var beat = Assert.Single(house.Mails);
        Assert.Equal("heartbeat", beat["X-Watcher-Kind"]);
        Assert.StartsWith("Mon, 30 Nov 2026 08:", beat["Date"], StringComparison.Ordinal);
        await HoursAsync(house, 24 * 7);

        Assert.Equal(2, house.Mails.Count);
    }

    [Fact]
    public async Task Heartbeat_WeekWithADigest_IsNotSent()
    {
        await using var house = await OpenAsync(WithHeartbeat);
        await HoursAsync(house, 24 * 4);
        await house.PublishAsync("412 people were injured in a flood in Dravec on Friday, the mayor said.");

        await HoursAsync(house, 24 * 7);

        Assert.Equal("digest", Assert.Single(house.Mails)["X-Watcher-Kind"]);
    }

    [Fact]
    public async Task Heartbeat_NotAskedFor_IsNeverSent()
    {
        await using var house = await OpenAsync(s => s);

        await HoursAsync(house, 24 * 15);

        Assert.Empty(house.Mails);
    }

    [Fact]
    public async Task Heartbeat_AllFeedsFailing_SaysSoOnce()
    {
        await using var house = await OpenAsync(WithHeartbeat);
        await house.Host.PollAsync();                                    // nothing is there: 404
        await HoursAsync(house, 2);
        Assert.Empty(house.Mails);

        await HoursAsync(house, 20);

        var beat = Assert.Single(house.Mails);
        Assert.Equal("heartbeat", beat["X-Watcher-Kind"]);
        Assert.Contains("a", MailHouse.TextOf(beat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ops_FeedFailingForADay_IsToldToOperatorsOnlyAndOnceAnOutage()
    {
        await using var house = await OpenAsync(WithOperator);
        await house.Host.PollAsync();
        await HoursAsync(house, 23);
        Assert.Empty(house.Mails);

        await HoursAsync(house, 40);

        var ops = Assert.Single(house.Mails);
        Assert.Equal("ops@reader.example", ops["To"]);
        Assert.Contains("watcher feeds test a", MailHouse.TextOf(ops), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ops_FeedGone_IsToldAtOnce()
    {
        await using var house = await OpenAsync(WithOperator);
        await house.Host.PollAsync();
        await using (var connection = await house.Host.Database.OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("update feed set is_gone = 1");
        }

        await house.TickAsync();
        await house.TickAsync();

        Assert.Equal("<ops.feed-gone@watcher.example>", Assert.Single(house.Mails)["References"]);
    }

    [Fact]
    public async Task Ops_MailThatNobodyTakes_IsToldOnceADay()
    {
        var transport = new ScriptedTransport([.. Enumerable.Repeat(ScriptedTransport.Defer(DeliveryFault.Transient), 6)]);
        await using var house = await OpenAsync(WithOperator, transport);
        await house.PublishAsync("412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None);

        for (var i = 0; i < 12; i++)
        {
            house.Time.Advance(TimeSpan.FromMinutes(15));
            await house.TickAsync();
        }

        Assert.Equal(1, await house.AskAsync<long>("select count(*) from ops_notice where kind = 'outbox-stuck'"));
        Assert.Contains(house.Mails, mail => mail["X-Watcher-Kind"] == "ops");
    }

    [Fact]
    public async Task Ops_RefusedReload_IsOneMailForASetOfErrors()
    {
        await using var house = await OpenAsync(WithOperator);
        var first = Report("unknown key 'nmae'");
        await house.Host.Ops.ComposeDueAsync(house.Configuration, first, CancellationToken.None);
        await house.Host.Ops.ComposeDueAsync(house.Configuration, first, CancellationToken.None);
        await house.Host.Ops.ComposeDueAsync(house.Configuration, Report("unknown key 'titel'"), CancellationToken.None);
        await house.DeliverAsync();

        Assert.Equal(2, house.Mails.Count);
        Assert.Contains("config/feeds.yaml:3:5", MailHouse.TextOf(house.Mails[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ops_RecipientWhoseAddressRefusesTwice_IsNamed()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Reject(DeliveryFault.Recipient), ScriptedTransport.Reject(DeliveryFault.Recipient));
        await using var house = await OpenAsync(WithOperator, transport);
        await house.PublishAsync("412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await HoursAsync(house, 48);

        var ops = house.Mails.Single(mail => mail["X-Watcher-Kind"] == "ops");
        Assert.Equal("<ops.recipient-suspended@watcher.example>", ops["References"]);
        Assert.Contains("editor", MailHouse.TextOf(ops), StringComparison.Ordinal);
        Assert.DoesNotContain("editor@", MailHouse.TextOf(ops), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ops_RelayThatRefusesOurSettings_IsToldWhenItWorksAgain()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Defer(DeliveryFault.Configuration));
        await using var house = await OpenAsync(WithOperator, transport);
        await house.PublishAsync("412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None);
        await house.DeliverAsync();

        Assert.NotNull(house.Host.Relay.Alarm);
        await house.TickAsync();
        Assert.Single(house.Transport.Handed);                           // the relay is left alone
        house.Time.Advance(TimeSpan.FromMinutes(16));
        await house.TickAsync();

        Assert.Null(house.Host.Relay.Alarm);
        Assert.Equal("<ops.relay-refused@watcher.example>", house.Mails.Single(mail => mail["X-Watcher-Kind"] == "ops")["References"]);
    }

    private static WatcherConfiguration WithHeartbeat(WatcherConfiguration settings) =>
        settings with { Recipients = [PassHost.Reader() with { WantsHeartbeat = true }] };

    private static WatcherConfiguration WithOperator(WatcherConfiguration settings) =>
        settings with { Recipients = [PassHost.Reader(), PassHost.Reader(id: "ops") with { IsOperator = true, Subscriptions = [] }] };

    private static ConfigReport Report(string message) => new(
        [new ConfigProblem { File = "config/feeds.yaml", Line = 3, Column = 5, EndColumn = 9, Code = "W012", Message = message }], 1);

    private static async Task<MailHouse> OpenAsync(Func<WatcherConfiguration, WatcherConfiguration> configure, IMailTransport? transport = null)
    {
        var house = new MailHouse(transport, configure);
        await house.OpenAsync();
        return house;
    }

    private static async Task HoursAsync(MailHouse house, int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            house.Time.Advance(TimeSpan.FromHours(1));
            await house.TickAsync();
        }
    }
}
