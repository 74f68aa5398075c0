using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>Alerts minute by minute, with the real rendering: when they come, when they wait, and what is merged.</summary>
public sealed class AlertCompositionTests
{
    [Fact]
    public async Task Alert_OneContradiction_ComesAfterItsWaitAndOnce()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);

        await house.RunAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(house.Mails);
        await house.RunAsync(TimeSpan.FromMinutes(30));

        var alert = Assert.Single(house.Mails);
        Assert.Equal("alert", alert["X-Watcher-Kind"]);
        Assert.Contains("412", MailHouse.TextOf(alert), StringComparison.Ordinal);
        Assert.Contains("690", MailHouse.TextOf(alert), StringComparison.Ordinal);
        Assert.Matches(@"^<claim\.[0-9a-f]{12}@watcher\.example>$", alert["References"]);
    }

    [Fact]
    public async Task Alert_FurtherEvidenceWhileItWaits_ProlongsTheWait()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);
        await house.RunAsync(TimeSpan.FromMinutes(1));
        await house.PublishAsync("690 people were injured in a flood in Dravec on Friday, the police said.");

        await house.RunAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(house.Mails);
        await house.RunAsync(TimeSpan.FromMinutes(2));

        Assert.Single(house.Mails);
    }

    [Fact]
    public async Task Alert_LaterEvidenceOfTheSameStory_KeepsSubjectAndThread()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);
        await house.RunAsync(TimeSpan.FromMinutes(5));
        await house.PublishAsync("100 people were injured in a flood in Dravec on Friday, the ministry said.");
        await house.RunAsync(TimeSpan.FromMinutes(15));

        Assert.Equal(2, house.Mails.Count);
        Assert.Equal(house.Mails[0]["Subject"], house.Mails[1]["Subject"]);
        Assert.Equal(house.Mails[0]["References"], house.Mails[1]["References"]);
        Assert.NotEqual(house.Mails[0]["Message-ID"], house.Mails[1]["Message-ID"]);
    }

    [Fact]
    public async Task Alert_BelowTheSeverityAskedFor_WaitsForTheDigest()
    {
        await using var house = await AlertedAsync(Severity.Critical);
        await house.ContradictAsync(412, 690);

        await house.RunAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(house.Mails);
        house.Time.Advance(TimeSpan.FromHours(21));
        await house.TickAsync();

        Assert.Equal("digest", Assert.Single(house.Mails)["X-Watcher-Kind"]);
    }

    [Fact]
    public async Task Alert_AlreadyAlerted_StandsInTheNextDigestAsOneLine()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);
        await house.RunAsync(TimeSpan.FromMinutes(5));
        house.Time.Advance(TimeSpan.FromHours(21));
        await house.TickAsync();

        Assert.Equal(["alert", "digest"], house.Mails.Select(mail => mail["X-Watcher-Kind"]));
        Assert.Equal("contradictions=1", house.Mails[1]["X-Watcher-Counts"].Split(';')[0]);
        var digest = MailHouse.TextOf(house.Mails[1]);
        Assert.Contains("TOLD AT ONCE", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("EARLIER", digest, StringComparison.Ordinal);
        Assert.Equal(0, await house.AskAsync<long>("select count(*) from owed_finding where outbox_id is null"));
    }

    /// <summary>Nobody has read an alert that the relay refused, so the digest tells the whole story.</summary>
    [Fact]
    public async Task Alert_ThatNeverLeft_IsACardOfTheNextDigest()
    {
        await using var house = await AlertedAsync(transport: new ScriptedTransport(ScriptedTransport.Reject(DeliveryFault.Policy)));
        await house.ContradictAsync(412, 690);
        await house.RunAsync(TimeSpan.FromMinutes(5));
        house.Time.Advance(TimeSpan.FromHours(21));
        await house.TickAsync();

        Assert.Contains("EARLIER", MailHouse.TextOf(house.Mails[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_InQuietHours_IsHeldAndMergedAtTheirEnd()
    {
        await using var house = await AlertedAsync(quiet: new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0), []));   // it is noon
        await house.ContradictAsync(412, 690);
        await house.ContradictAboutControlAsync();

        await house.RunAsync(TimeSpan.FromMinutes(119));
        Assert.Empty(house.Mails);
        await house.RunAsync(TimeSpan.FromMinutes(30));

        var merged = Assert.Single(house.Mails);
        Assert.Equal("contradictions=2", merged["X-Watcher-Counts"]);
        Assert.Contains("captured Dravec", MailHouse.TextOf(merged), StringComparison.Ordinal);
        Assert.Contains("690", MailHouse.TextOf(merged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_AllowedInQuietHours_ComesAtOnce()
    {
        await using var house = await AlertedAsync(
            quiet: new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0), [Severity.Low, Severity.Medium, Severity.High, Severity.Critical]));
        await house.ContradictAsync(412, 690);

        await house.RunAsync(TimeSpan.FromMinutes(5));

        Assert.Single(house.Mails);
    }

    [Fact]
    public async Task Alert_BeyondTheMostAnHour_StartsAnHourlyRollUpAndLosesNone()
    {
        await using var house = await AlertedAsync();
        house.Configuration = house.Configuration with { Policy = house.Configuration.Policy with { MaxAlertsPerHour = 4 } };
        for (var i = 7; i >= 1; i--)
        {
            await house.ContradictAsync(1_000 * i, (1_000 * i) + 500);
            await house.RunAsync(TimeSpan.FromMinutes(4));
        }

        Assert.Equal(4, house.Mails.Count);
        await house.RunAsync(TimeSpan.FromMinutes(40));
        Assert.Equal(4, house.Mails.Count);
        await house.RunAsync(TimeSpan.FromMinutes(30));

        var rollUp = house.Mails[^1];
        Assert.Equal(5, house.Mails.Count);
        Assert.Equal(1, await house.AskAsync<long>("select count(*) from outbox where is_rollup = 1"));
        Assert.DoesNotContain(rollUp.Headers, header => header.Name == "References");
        Assert.Contains("1,500", MailHouse.TextOf(rollUp), StringComparison.Ordinal);
        Assert.Equal(0, await house.AskAsync<long>("select count(*) from owed_finding o join finding f on f.id = o.finding_id where f.verdict = 'contradicts' and alert_id is null"));
    }

    [Fact]
    public async Task Alert_OlderThanTwelveHours_IsToldByTheDigestOnly()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);
        house.Time.Advance(TimeSpan.FromHours(13));

        await house.TickAsync();

        Assert.Empty(house.Mails);
    }

    [Fact]
    public async Task Alert_OfAMutedClaim_IsNotSent()
    {
        await using var house = await AlertedAsync();
        await house.ContradictAsync(412, 690);
        var claim = await house.AskAsync<string>("select claim_id from ledger_entry order by id limit 1");
        await house.Host.Silences.MuteAsync("editor", claim!, house.Time.GetUtcNow().AddDays(7), CancellationToken.None);

        await house.RunAsync(TimeSpan.FromMinutes(10));

        Assert.Empty(house.Mails);
    }

    private static async Task<MailHouse> AlertedAsync(Severity from = Severity.Low, QuietHours? quiet = null, ScriptedTransport? transport = null)
    {
        var house = new MailHouse(transport, configure: settings => settings with { Recipients = [MailHouse.Alerted(from, quiet)] });
        await house.OpenAsync();
        return house;
    }
}
