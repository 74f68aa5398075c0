using Watcher.Mail;
using Watcher.Mail.MailKit;

namespace Watcher.Worker.Tests.Mail;

/// <summary>The contract of every transport, kept through MailKit. Built with <c>-p:WithMailKit=true</c> only.</summary>
public sealed class MailKitTransportTests : MailTransportContract
{
    private readonly ScriptedSmtpServer _relay = new();

    [Theory]
    [InlineData("RCPT", "550 5.1.1 unknown", DeliveryFault.Recipient)]
    [InlineData("END", "550 5.7.1 spam", DeliveryFault.Policy)]
    [InlineData("END", "552 5.3.4 too big", DeliveryFault.Content)]
    public async Task Send_RelayRefuses_SaysWhoseFault(string step, string reply, DeliveryFault fault)
    {
        _relay.On(step, reply);
        await using var transport = NewTransport();

        Assert.Equal(fault, Assert.IsType<Delivery.Rejected>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None)).Fault);
    }

    [Fact]
    public async Task Send_AnswerLostAfterTheDot_IsUnknown()
    {
        _relay.On("END", ScriptedSmtpServer.Drop);
        await using var transport = NewTransport();

        Assert.IsType<Delivery.Unknown>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));
    }

    public override async Task DisposeAsync() => await _relay.DisposeAsync();

    protected override IMailTransport NewTransport() => new MailKitTransport(Options(_relay.Port));

    protected override IMailTransport NewTransportToNowhere() => new MailKitTransport(Options(1));

    protected override Task<IReadOnlyList<byte[]>> ArrivedAsync() => Task.FromResult<IReadOnlyList<byte[]>>([.. _relay.Accepted]);

    private static SmtpOptions Options(int port) =>
        new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, ClientName = "watcher.example.org" };
}
