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
        var jsonl = GlobalOptions.Jsonl();
        var command = new Command("list", "Lists the digests that were composed, newest first.") { recipient, since, limit, jsonl };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var digests = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(
                "all", "digest", parsed.GetValue(recipient), When.Read(parsed, since), parsed.GetValue(limit), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(jsonl))
            {
                foreach (var mail in digests)
                {
                    output.WriteLine(JsonSerializer.Serialize(Document(mail), JsonText.Compact));
                }
            }
            else if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(JsonSerializer.Serialize(new { schema = "watcher.digests/1", digests = digests.Select(Document) }, JsonText.Indented));
            }
            else if (digests.Count > 0)
            {
                Write(Terminal.Of(parsed), digests);
            }
            else
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("No digests yet. watcher digest preview LIST shows the next one.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static object Document(OutboxEntry mail) => new
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
    };

    private static void Write(Terminal terminal, IReadOnlyList<OutboxEntry> digests)
    {
        var table = new TerminalTable(
            new Column("ID"), new Column("STATE"), new Column("FINDINGS", IsNumber: true), new Column("RECIPIENT", MayWrap: true), new Column("COMPOSED"),
            new Column("SUBJECT", IsDetail: true));
        foreach (var mail in digests)
        {
            table.Add(
                new Cell(mail.Name, Tone.Strong), OutboxVerbs.State(mail), mail.Findings.ToString(CultureInfo.InvariantCulture), OutboxVerbs.Masked(mail), terminal.Time(mail.CreatedAt), mail.Subject);
        }

        terminal.Write(table);
    }

    public static Command Resend()
    {
        var id = new Argument<string>("id") { Description = "Id of a digest, or of a mail in the outbox." };
        var isDry = GlobalOptions.DryRun();
        var command = new Command("resend", "Sends a mail once more: the same content under a new Message-ID, its subject marked (resent).") { id, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var mail = await OutboxVerbs.FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
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
            if (parsed.GetValue(isDry))
            {
                return Resent(parsed, mail, subject, messageId, "would be in the outbox again");
            }

            Consent.Ask(parsed, $"This sends \"{mail.Subject}\" to {OutboxVerbs.Masked(mail)} once more.", $"watcher digest resend {mail.Name}");
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
            return Resent(parsed, mail, subject, messageId, "in the outbox again");
        });
        return command;
    }

    private static int Resent(ParseResult parsed, OutboxEntry mail, string subject, MessageId messageId, string word)
    {
        if (parsed.GetValue(GlobalOptions.Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(
                new { schema = "watcher.resend/1", id = mail.Name, recipient = mail.RecipientId, subject, message_id = messageId.Value, dry_run = word.StartsWith("would", StringComparison.Ordinal) },
                JsonText.Indented));
        }
        else
        {
            Terminal.Of(parsed).Line(new Cell(mail.Name, Tone.Strong), $"  {word} as <{messageId.Value}>; a running service sends it, else: watcher outbox flush");
        }

        return ExitCodes.Done;
    }

    public static Command SendTest()
    {
        var address = new Argument<string>("address") { Description = "Where the test mail goes." };
        var locale = new Option<string>("--locale") { Description = "Language of the mail: en or uk.", DefaultValueFactory = _ => "en" };
        locale.AcceptOnlyFromAmong("en", "uk");
        var isDry = GlobalOptions.DryRun("Print the message; send nothing.");
        var command = new Command("send-test", "Sends one test mail past the outbox and prints the SMTP dialogue, secrets hidden.") { address, locale, isDry };
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
            if (parsed.GetValue(isDry))
            {
                parsed.InvocationConfiguration.Output.Write(System.Text.Encoding.ASCII.GetString(TestMail.Render(input, messageId, policy).Message.Span));
                return ExitCodes.Done;
            }

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

        var terminal = Terminal.Of(parsed);
        foreach (var line in dialogue)
        {
            terminal.Line(new Cell(line, Tone.Quiet));
        }

        terminal.Line(new Cell(outcome, delivery is Delivery.Sent ? Tone.Good : Tone.Bad), $" at {delivery.Phase} by {way}: {delivery.Reply}");
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

    private static string Instant(long at) => ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(at));
}
