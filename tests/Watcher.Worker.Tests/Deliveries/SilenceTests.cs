using Watcher.Claims.Digests;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>What readers asked to be spared, and what nobody may hear of.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Mute_AClaim_IsCountedNowhereAndItsEndIsToldOnce()
    {
        await using var house = await OpenAsync();
        await house.ContradictAsync(412, 690);
        await house.PublishAsync("Dravec is held by Norland, the ministry said.");
        var claim = await house.AskAsync<string>("select claim_id from ledger_entry order by id limit 1");
        await house.Host.Silences.MuteAsync("editor", claim!, house.Time.GetUtcNow().AddHours(30), CancellationToken.None);

        await NextDigestAsync(house);
        var muted = MailHouse.TextOf(house.Mails[^1]);
        Assert.DoesNotContain("412", muted, StringComparison.Ordinal);
        Assert.DoesNotContain("CONTRADICTION", house.Mails[^1].Decoded("Subject").ToUpperInvariant(), StringComparison.Ordinal);
        Assert.DoesNotContain("active again", muted, StringComparison.Ordinal);

        await house.PublishAsync("Dravec is held by Norland, the governor said.");
        await house.PublishAsync("Dravec is held by Sudland, the mayor said.");
        await NextDigestAsync(house);
        var over = MailHouse.TextOf(house.Mails[^1]);
        Assert.Contains($"c-{claim![..6]}", over, StringComparison.Ordinal);
        Assert.DoesNotContain("412 people were", over, StringComparison.Ordinal);

        await house.PublishAsync("2,412 people were injured in a flood in Dravec on Friday, the president said.");
        await NextDigestAsync(house);
        Assert.Equal(3, house.Mails.Count);
        Assert.DoesNotContain("active again", MailHouse.TextOf(house.Mails[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_StopsEveryMailAndThenOneDigestTellsAll()
    {
        await using var house = await OpenAsync(s => s with { Recipients = [MailHouse.Alerted(Severity.Low)] });
        await house.Host.Silences.PauseAsync("editor", house.Time.GetUtcNow().AddDays(7), CancellationToken.None);
        for (var day = 0; day < 6; day++)
        {
            await house.PublishAsync($"{100 * (day + 1)} people were injured in a flood in Dravec on Friday, speaker {day} said.");
            house.Time.Advance(TimeSpan.FromDays(1));
            await house.TickAsync();
        }

        Assert.Empty(house.Mails);
        house.Time.Advance(TimeSpan.FromDays(2));
        await house.TickAsync();

        Assert.Equal("digest", Assert.Single(house.Mails)["X-Watcher-Kind"]);
        Assert.Equal(0, await house.AskAsync<long>("select count(*) from owed_finding where outbox_id is null"));
    }

    [Fact]
    public async Task Pause_MailOnItsWay_Waits()
    {
        await using var house = await OpenAsync();
        await house.ContradictAsync(412, 690);
        await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None);
        await house.Host.Silences.PauseAsync("editor", house.Time.GetUtcNow().AddHours(12), CancellationToken.None);

        await house.DeliverAsync();
        Assert.Empty(house.Mails);
        house.Time.Advance(TimeSpan.FromHours(12));
        await house.DeliverAsync();

        Assert.Single(house.Mails);
    }

    [Fact]
    public async Task Unsubscribe_OneOfTwo_DropsWhatWaitsAndOwesNothingMore()
    {
        await using var house = await OpenAsync(s => s with { Recipients = [PassHost.Reader(), PassHost.Reader(id: "other")] });
        await house.ContradictAsync(412, 690);
        await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None);
        await house.Host.Silences.UnsubscribeAsync("editor", "flood", CancellationToken.None);
        await house.DeliverAsync();
        await house.PublishAsync("Dravec is held by Norland, the ministry said.");
        await NextDigestAsync(house);

        Assert.Equal(["other@reader.example", "other@reader.example"], house.Mails.Select(mail => mail["To"]));
        Assert.Equal(0, await house.AskAsync<long>("select count(*) from owed_finding where recipient_id = 'editor' and outbox_id is null"));
    }

    [Fact]
    public async Task Flood_FarBeyondTheUsual_IsCountsWithTenCardsAndOperatorsLearnTheFeeds()
    {
        await using var house = await OpenAsync(s => s with
        {
            Recipients = [PassHost.Reader(), PassHost.Reader(id: "ops") with { IsOperator = true, Subscriptions = [] }],
            Policy = s.Policy with { FloodItems = 20, FloodTimesMedian = 10 },
        });
        await house.PublishAsync("Dravec is held by Norland, the ministry said.");
        await NextDigestAsync(house);
        for (var i = 0; i < 24; i++)
        {
            await house.PublishAsync($"{1_000 + (137 * i)} people were injured in a flood in Dravec on Friday, speaker {(char)('A' + i)} said.");
        }

        await NextDigestAsync(house);

        Assert.Equal(["digest", "digest", "ops"], house.Mails.Select(mail => mail["X-Watcher-Kind"]).Order(StringComparer.Ordinal));
        var ops = house.Mails.Single(mail => mail["X-Watcher-Kind"] == "ops");
        Assert.Equal("ops@reader.example", ops["To"]);
        Assert.Contains("a (24)", MailHouse.TextOf(ops), StringComparison.Ordinal);
        Assert.Equal(0, await house.AskAsync<long>("select count(*) from owed_finding where outbox_id is null"));
        await NextDigestAsync(house);
        Assert.Equal(3, house.Mails.Count);
    }

    [Fact]
    public async Task Resolved_BySeveralOriginsLater_IsToldOnce()
    {
        await using var house = await OpenAsync();
        await house.ContradictAsync(412, 690);
        await NextDigestAsync(house);
        Assert.Contains("contradictions=1", house.Mails[^1]["X-Watcher-Counts"], StringComparison.Ordinal);

        await house.PublishAsync("900 people were injured in a flood in Dravec by Saturday, the police said.");
        await NextDigestAsync(house);
        Assert.DoesNotContain("resolved", house.Mails[^1]["X-Watcher-Counts"], StringComparison.Ordinal);   // one origin settles nothing

        await house.PublishAsync("900 people were injured in a flood in Dravec by Saturday, the hospital said.");
        await NextDigestAsync(house);
        Assert.Contains("resolved=1", house.Mails[^1]["X-Watcher-Counts"], StringComparison.Ordinal);
        Assert.Equal(1, await house.AskAsync<long>("select count(*) from resolution"));

        await house.PublishAsync("900 people were injured in a flood in Dravec by Saturday, the fire service said.");
        await NextDigestAsync(house);
        Assert.DoesNotContain("resolved", house.Mails[^1]["X-Watcher-Counts"], StringComparison.Ordinal);
    }

    private static async Task<MailHouse> OpenAsync(Func<Worker.Rules.WatcherConfiguration, Worker.Rules.WatcherConfiguration>? configure = null)
    {
        var house = new MailHouse(configure: configure);
        await house.OpenAsync();
        return house;
    }

    private static async Task NextDigestAsync(MailHouse house)
    {
        house.Time.Advance(TimeSpan.FromDays(1));
        await house.TickAsync();
    }
}
