using System.Globalization;
using Watcher.Mail;
using Watcher.Worker.Cli;
using Watcher.Worker.Options;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail transport that the settings name.</summary>
internal static class Transports
{
    /// <summary>Assembly and type of the optional transport; present only in builds with <c>-p:WithMailKit=true</c>.</summary>
    private const string MailKitTransport = "Watcher.Mail.MailKit.MailKitTransport, Watcher.Mail.MailKit";

    /// <param name="dialogue">Hears the SMTP dialogue of the built-in client, secrets hidden; null for nobody.</param>
    /// <exception cref="VerbException">A setting cannot be obeyed.</exception>
    public static IMailTransport Create(IConfiguration settings, TimeProvider time, Action<string>? dialogue = null)
    {
        var mail = settings.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
        switch (mail.Transport)
        {
            case "pickup":
                return new PickupDirectoryTransport(Pickup(settings, mail));
            case "smtp":
                return new SmtpTransport(Smtp(settings), time, dialogue);
            case "mailkit":
                var type = Type.GetType(MailKitTransport, throwOnError: false) ?? throw new VerbException(
                    ExitCodes.ConfigurationInvalid, "config_invalid", "Mail:Transport is mailkit, and this build has no MailKit in it",
                    "build with -p:WithMailKit=true, or set Mail__Transport=smtp");
                return (IMailTransport)Activator.CreateInstance(type, Smtp(settings))!;   // a type of ours with this constructor
            default:
                throw new VerbException(
                    ExitCodes.ConfigurationInvalid, "config_invalid", $"Mail:Transport '{mail.Transport}' is none of pickup, smtp, mailkit", null);
        }
    }

    /// <summary>How mails leave, in words and without a secret: "smtp mail.example.org:587 (starttls)".</summary>
    public static string Describe(IConfiguration settings)
    {
        var mail = settings.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
        var smtp = settings.GetSection(SmtpSection.Section).Get<SmtpSection>() ?? new SmtpSection();
        return mail.Transport == "pickup"
            ? $"pickup {Pickup(settings, mail)}" : string.Create(CultureInfo.InvariantCulture, $"{mail.Transport} {smtp.Host}:{smtp.Port} ({smtp.Security})");
    }

    private static string Pickup(IConfiguration settings, MailOptions mail) =>
        mail.PickupDirectory.Length > 0 ? mail.PickupDirectory : Path.Combine(Settings.DataDirectory(settings), "mail");

    private static SmtpOptions Smtp(IConfiguration settings)
    {
        var section = settings.GetSection(SmtpSection.Section).Get<SmtpSection>() ?? new SmtpSection();
        var options = new SmtpOptions
        {
            Host = section.Host,
            Port = section.Port,
            Security = Enum.TryParse<SmtpSecurity>(section.Security, ignoreCase: true, out var security) ? security : throw new VerbException(
                ExitCodes.ConfigurationInvalid, "config_invalid", $"Smtp:Security '{section.Security}' is none of starttls, tls, none", null),
            User = section.User,
            Password = section.Password,
            ClientName = section.ClientName,
            CheckCertificateRevocation = section.CheckCertificateRevocation,
        };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new VerbException(
            ExitCodes.ConfigurationInvalid, "config_invalid", string.Join('\n', problems.Select(p => $"Smtp: {p}")), "see the Smtp section of appsettings.json");
    }
}
