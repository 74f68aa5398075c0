using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Digests that were composed, sent again, and the test mail: <c>digest list</c>, <c>resend</c>, <c>send-test</c>.</summary>
internal static class SentDigestVerbs
{
    public static Command List()
    {
        var recipient = new Option<string?>("--recipient") { Description = "Only this recipient's.", HelpName = "ID" };
        var since = new Option<string?>("--since") { Description = "Composed since: 7d, 12h or a date.", HelpName = "T" };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists the digests that were composed, newest first.") { recipient, since, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, isReader: true, cancellationToken);
            var digests = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(
                "all", "digest", parsed.GetValue(recipient), When.Read(parsed.GetValue(since), "--since"), parsed.GetValue(limit), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(JsonSerializer.Serialize(
                    new
                    {
                        schema = "watcher.digests/1",
                        digests = digests.Select(mail => new
                        {
                            id = mail.Name,
                            outbox = mail.Id,
                            list = mail.ListId,
                            recipient = mail.RecipientId,
                            window = new { from = Instant(mail.WindowFrom), to = Instant(mail.WindowTo) },
                            subject = mail.Subject,
                            findings = mail.Findings,
                            state = mail.State,
                            composed = Instant(mail.CreatedAt),
                            sent = mail.SentAt is { } sent ? Instant(sent) : null,
                            message_id = mail.MessageId,
                        }),
                    },
                    JsonText.Indented));
                return ExitCodes.Done;
            }

            foreach (var mail in digests)
            {
                output.WriteLine(TerminalText.Escape(string.Create(
                    CultureInfo.InvariantCulture, $"{mail.Name}  {mail.State,-8}  {mail.Findings,4} findings  {OutboxVerbs.Masked(mail),-24}  {mail.Subject}")));
            }

            if (digests.Count == 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("No digests yet. watcher digest preview LIST shows the next one.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    public static Command Resend()
    {
        var id = new Argument<string>("id") { Description = "Id of a digest, or of a mail in the outbox." };
        var yes = new Option<bool>("--yes") { Description = "Do it; without this nothing is sent." };
        var command = new Command("resend", "Sends a mail once more: the same content under a new Message-ID, its subject marked (resent).") { id, yes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, isReader: true, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var mail = await OutboxVerbs.FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            if (!parsed.GetValue(yes))
            {
                throw new VerbException(
                    ExitCodes.WrongUsage, "needs_yes", $"This sends \"{mail.Subject}\" to {OutboxVerbs.Masked(mail)} once more.", $"watcher digest resend {mail.Name} --yes");
            }

            var recipient = configuration.Recipients.FirstOrDefault(r => r.Id == mail.RecipientId) ?? throw new VerbException(
                ExitCodes.NotFound, "not_found", $"{mail.RecipientId} is no recipient any more.", "recipients.yaml");
            var rendered = await queries.RenderedAsync(mail.Id, cancellationToken);
            if (rendered.Length == 0)
            {
                throw new VerbException(ExitCodes.NotFound, "not_found", $"The text of {mail.Name} was erased when its retention ended.", "retention: in watcher.yaml");
            }

            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var key = string.Create(CultureInfo.InvariantCulture, $"resend:{mail.DedupKey}:{now.ToUnixTimeMilliseconds()}");
            var messageId = MessageIds.For(mail.Kind[0], key, MailParts.IdDomain(configuration.Policy));
            var subject = mail.Subject.EndsWith(" (resent)", StringComparison.Ordinal) ? mail.Subject : $"{mail.Subject} (resent)";
            await app.Services.GetRequiredService<OutboxStore>().AddAsync(
                new NewMail
                {
                    Kind = "resend",
                    Recipient = recipient.Id,
                    List = mail.ListId,
                    Address = recipient.Address,
                    Sender = mail.Sender,
                    DedupKey = key,
                    MessageId = messageId,
                    Name = $"{mail.Name}-resent",
                    Subject = subject,
                    Rendered = ResentMail.Of(rendered, messageId, subject),
                    Findings = mail.Findings,
                    From = DateTimeOffset.FromUnixTimeMilliseconds(mail.WindowFrom),
                    To = DateTimeOffset.FromUnixTimeMilliseconds(mail.WindowTo),
                    NotAfter = now + RelayLimits.GiveUpAfter(mail.Kind),
                },
                cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine(parsed.GetValue(GlobalOptions.Json)
                ? JsonSerializer.Serialize(
                    new { schema = "watcher.digest/1", id = mail.Name, recipient = recipient.Id, subject, message_id = messageId.Value }, JsonText.Indented)
                : $"{mail.Name}  in the outbox again as <{messageId.Value}>; a running service sends it, else: watcher outbox flush");
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command SendTest()
    {
        var address = new Argument<string>("address") { Description = "Where the test mail goes." };
        var locale = new Option<string>("--locale") { Description = "Language of the mail: en or uk.", DefaultValueFactory = _ => "en" };
        locale.AcceptOnlyFromAmong("en", "uk");
        var command = new Command("send-test", "Sends one test mail past the outbox and prints the SMTP dialogue, secrets hidden.") { address, locale };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            var to = MailAddress.TryParse(parsed.GetRequiredValue(address)) ?? throw new VerbException(
                ExitCodes.WrongUsage, "usage", $"'{parsed.GetValue(address)}' is no plain mail address.", "watcher digest send-test editor@example.org");
            var policy = WatcherHost.Load(settings).Configuration.Policy;
            var watcher = settings.GetSection(WatcherOptions.Section).Get<WatcherOptions>() ?? new WatcherOptions();
            var now = TimeProvider.System.GetUtcNow();
            var input = new TestInput
            {
                DedupKey = string.Create(CultureInfo.InvariantCulture, $"test:{to}:{now.ToUnixTimeMilliseconds()}"),
                Instance = watcher.InstanceName,
                Recipient = new DigestRecipient
                {
                    Id = "test",
                    Address = to.ToString(),
                    Zone = TimeZoneInfo.Utc,
                    Locale = parsed.GetRequiredValue(locale),
                    Schedule = "",
                },
                ComposedAt = now,
                Transport = Transports.Describe(settings),
            };
            var messageId = MessageIds.For('t', input.DedupKey, MailParts.IdDomain(policy));
            var dialogue = new List<string>();
            await using var transport = Transports.Create(settings, TimeProvider.System, dialogue.Add);
            var delivery = await transport.SendAsync(
                new OutgoingMail
                {
                    Id = messageId.Local,
                    EnvelopeFrom = MailAddress.Parse(policy.From),
                    EnvelopeTo = to,
                    MessageId = messageId,
                    FileNameStem = string.Create(CultureInfo.InvariantCulture, $"t-{now:yyyyMMdd-HHmm}"),
                    Rendered = TestMail.Render(input, messageId, policy).Message,
                },
                cancellationToken);
            await transport.ReleaseAsync(cancellationToken);
            Print(parsed, input.Transport, delivery, messageId, dialogue);
            return delivery switch
            {
                Watcher.Mail.Delivery.Sent => ExitCodes.Done,
                Watcher.Mail.Delivery.Deferred { Fault: DeliveryFault.Relay } => ExitCodes.DependencyUnavailable,
                _ => ExitCodes.ProblemsFound,
            };
        });
        return command;
    }

    private static void Print(ParseResult parsed, string way, Delivery delivery, MessageId messageId, List<string> dialogue)
    {
        var output = parsed.InvocationConfiguration.Output;
        var outcome = delivery.GetType().Name.ToLowerInvariant();
        var fault = delivery switch
        {
            Watcher.Mail.Delivery.Deferred deferred => deferred.Fault,
            Watcher.Mail.Delivery.Rejected rejected => rejected.Fault,
            _ => (DeliveryFault?)null,
        };
        if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    schema = "watcher.send_test/1",
                    transport = way,
                    outcome,
                    phase = delivery.Phase,
                    fault,
                    reply = delivery.Reply.ToString(),
                    message_id = messageId.Value,
                    dialogue,
                },
                JsonText.Indented));
            return;
        }

        foreach (var line in dialogue)
        {
            output.WriteLine(TerminalText.Escape(line));
        }

        output.WriteLine(TerminalText.Escape($"{outcome} at {delivery.Phase} by {way}: {delivery.Reply}"));
        if (Fix(fault) is { } fix)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"fix: {fix}");
        }
    }

    private static string? Fix(DeliveryFault? fault) => fault switch
    {
        DeliveryFault.Relay => "check Smtp__Host and Smtp__Port, and that the relay can be reached from here",
        DeliveryFault.Configuration => "check Smtp__Security, Smtp__User and the file behind Smtp__PasswordFile, and the relay's certificate",
        DeliveryFault.Recipient => "the relay does not take mail for this address",
        DeliveryFault.Policy => "the relay refuses this sender or this mail: mail.from in watcher.yaml, SPF and DKIM",
        DeliveryFault.Transient => "the relay asks to try again later",
        _ => null,
    };

    private static Task<WebApplication> OpenAsync(ParseResult parsed, bool isReader, CancellationToken cancellationToken) =>
        WatcherHost.BuildAsync(Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: isReader);

    private static string Instant(long at) => ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(at));
}
