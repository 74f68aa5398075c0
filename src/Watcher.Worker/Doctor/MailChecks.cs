using Watcher.Mail;
using Watcher.Worker.Cli;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Doctor;

/// <summary>The relay, and the records that other servers ask about mail in our name.</summary>
internal static class MailChecks
{
    /// <summary>The settings of the transport; with <paramref name="asks"/> the relay is asked as far as AUTH. No mail is sent.</summary>
    public static async Task<Diagnosis> SmtpAsync(Examination of, bool asks, CancellationToken cancellationToken)
    {
        const string Name = "smtp";
        var transport = of.Mail.Transport;
        try
        {
            await using var made = Transports.Create(of.Settings, TimeProvider.System);
            if (transport == "pickup")
            {
                return asks
                    ? Diagnosis.Warn(Name, "mail goes to the pickup folder, no relay is configured", "Mail__Transport=smtp and Smtp__Host=… to send")
                    : Diagnosis.Ok(Name, "mail goes to the pickup folder");
            }

            if (of.Rules?.Configuration.Recipients is [{ Id: WatcherConfiguration.PreviewRecipient }])
            {
                return Diagnosis.Fail(Name, $"Mail:Transport is {transport} and there is no recipients.yaml", "copy config/recipients.example.yaml to config/recipients.yaml");
            }

            var relay = $"{of.Settings["Smtp:Host"]}:{of.Settings["Smtp:Port"] ?? "587"}";
            if (!asks || made is not SmtpTransport smtp)
            {
                return Diagnosis.Ok(Name, $"{transport} by {relay}, not asked (--smtp asks)");
            }

            return await smtp.ProbeAsync(cancellationToken) is { } refusal ? Refused(relay, refusal) : Diagnosis.Ok(Name, $"{relay} takes our EHLO, TLS and AUTH");
        }
        catch (VerbException e)
        {
            return Diagnosis.Fail(Name, e.Message, e.Fix ?? "see the Smtp section of appsettings.json");
        }
    }

    /// <summary>SPF, DKIM and DMARC of the From domain. DKIM selectors are the relay's, so only their absence of a policy can be seen.</summary>
    public static async Task<Diagnosis> SenderAsync(Examination of, TxtLookup? names, CancellationToken cancellationToken)
    {
        const string Name = "sender";
        if (of.Rules is not { Configuration.Policy: var policy })
        {
            return Diagnosis.Warn(Name, "not looked at: the configuration is not valid", "watcher check");
        }

        var domain = policy.From[(policy.From.LastIndexOf('@') + 1)..];
        if (domain is "localhost" || !domain.Contains('.', StringComparison.Ordinal))
        {
            return Diagnosis.Warn(Name, $"mail.from is {policy.From}: no other server takes mail from it", "set mail.from in watcher.yaml to an address of a domain of yours");
        }

        if (names is null)
        {
            return Diagnosis.Fail(Name, "the host has no name server", "name one in /etc/resolv.conf");
        }

        try
        {
            var spf = (await names.AskAsync(domain, cancellationToken)).FirstOrDefault(t => t.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase));
            var dmarc = (await names.AskAsync($"_dmarc.{domain}", cancellationToken)).FirstOrDefault(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase));
            var dkim = (await names.AskAsync($"_domainkey.{domain}", cancellationToken)).Count > 0;
            var text = $"{domain}: SPF {(spf is null ? "missing" : "present")}, DMARC {(dmarc is null ? "missing" : "present")}, DKIM {(dkim ? "policy present" : "selector known to the relay only")}";
            return spf is null
                ? Diagnosis.Warn(Name, text, $"add a TXT record to {domain} that lists the relay: v=spf1 include:… -all")
                : dmarc is null ? Diagnosis.Warn(Name, text, $"add a TXT record to _dmarc.{domain}: v=DMARC1; p=none; rua=mailto:…")
                : spf.EndsWith("+all", StringComparison.OrdinalIgnoreCase) ? Diagnosis.Warn(Name, $"{text}; SPF allows everyone (+all)", "end it with -all or ~all")
                : Diagnosis.Ok(Name, text);
        }
        catch (IOException e)
        {
            return Diagnosis.Fail(Name, $"{domain}: {e.Message}", "check the host's name server");
        }
    }

    private static Diagnosis Refused(string relay, Mail.Delivery refusal)
    {
        var reply = refusal.Reply;
        var isOurs = refusal is Mail.Delivery.Deferred { Fault: DeliveryFault.Configuration };
        var said = string.Join(' ', new[] { reply.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture), reply.EnhancedCode, reply.Text }.Where(part => part is { Length: > 0 }));
        var fix = reply.Code is 530 or 534 or 535 ? "check Smtp__User and the file behind Smtp__PasswordFile"
            : isOurs ? "check Smtp__Host, Smtp__Port and Smtp__Security; a certificate must be valid for the host"
            : "check Smtp__Host and Smtp__Port, and that the host lets connections out to it";
        return Diagnosis.Fail("smtp", $"{relay} refuses at {refusal.Phase}: {said}", fix);
    }
}
