using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

[SuppressMessage("Design", "CA1001", Justification = "The test framework calls IAsyncLifetime.DisposeAsync, which disposes the relay.")]
public sealed class SmtpTransportTests : MailTransportContract
{
    private readonly ScriptedSmtpServer _relay = new();

    /// <summary>One case a row of the classification table (and of the refinements of it): who is at fault decides what the outbox does.</summary>
    public static TheoryData<string, string, string, Type, DeliveryPhase, DeliveryFault> Refusals => new()
    {
        { "not now, in the greeting", "CONNECT", "421 4.3.2 closing", typeof(Delivery.Deferred), DeliveryPhase.Greeting, DeliveryFault.Transient },
        { "no service for us", "CONNECT", "554 5.7.1 listed", typeof(Delivery.Deferred), DeliveryPhase.Greeting, DeliveryFault.Relay },
        { "not SMTP", "CONNECT", "HTTP/1.1 400 Bad Request", typeof(Delivery.Deferred), DeliveryPhase.Greeting, DeliveryFault.Relay },
        { "4xx on MAIL", "MAIL", "451 4.3.0 busy", typeof(Delivery.Deferred), DeliveryPhase.MailFrom, DeliveryFault.Transient },
        { "421 on MAIL", "MAIL", "421 4.7.0 too fast", typeof(Delivery.Deferred), DeliveryPhase.MailFrom, DeliveryFault.Transient },
        { "authentication required", "MAIL", "530 5.7.0 log in first", typeof(Delivery.Deferred), DeliveryPhase.MailFrom, DeliveryFault.Configuration },
        { "sender refused", "MAIL", "550 5.7.1 not for you", typeof(Delivery.Rejected), DeliveryPhase.MailFrom, DeliveryFault.Policy },
        { "too big by MAIL", "MAIL", "552 5.3.4 too big", typeof(Delivery.Rejected), DeliveryPhase.MailFrom, DeliveryFault.Content },
        { "greylisted", "RCPT", "450 4.2.0 come back", typeof(Delivery.Deferred), DeliveryPhase.RcptTo, DeliveryFault.Transient },
        { "no such mailbox", "RCPT", "550 5.1.1 unknown", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Recipient },
        { "null MX", "RCPT", "556 5.1.10 takes no mail", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Recipient },
        { "mailbox disabled", "RCPT", "550 5.2.1 disabled", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Recipient },
        { "mailbox full", "RCPT", "552 5.2.2 over quota", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Recipient },
        { "no enhanced code", "RCPT", "550 unknown user", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Recipient },
        { "relaying denied", "RCPT", "550 5.7.1 relaying denied", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Policy },
        { "bad sequence", "RCPT", "503 not now", typeof(Delivery.Rejected), DeliveryPhase.RcptTo, DeliveryFault.Policy },
        { "4xx on DATA", "DATA", "451 4.3.0 disk", typeof(Delivery.Deferred), DeliveryPhase.Data, DeliveryFault.Transient },
        { "5xx on DATA", "DATA", "554 5.5.1 no", typeof(Delivery.Rejected), DeliveryPhase.Data, DeliveryFault.Policy },
        { "4xx after the dot", "END", "451 4.7.1 try later", typeof(Delivery.Deferred), DeliveryPhase.EndOfData, DeliveryFault.Transient },
        { "421 after the dot", "END", "421 4.3.2 closing", typeof(Delivery.Deferred), DeliveryPhase.EndOfData, DeliveryFault.Transient },
        { "unauthenticated mail", "END", "550 5.7.26 no SPF, no DKIM", typeof(Delivery.Rejected), DeliveryPhase.EndOfData, DeliveryFault.Policy },
        { "too big after the dot", "END", "552 too much mail data", typeof(Delivery.Rejected), DeliveryPhase.EndOfData, DeliveryFault.Content },
        { "too big by enhanced code", "END", "554 5.3.4 too big", typeof(Delivery.Rejected), DeliveryPhase.EndOfData, DeliveryFault.Content },
        { "mailbox unknown after the dot", "END", "550 5.1.1 unknown", typeof(Delivery.Rejected), DeliveryPhase.EndOfData, DeliveryFault.Recipient },
        { "dropped before MAIL", "EHLO", ScriptedSmtpServer.Drop, typeof(Delivery.Deferred), DeliveryPhase.Greeting, DeliveryFault.Relay },
        { "dropped at RCPT", "RCPT", ScriptedSmtpServer.Drop, typeof(Delivery.Deferred), DeliveryPhase.RcptTo, DeliveryFault.Transient },
        { "dropped at DATA", "DATA", ScriptedSmtpServer.Drop, typeof(Delivery.Deferred), DeliveryPhase.Data, DeliveryFault.Transient },
        { "two codes in one reply", "MAIL", "250-ok\n550 no", typeof(Delivery.Deferred), DeliveryPhase.MailFrom, DeliveryFault.Transient },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Send_RelayRefuses_SaysWhereAndWhoseFault(string name, string step, string reply, Type outcome, DeliveryPhase phase, DeliveryFault fault)
    {
        _relay.On(step, reply);
        await using var transport = NewTransport();

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        var observed = delivery switch
        {
            Delivery.Deferred deferred => deferred.Fault,
            Delivery.Rejected rejected => rejected.Fault,
            _ => (DeliveryFault?)null,
        };
        Assert.True((outcome, phase, fault) == (delivery.GetType(), delivery.Phase, observed), $"{name}: {delivery}");
        Assert.Empty(_relay.Accepted);
    }

    [Theory]
    [InlineData("connection lost", ScriptedSmtpServer.Drop)]
    [InlineData("garbage", "what?")]
    [InlineData("a reply that makes no sense", "354 go on")]
    public async Task Send_AnswerLostAfterTheDot_IsUnknown(string name, string reply)
    {
        _relay.On("END", reply);
        await using var transport = NewTransport();

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.True(delivery is Delivery.Unknown { Phase: DeliveryPhase.EndOfData }, $"{name}: {delivery}");
    }

    [Fact]
    public async Task Send_SilenceAfterTheDot_IsUnknownAfterItsOwnLimit()
    {
        var clock = new ManualClock();
        _relay.On("END", ScriptedSmtpServer.Silence);
        await using var transport = new SmtpTransport(Options(), clock);

        var sending = transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await _relay.ReachedAsync("END");
        clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<Delivery.Unknown>(await sending);
    }

    [Fact]
    public async Task Send_SilenceAtACommand_IsDeferredAfterItsLimit()
    {
        var clock = new ManualClock();
        _relay.On("RCPT", ScriptedSmtpServer.Silence);
        await using var transport = new SmtpTransport(Options(), clock);

        var sending = transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await _relay.ReachedAsync("RCPT");
        clock.Advance(TimeSpan.FromSeconds(61));

        var deferred = Assert.IsType<Delivery.Deferred>(await sending);
        Assert.Equal((DeliveryPhase.RcptTo, DeliveryFault.Transient), (deferred.Phase, deferred.Fault));
        Assert.Equal("the relay was silent for 60 s", deferred.Reply.Text);
    }

    [Fact]
    public async Task Send_LimitForTheWholeMessage_Ends()
    {
        var clock = new ManualClock();
        _relay.On("RCPT", ScriptedSmtpServer.Silence);
        await using var transport = new SmtpTransport(Options() with { Timeouts = new() { Command = TimeSpan.FromHours(1) } }, clock);

        var sending = transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await _relay.ReachedAsync("RCPT");
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("the limit for one message ran out", Assert.IsType<Delivery.Deferred>(await sending).Reply.Text);
    }

    [Fact]
    public async Task Send_CancelledAfterTheDot_StillReportsTheOutcome()
    {
        var clock = new ManualClock();
        using var cancel = new CancellationTokenSource();
        _relay.On("END", ScriptedSmtpServer.Silence);
        await using var transport = new SmtpTransport(Options(), clock);

        var sending = transport.SendAsync(SampleMail.Outgoing(), cancel.Token);
        await _relay.ReachedAsync("END");
        await cancel.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(121));

        Assert.IsType<Delivery.Unknown>(await sending);
    }

