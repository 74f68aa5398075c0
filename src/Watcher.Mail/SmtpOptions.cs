using System.Net;
using System.Text;

namespace Watcher.Mail;

/// <summary>The section <c>Smtp</c>. There is no switch to accept an invalid certificate: a private root goes into the system's store.</summary>
public sealed record SmtpOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Empty: no AUTH.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The name given in EHLO; empty: our address as a literal.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>Whether a revoked certificate is refused. A private root publishes no list of revocations: with one, leave it off.</summary>
    public bool CheckCertificateRevocation { get; init; }

    /// <summary>Then QUIT and a new connection; relays drop clients that never leave.</summary>
    public int MaxMessagesPerConnection { get; init; } = 50;

    public SmtpTimeouts Timeouts { get; init; } = new();

    /// <summary>One sentence for each setting that cannot be obeyed; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (IPAddress.TryParse(Host, out var address))
        {
            if (Security == SmtpSecurity.None && !PrivateHosts.Contains(address))
                problems.Add("Smtp:Security=none is accepted only for loopback and private hosts");
        }
        else if (MailAddress.AsciiDomain(Host.Replace('_', '-')) is null)   // container hosts may bear underscores
        {
            problems.Add("Smtp:Host must be a host name or an IP address");
        }

        if (Port is < 1 or > 65535)
            problems.Add("Smtp:Port must be 1 to 65535");
        if (!Enum.IsDefined(Security))
            problems.Add("Smtp:Security must be starttls, tls or none");
        if ((User.Length == 0) != (Password.Length == 0))
            problems.Add("Smtp:User and Smtp:Password belong together");
        if (User.Contains('\0') || Password.Contains('\0'))
            problems.Add("Smtp:User and Smtp:Password must not hold NUL");
        if (ClientName.Length > 0 && MailAddress.AsciiDomain(ClientName) is null)
            problems.Add("Smtp:ClientName must be a host name");
        if (MaxMessagesPerConnection < 1)
            problems.Add("Smtp:MaxMessagesPerConnection must be at least 1");
        return problems;
    }

    /// <summary>The password stays out of logs.</summary>
    private bool PrintMembers(StringBuilder output)
    {
        output.Append(System.Globalization.CultureInfo.InvariantCulture, $"Host = {Host}, Port = {Port}, Security = {Security}, User = {User}");
        return true;
    }
}

public enum SmtpSecurity
{
    /// <summary>Required: a relay that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls,

    /// <summary>Accepted only when every address of the host is loopback or private.</summary>
    None,
}

/// <summary>RFC 5321 §4.5.3.2 asks for minutes everywhere; these are shorter, because a hanging relay holds up every other mail.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>Name lookup and TCP together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>One command and its reply, the TLS handshake, or one block of the body.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the final dot to its reply; cutting it short makes duplicates (RFC 1047).</summary>
    public TimeSpan EndOfData { get; init; } = TimeSpan.FromSeconds(120);

    public TimeSpan WholeMessage { get; init; } = TimeSpan.FromMinutes(5);
}
