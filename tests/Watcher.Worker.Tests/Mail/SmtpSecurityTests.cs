using System.Security.Cryptography.X509Certificates;
using System.Text;
using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

/// <summary>Encryption and credentials: whatever is not right, nothing is sent, and never in the clear.</summary>
public sealed class SmtpSecurityTests : IDisposable
{
    private static readonly string[] s_insideTls = ["AUTH PLAIN LOGIN"];

    private readonly X509Certificate2 _certificate = ScriptedSmtpServer.CertificateFor("localhost");

    [Fact]
    public async Task Send_StartTls_GreetsAgainAndAuthenticatesInsideTls()
    {
        await using var relay = StartTlsRelay();
        var dialogue = new List<string>();
        await using var transport = Transport(relay, dialogue: dialogue.Add);

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await transport.ReleaseAsync(CancellationToken.None);

        Assert.IsType<Delivery.Sent>(delivery);
        Assert.Equal(
            ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"], relay.Commands.Select(command => command.Split(' ')[0]));
        Assert.Contains($"AUTH PLAIN {Base64("\0user\0s3cret")}", relay.Commands);
        Assert.Contains("C: AUTH PLAIN ********", dialogue);
        Assert.DoesNotContain(dialogue, line => line.Contains(Base64("\0user\0s3cret"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ImplicitTls_SpeaksTlsFromTheFirstByte()
    {
        await using var relay = new ScriptedSmtpServer { Certificate = _certificate, ImplicitTls = true };
        await using var transport = Transport(relay, SmtpSecurity.Tls);

        Assert.IsType<Delivery.Sent>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));
        Assert.Equal("EHLO", relay.Commands.First().Split(' ')[0]);
    }

    [Fact]
    public async Task Send_RelayOffersLoginOnly_UsesLogin()
    {
        await using var relay = StartTlsRelay(["AUTH LOGIN"]);
        await using var transport = Transport(relay);

        Assert.IsType<Delivery.Sent>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));
        Assert.Equal(["AUTH LOGIN", Base64("user"), Base64("s3cret")], relay.Commands.SkipWhile(command => command != "AUTH LOGIN").Take(3));
    }

    [Fact]
    public async Task Send_RelayOffersNoStartTls_SendsNothing()
    {
        await using var relay = new ScriptedSmtpServer { Offers = s_insideTls };
        await using var transport = Transport(relay);

        RequireMisconfigured(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None), DeliveryPhase.Tls);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Send_UnknownRoot_IsConfigurationAndNothingIsSent(SmtpSecurity security)
    {
        await using var relay = Relay(security, _certificate);
        await using var transport = new SmtpTransport(Options(relay, security), TimeProvider.System);   // the system's roots

        RequireMisconfigured(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None), DeliveryPhase.Tls);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherHost_IsConfigurationAndNothingIsSent()
    {
        using var other = ScriptedSmtpServer.CertificateFor("other.example.org");
        await using var relay = Relay(SmtpSecurity.StartTls, other);
        await using var transport = new SmtpTransport(Options(relay, SmtpSecurity.StartTls), TimeProvider.System, null, [other]);

        RequireMisconfigured(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None), DeliveryPhase.Tls);
        Assert.Empty(relay.Accepted);
    }

    [Fact]
    public async Task Send_HandshakeThatIsNoTls_IsRelay()
    {
        await using var relay = new ScriptedSmtpServer();   // answers in the clear where TLS is expected
        await using var transport = Transport(relay, SmtpSecurity.Tls);

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Tls, DeliveryFault.Relay), (deferred.Phase, deferred.Fault));
    }

    [Fact]
    public async Task Send_RelayDropsAtTheHandshake_IsRelay()
    {
        await using var relay = StartTlsRelay().On("STARTTLS", ScriptedSmtpServer.Drop);
        await using var transport = Transport(relay);

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Tls, DeliveryFault.Relay), (deferred.Phase, deferred.Fault));
    }

    [Fact]
    public async Task Send_WordsInTheClearAfterStartTls_AreNotReadAsEncrypted()
    {
        await using var relay = StartTlsRelay().On("STARTTLS", "220 go ahead\n250 injected");
        await using var transport = Transport(relay);

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Tls, DeliveryFault.Relay), (deferred.Phase, deferred.Fault));
        Assert.Empty(relay.Accepted);
    }

    [Theory]
    [InlineData("535 5.7.8 wrong", DeliveryFault.Configuration)]
    [InlineData("534 5.7.9 too weak", DeliveryFault.Configuration)]
    [InlineData("504 5.5.4 not that one", DeliveryFault.Configuration)]
    [InlineData("454 4.7.0 directory is down", DeliveryFault.Transient)]
    public async Task Send_CredentialsRefused_NeverGoesOnWithoutThem(string reply, DeliveryFault fault)
    {
        await using var relay = StartTlsRelay().On("AUTH", reply);
        await using var transport = Transport(relay);

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Auth, fault), (deferred.Phase, deferred.Fault));
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_RelayOffersNoAuth_NeverGoesOnWithoutIt()
    {
        await using var relay = StartTlsRelay(["AUTH CRAM-MD5"]);
        await using var transport = Transport(relay);

        RequireMisconfigured(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None), DeliveryPhase.Auth);
        Assert.Empty(relay.Accepted);
    }

    public void Dispose() => _certificate.Dispose();

    private static void RequireMisconfigured(Delivery delivery, DeliveryPhase phase)
    {
        var deferred = Assert.IsType<Delivery.Deferred>(delivery);
        Assert.Equal((phase, DeliveryFault.Configuration, false), (deferred.Phase, deferred.Fault, deferred.CountsAsAttempt));
    }

    private ScriptedSmtpServer StartTlsRelay(IReadOnlyList<string>? insideTls = null) =>
        new() { Certificate = _certificate, Offers = ["STARTTLS"], OffersInsideTls = insideTls ?? s_insideTls };

    private static ScriptedSmtpServer Relay(SmtpSecurity security, X509Certificate2 certificate) =>
        new() { Certificate = certificate, Offers = ["STARTTLS"], ImplicitTls = security == SmtpSecurity.Tls };

    private SmtpTransport Transport(ScriptedSmtpServer relay, SmtpSecurity security = SmtpSecurity.StartTls, Action<string>? dialogue = null) =>
        new(Options(relay, security), TimeProvider.System, dialogue, [_certificate]);

    private static SmtpOptions Options(ScriptedSmtpServer relay, SmtpSecurity security) =>
        new() { Host = "localhost", Port = relay.Port, Security = security, User = "user", Password = "s3cret" };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