    [Fact]
    public async Task Send_CancelledBeforeTheDot_Throws()
    {
        using var cancel = new CancellationTokenSource();
        _relay.On("RCPT", ScriptedSmtpServer.Silence);
        await using var transport = NewTransport();

        var sending = transport.SendAsync(SampleMail.Outgoing(), cancel.Token);
        await _relay.ReachedAsync("RCPT");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Send_ReplyOfSeveralLines_KeepsCodesAndText()
    {
        _relay.On("RCPT", "550-5.1.1 No such mailbox.\n550 5.1.1 Ask the postmaster.\u0007");
        await using var transport = NewTransport();

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.Equal(new RelayReply(550, "5.1.1", "No such mailbox. Ask the postmaster."), delivery.Reply);
    }

    [Fact]
    public async Task Send_ReplyTextThatOnlyLooksLikeAnEnhancedCode_IsText()
    {
        _relay.On("END", "250 2.0 GB free");
        await using var transport = NewTransport();

        Assert.Equal(new RelayReply(250, null, "2.0 GB free"), (await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None)).Reply);
    }

    [Fact]
    public async Task Send_RelayWithoutEhlo_IsGreetedTheOldWay()
    {
        _relay.On("EHLO", "502 5.5.1 what?");
        await using var transport = NewTransport();

        Assert.IsType<Delivery.Sent>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));
        Assert.Contains("HELO [127.0.0.1]", _relay.Commands);
        Assert.Contains("MAIL FROM:<watcher@example.org>", _relay.Commands);
    }

    [Fact]
    public async Task Send_MailAboveTheOfferedSize_IsNotTriedAndIsContent()
    {
        await using var relay = new ScriptedSmtpServer { Offers = ["SIZE 100"] };
        await using var transport = new SmtpTransport(Options(relay), TimeProvider.System);

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.Equal(DeliveryFault.Content, Assert.IsType<Delivery.Rejected>(delivery).Fault);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_SecondMail_ReusesTheConnectionAfterReset()
    {
        await using var transport = NewTransport();

        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.Equal((1, 2), (_relay.Connections, _relay.Accepted.Count));
        Assert.Single(_relay.Commands, "RSET");
    }

    [Fact]
    public async Task Send_RecipientRefused_DoesNotHurtTheNextMail()
    {
        _relay.On("RCPT", "250 ok", "550 5.1.1 unknown", "250 ok");
        await using var transport = NewTransport();

        var outcomes = new List<Delivery>();
        for (var mail = 0; mail < 3; mail++)
            outcomes.Add(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal([typeof(Delivery.Sent), typeof(Delivery.Rejected), typeof(Delivery.Sent)], outcomes.Select(outcome => outcome.GetType()));
        Assert.Equal(1, _relay.Connections);
    }

    [Theory]
    [InlineData("RSET", "421 4.4.2 idle too long")]
    [InlineData("RSET", ScriptedSmtpServer.Drop)]
    [InlineData("MAIL", "421 4.7.0 enough for now")]
    public async Task Send_KeptConnectionIsGone_ReconnectsOnce(string step, string reply)
    {
        await using var transport = NewTransport();
        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        _relay.On(step, reply);

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.IsType<Delivery.Sent>(delivery);
        Assert.Equal(2, _relay.Connections);
    }

    [Fact]
    public async Task Send_MoreThanTheMostPerConnection_ReconnectsAndSaysGoodbye()
    {
        await using var transport = new SmtpTransport(Options() with { MaxMessagesPerConnection = 2 }, TimeProvider.System);

        for (var mail = 0; mail < 3; mail++)
            await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.Equal((2, 3), (_relay.Connections, _relay.Accepted.Count));
        Assert.Single(_relay.Commands, "QUIT");
    }

    [Fact]
    public async Task Send_AddressBeyondAscii_NeedsAndUsesSmtpUtf8()
    {
        var content = SampleMail.Content with { To = MailAddress.Parse("редактор@example.org") };
        await using var relay = new ScriptedSmtpServer { Offers = ["8BITMIME", "SMTPUTF8"] };
        await using var able = new SmtpTransport(Options(relay), TimeProvider.System);
        await using var unable = NewTransport();

        var sent = await able.SendAsync(SampleMail.Outgoing(content), CancellationToken.None);
        var rejected = await unable.SendAsync(SampleMail.Outgoing(content), CancellationToken.None);

        Assert.IsType<Delivery.Sent>(sent);
        Assert.Contains("MAIL FROM:<watcher@example.org> BODY=8BITMIME SMTPUTF8", relay.Commands);
        Assert.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("RCPT TO:<редактор@example.org>")), relay.Commands);
        Assert.Equal(DeliveryFault.Recipient, Assert.IsType<Delivery.Rejected>(rejected).Fault);
    }

    [Fact]
    public async Task Send_PlainAddresses_NeverAskForSmtpUtf8()
    {
        await using var relay = new ScriptedSmtpServer { Offers = ["8BITMIME", "SMTPUTF8"] };
        await using var transport = new SmtpTransport(Options(relay), TimeProvider.System);

        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.Contains("MAIL FROM:<watcher@example.org>", relay.Commands);
    }

    [Fact]
    public async Task Send_UnencryptedToAPublicHost_IsRefusedAtTheConstructor()
    {
        Assert.Throws<ArgumentException>(() => new SmtpTransport(new SmtpOptions { Host = "192.0.2.1", Security = SmtpSecurity.None }, TimeProvider.System));
        await using var encrypted = new SmtpTransport(new SmtpOptions { Host = "192.0.2.1" }, TimeProvider.System);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("fd12::1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::ffff:192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    public void PrivateHosts_Address_IsPrivateOrNot(string address, bool expected) => Assert.Equal(expected, PrivateHosts.Contains(IPAddress.Parse(address)));

    [Fact]
    public async Task Probe_RelayReady_SendsNothing()
    {
        await using var transport = new SmtpTransport(Options(), TimeProvider.System);

        Assert.Null(await transport.ProbeAsync(CancellationToken.None));
        Assert.Equal(["EHLO [127.0.0.1]", "QUIT"], _relay.Commands);
    }

    public override async Task DisposeAsync() => await _relay.DisposeAsync();

    protected override IMailTransport NewTransport() => new SmtpTransport(Options(), TimeProvider.System);

    protected override IMailTransport NewTransportToNowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;   // nobody listens there once it is closed
        return new SmtpTransport(Options() with { Port = port }, TimeProvider.System);
    }

    protected override Task<IReadOnlyList<byte[]>> ArrivedAsync() => Task.FromResult<IReadOnlyList<byte[]>>([.. _relay.Accepted]);

    private SmtpOptions Options() => Options(_relay);

    private static SmtpOptions Options(ScriptedSmtpServer relay) => new() { Host = "127.0.0.1", Port = relay.Port, Security = SmtpSecurity.None };
}
