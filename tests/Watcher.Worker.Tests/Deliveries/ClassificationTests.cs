using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Mail;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>The table of digest.md 10, row by row: outbox, delivery and SMTP client against a scripted relay, on a clock that is stepped.</summary>
public sealed class ClassificationTests
{
    /// <param name="name">Of the row.</param>
    /// <param name="step">Where the relay says it.</param>
    /// <param name="reply">What it says.</param>
    /// <param name="state">Of the mail afterwards.</param>
    /// <param name="attempts">Counted.</param>
    /// <param name="isPaused">Whether the relay is left alone.</param>
    /// <param name="isAlarm">Whether somebody should look.</param>
    [Theory]
    [InlineData("no greeting", "CONNECT", "554 5.3.2 go away", "retry", 0, true, false)]
    [InlineData("connection dropped before MAIL", "EHLO", ScriptedSmtpServer.Drop, "retry", 0, true, false)]
    [InlineData("greylisted at RCPT", "RCPT", "451 4.7.1 greylisted", "retry", 1, false, false)]
    [InlineData("later after the final dot", "END", "452 4.3.1 no space", "retry", 1, false, false)]
    [InlineData("421 at MAIL", "MAIL", "421 4.3.2 closing", "retry", 1, false, false)]
    [InlineData("no such mailbox", "RCPT", "550 5.1.1 unknown", "failed", 1, false, false)]
    [InlineData("mailbox moved", "RCPT", "551 5.1.10 null mx", "failed", 1, false, false)]
    [InlineData("mailbox disabled", "RCPT", "550 5.2.1 disabled", "failed", 1, false, false)]
    [InlineData("policy", "END", "550 5.7.1 spam", "failed", 1, false, true)]
    [InlineData("not authenticated by DMARC", "END", "550 5.7.26 unauthenticated", "failed", 1, false, true)]
    [InlineData("authentication required", "MAIL", "530 5.7.0 authenticate first", "retry", 0, true, true)]
    [InlineData("reply lost after the final dot", "END", ScriptedSmtpServer.Drop, "unknown", 1, false, false)]
    public async Task Deliver_RowOfTheTable_DoesWhatItSays(
        string name, string step, string reply, string state, int attempts, bool isPaused, bool isAlarm)
    {
        await using var relay = new ScriptedSmtpServer().On(step, reply);
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport);

        await house.DeliverAsync();

