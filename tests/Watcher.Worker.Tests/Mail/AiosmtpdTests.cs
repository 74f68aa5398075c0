using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

/// <summary>A test that needs another SMTP implementation than ours: skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AiosmtpdTheoryAttribute : TheoryAttribute
{
    public AiosmtpdTheoryAttribute() => Skip = AiosmtpdRelay.Python is null ? "no python3 with aiosmtpd (apt-get install python3-aiosmtpd)" : null;
}

/// <summary>The built-in client against a relay that other people wrote: STARTTLS, implicit TLS and AUTH.</summary>
public sealed class AiosmtpdTests
{
    [AiosmtpdTheory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Send_WithAuth_ArrivesByteForByte(SmtpSecurity security)
    {
        await using var relay = await AiosmtpdRelay.StartAsync(security);
        var dialogue = new List<string>();
        await using var transport = relay.Transport("s3cret", dialogue.Add);
        var mail = SampleMail.Outgoing(SampleMail.Content with { Subject = "суперечність", Text = ".dots\r\n..\r\n.\r\n" + new string('x', 20_000) + "\r\n" });

        var first = await transport.SendAsync(mail, CancellationToken.None);
        var second = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        await transport.ReleaseAsync(CancellationToken.None);

        Assert.Equal("2.0.0", Assert.IsType<Delivery.Sent>(first).Reply.EnhancedCode);
        Assert.IsType<Delivery.Sent>(second);
        Assert.Equal([mail.Rendered.ToArray(), SampleMail.Outgoing().Rendered.ToArray()], relay.Arrived());
        Assert.DoesNotContain(dialogue, line => line.Contains("s3cret", StringComparison.Ordinal));
        Assert.Contains(dialogue, line => line.StartsWith("*: Tls1", StringComparison.Ordinal));
    }

    [AiosmtpdTheory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Send_WrongPassword_IsConfigurationAndSendsNothing(SmtpSecurity security)
    {
        await using var relay = await AiosmtpdRelay.StartAsync(security);
        await using var transport = relay.Transport("wrong");

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Auth, DeliveryFault.Configuration, 535), (deferred.Phase, deferred.Fault, deferred.Reply.Code));
        Assert.Empty(relay.Arrived());
    }

    [AiosmtpdTheory]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task Send_RefusedRecipientAndTooBig_AreToldApart(SmtpSecurity security)
    {
        await using var relay = await AiosmtpdRelay.StartAsync(security);
        await using var transport = relay.Transport("s3cret");

        var unknown = await transport.SendAsync(
            SampleMail.Outgoing(SampleMail.Content with { To = MailAddress.Parse("nobody@example.org") }), CancellationToken.None);
        var big = await transport.SendAsync(
            SampleMail.Outgoing(SampleMail.Content with { Text = string.Concat(Enumerable.Repeat("sixty letters in one line, and so on for many of them.\r\n", 5_000)) }),
            CancellationToken.None);

        Assert.Equal(DeliveryFault.Recipient, Assert.IsType<Delivery.Rejected>(unknown).Fault);
        Assert.Equal(DeliveryFault.Content, Assert.IsType<Delivery.Rejected>(big).Fault);
    }

    [AiosmtpdTheory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Send_CertificateThatNobodyVouchesFor_IsConfigurationAndSendsNothing(SmtpSecurity security)
    {
        await using var relay = await AiosmtpdRelay.StartAsync(security);
        await using var transport = new SmtpTransport(relay.Options("s3cret"), TimeProvider.System);

        var deferred = Assert.IsType<Delivery.Deferred>(await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None));

        Assert.Equal((DeliveryPhase.Tls, DeliveryFault.Configuration), (deferred.Phase, deferred.Fault));
        Assert.Empty(relay.Arrived());
    }
}

/// <summary>python3-aiosmtpd on loopback, in a process of its own that ends with its standard input.</summary>
internal sealed class AiosmtpdRelay : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watcher-aiosmtpd-");
    private readonly X509Certificate2 _certificate = ScriptedSmtpServer.CertificateFor("localhost");
    private readonly SmtpSecurity _security;
    private readonly Process _process;
    private int _port;

    private AiosmtpdRelay(SmtpSecurity security)
    {
        _security = security;
        var (certificate, key) = (Path.Combine(_folder.FullName, "cert.pem"), Path.Combine(_folder.FullName, "key.pem"));
        File.WriteAllText(certificate, _certificate.ExportCertificatePem());
        using (var ecdsa = _certificate.GetECDsaPrivateKey()!)   // made with one
        {
            File.WriteAllText(key, ecdsa.ExportPkcs8PrivateKeyPem());
        }

        _process = Process.Start(new ProcessStartInfo(Python!)   // the tests are skipped without one
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Mail", "aiosmtpd_relay.py"), _folder.FullName, certificate, key, security == SmtpSecurity.Tls ? "tls" : "starttls",
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>A python3 that has aiosmtpd; Debian's own, when another one comes first in the path. Null for none.</summary>
    public static string? Python { get; } = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(HasAiosmtpd);

    public static async Task<AiosmtpdRelay> StartAsync(SmtpSecurity security)
    {
        var relay = new AiosmtpdRelay(security);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var port = await relay._process.StandardOutput.ReadLineAsync(patience.Token);
        relay._port = int.Parse(port ?? throw new InvalidOperationException("The relay did not start."), CultureInfo.InvariantCulture);
        return relay;
    }

    public SmtpOptions Options(string password) =>
        new() { Host = "localhost", Port = _port, Security = _security, User = "watcher", Password = password, ClientName = "watcher.example.org" };

    public SmtpTransport Transport(string password, Action<string>? dialogue = null) =>
        new(Options(password), TimeProvider.System, dialogue, [_certificate]);

    public IReadOnlyList<byte[]> Arrived() =>
        [.. _folder.EnumerateFiles("*.eml").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName))];

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool HasAiosmtpd(string python)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd.smtp"]) { RedirectStandardError = true })!;
            asked.StandardError.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;   // there is no such program
        }
    }
}
