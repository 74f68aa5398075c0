using System.ComponentModel.DataAnnotations;

namespace Watcher.Worker.Options;

/// <summary>Section <c>Mail</c>: by which way mails leave.</summary>
internal sealed record MailOptions
{
    public const string Section = "Mail";

    [AllowedValues("pickup", "smtp", "mailkit", ErrorMessage = "Mail:Transport can be pickup, smtp or mailkit")]
    public string Transport { get; set; } = "pickup";

    /// <summary>One .eml a mail; empty = mail in the data directory.</summary>
    public string PickupDirectory { get; set; } = "";
}

/// <summary>Section <c>Smtp</c>: the relay. The password comes from the environment or a secret file, never from YAML.</summary>
internal sealed record SmtpSection
{
    public const string Section = "Smtp";

    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    [AllowedValues("starttls", "tls", "none", ErrorMessage = "Smtp:Security can be starttls, tls or none")]
    public string Security { get; set; } = "starttls";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string PasswordFile { get; set; } = "";

    /// <summary>Whether a revoked certificate is refused; leave it off with a private root.</summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>The name in EHLO; empty = the name of this host.</summary>
    public string ClientName { get; set; } = "";
}