        Assert.True(state == await house.AskAsync<string>("select state from outbox"), name);
        Assert.Equal(attempts, await house.AskAsync<long>("select attempts from outbox"));
        Assert.Equal(isPaused, house.Host.Relay.RestsUntil > house.Time.GetUtcNow());
        Assert.Equal(isAlarm, house.Host.Relay.Alarm is not null);
    }

    [Fact]
    public async Task Deliver_CertificateNotValid_IsRefusedAndNothingGoesInTheClear()
    {
        using var certificate = ScriptedSmtpServer.CertificateFor("localhost");
        await using var relay = new ScriptedSmtpServer { Certificate = certificate, Offers = ["STARTTLS"] };
        await using var transport = new SmtpTransport(
            new SmtpOptions { Host = "localhost", Port = relay.Port, Security = SmtpSecurity.StartTls }, TimeProvider.System);
        await using var house = await OpenAsync(transport);

        await house.DeliverAsync();

        Assert.Equal("retry", await house.AskAsync<string>("select state from outbox"));
        Assert.Equal(0, await house.AskAsync<long>("select attempts from outbox"));
        Assert.NotNull(house.Host.Relay.Alarm);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_OneOfThreeRecipientsRefused_IsTwoMailsAndOneFailure()
    {
        await using var relay = new ScriptedSmtpServer().On("RCPT", "250 2.1.5 ok", "550 5.1.1 unknown");
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport, ["one", "two", "three"]);

        var summary = await house.DeliverAsync();

        Assert.Equal(new DeliverySummary(2, 0, 1), summary);
        Assert.Equal(2, relay.Accepted.Count);
        Assert.Equal(1, relay.Connections);
    }

    [Fact]
    public async Task Deliver_ThreePolicyRefusalsInARow_PauseTheQueue()
    {
        await using var relay = new ScriptedSmtpServer().On("END", "550 5.7.1 no", "550 5.7.1 no", "550 5.7.1 no");
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport, ["one", "two", "three", "four"]);

        await house.DeliverAsync();

        Assert.Equal(1, await house.AskAsync<long>("select count(*) from outbox where state = 'pending'"));
        Assert.True(house.Host.Relay.RestsUntil > house.Time.GetUtcNow());
        house.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(new DeliverySummary(1, 0, 0), await house.DeliverAsync());
    }

    [Theory]
    [InlineData("552 too big")]
    [InlineData("554 5.3.4 message too big")]
    public async Task Deliver_TooBigWithoutImages_ComesAsTextUnderTheSameMessageId(string reply)
    {
        await using var relay = new ScriptedSmtpServer().On("END", reply);
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport, wantsImages: false);
        var whole = await house.AskAsync<string>("select message_id from outbox");

        await house.DeliverAsync();

        var mail = ParsedMail.Read(Assert.Single(relay.Accepted));
        Assert.Equal($"<{whole}>", mail["Message-ID"]);
        Assert.Equal("text/plain", mail.MediaType);
        Assert.Contains("412", mail.Text, StringComparison.Ordinal);
        Assert.Equal((long)MailReduction.TextOnly, await house.AskAsync<long>("select reduced from outbox"));
        Assert.Equal(("sent", 1L), (await house.AskAsync<string>("select state from outbox"), await house.AskAsync<long>("select attempts from outbox")));
    }

    [Fact]
    public async Task Deliver_TooBigAgainAndAgain_LosesTheImagesThenTheHtmlThenFails()
    {
        await using var relay = new ScriptedSmtpServer().On("END", "552 5.3.4 too big", "552 5.3.4 too big", "552 5.3.4 too big");
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport);
        Assert.Contains("image/png", System.Text.Encoding.ASCII.GetString(await RenderedAsync(house)), StringComparison.Ordinal);

        await house.DeliverAsync();

        Assert.Equal("failed", await house.AskAsync<string>("select state from outbox"));
        Assert.Equal(2, await house.AskAsync<long>("select reduced from outbox"));
        Assert.DoesNotContain("text/html", System.Text.Encoding.ASCII.GetString(await RenderedAsync(house)), StringComparison.Ordinal);
        Assert.Equal(3, relay.Commands.Count(command => command == "DATA"));
        Assert.True(await house.AskAsync<long>("select count(*) from owed_finding where outbox_id is null") > 0);   // the next digest tells them
    }

    [Fact]
    public async Task Deliver_TooBigOnce_LosesTheImagesOnly()
    {
        await using var relay = new ScriptedSmtpServer().On("END", "552 5.3.4 too big");
        await using var transport = Transport(relay);
        await using var house = await OpenAsync(transport);

        await house.DeliverAsync();

        var mail = ParsedMail.Read(Assert.Single(relay.Accepted));
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.MediaType));
        Assert.Equal(1, await house.AskAsync<long>("select reduced from outbox"));
    }

    [Fact]
    public async Task Deliver_AlertTooBig_ComesAsText()
    {
        await using var relay = new ScriptedSmtpServer().On("END", "552 5.3.4 too big");
        await using var transport = Transport(relay);
        await using var house = new MailHouse(transport, settings => settings with { Recipients = [MailHouse.Alerted()] });
        await house.OpenAsync();
        await house.ContradictAsync(412, 690);

        await house.RunAsync(TimeSpan.FromMinutes(3));

        var mail = ParsedMail.Read(Assert.Single(relay.Accepted));
        Assert.Equal(("text/plain", "alert"), (mail.MediaType, mail["X-Watcher-Kind"]));
    }

    private static SmtpTransport Transport(ScriptedSmtpServer relay) =>
        new(new SmtpOptions { Host = "127.0.0.1", Port = relay.Port, Security = SmtpSecurity.None }, TimeProvider.System);

    private static async Task<byte[]> RenderedAsync(MailHouse house) =>
        await house.Host.OutboxQueries.RenderedAsync((await house.AskAsync<string>("select id from outbox"))!, CancellationToken.None);

    /// <summary>One contradiction, composed for each reader and not delivered yet.</summary>
    private static async Task<MailHouse> OpenAsync(IMailTransport transport, string[]? readers = null, bool wantsImages = true)
    {
        var house = new MailHouse(transport, settings => settings with
        {
            Recipients = [.. (readers ?? ["editor"]).Select(id => PassHost.Reader(id: id) with { WantsImages = wantsImages })],
        });
        await house.OpenAsync();
        await house.ContradictAsync(412, 690);
        Assert.NotEmpty((await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None)).Composed);
        return house;
    }
}
