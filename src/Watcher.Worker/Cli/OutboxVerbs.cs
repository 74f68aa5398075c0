using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>The outbox: list, show, retry, drop, flush. All but flush may be used beside a running service.</summary>
internal static class OutboxVerbs
{
    /// <summary>More mail than this waiting is a broken relay, and the newest tell it.</summary>
    private const int MaxShown = 1000;

    /// <summary>Of an id: the time it was made at, and enough of the rest to tell mails of one moment apart. The verbs take it.</summary>
    private const int ShownId = 14;

    private static readonly string[] s_states = ["all", "pending", "sending", "retry", "unknown", "held", "sent", "failed", "expired", "dropped"];

    public static Command Build() => new("outbox", "Looks at the mails on their way out, and decides about single ones.") { List(), Show(), Retry(), Drop(), Flush() };

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "Only this state, or all; default: what is neither sent nor given up." };
        state.AcceptOnlyFromAmong(s_states);
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        var jsonl = GlobalOptions.Jsonl();
        var command = new Command("list", "Lists mails, newest first: state, recipient, kind, attempts, next try, last reply.") { state, limit, jsonl };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var mails = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(
                parsed.GetValue(state), kind: null, recipient: null, since: null, parsed.GetValue(limit), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(jsonl))
            {
                foreach (var mail in mails)
                {
                    output.WriteLine(JsonSerializer.Serialize(Document(mail), JsonText.Compact));
                }
            }
            else if (parsed.GetValue(GlobalOptions.Json))
            {
                Write(output, mails);
            }
            else if (mails.Count > 0)
            {
                Write(Terminal.Of(parsed), mails);
            }
            else
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("No such mail. watcher outbox list --state all shows what was sent.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = Id();
        var raw = new Option<bool>("--raw") { Description = "The whole message as it is sent." };
        var command = new Command("show", "Shows one mail: state, reply, times; with --raw the message itself.") { id, raw };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var mail = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(raw))
            {
                var rendered = await queries.RenderedAsync(mail.Id, cancellationToken);
                if (rendered.Length == 0)
                {
                    throw new VerbException(ExitCodes.NotFound, "not_found", $"The text of {mail.Id} was erased when its retention ended.", "retention: in watcher.yaml");
                }

                output.Write(Encoding.UTF8.GetString(rendered));
                return ExitCodes.Done;
            }

            if (parsed.GetValue(GlobalOptions.Json))
            {
                Write(output, [mail]);
                return ExitCodes.Done;
            }

            var terminal = Terminal.Of(parsed);
            (string Name, string? Value)[] lines =
            [
                ("id", mail.Id), ("name", mail.Name), ("kind", mail.Kind), ("state", mail.State), ("recipient", Masked(mail)), ("list", mail.ListId),
                ("subject", mail.Subject), ("message id", $"<{mail.MessageId}>"), ("key", mail.DedupKey),
                ("attempts", mail.Attempts.ToString(CultureInfo.InvariantCulture)), ("findings", mail.Findings.ToString(CultureInfo.InvariantCulture)),
                ("composed", terminal.Time(mail.CreatedAt)), ("next try", mail.SentAt is null ? terminal.Time(mail.NextAt) : null), ("not after", terminal.Time(mail.NotAfter)),
                ("sent", mail.SentAt is { } sent ? terminal.Time(sent) : null), ("last reply", Reply(mail)),
            ];
            terminal.Fields(lines.Where(line => !string.IsNullOrEmpty(line.Value)).Select(line =>
                (new Cell(line.Name + ":", Tone.Quiet), line.Name == "state" ? State(mail) : (Cell)line.Value)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Retry()
    {
        var id = Id();
        var isDry = GlobalOptions.DryRun();
        var command = new Command("retry", "Makes a mail due at once, whatever its schedule; the next delivery takes it.") { id, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var mail = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var mayRetry = parsed.GetValue(isDry) ? OutboxQueries.MayRetry(mail) : await queries.RetryAsync(mail.Id, RelayLimits.GiveUpAfter(mail.Kind), cancellationToken);
            if (!mayRetry)
            {
                var fix = mail.Kind == "digest" && mail.State is "failed" or "expired"
                    ? "what stood in it is owed to the next digest; to compose one now: watcher once" : $"to send it again all the same: watcher digest resend {mail.Id}";
                throw new VerbException(ExitCodes.ProblemsFound, "not_waiting", $"{mail.Id} is {mail.State}: it does not wait to be sent.", fix);
            }

            return await DoneAsync(parsed, queries, mail.Id, parsed.GetValue(isDry) ? "would be due now" : "due now", cancellationToken);
        });
        return command;
    }

    private static Command Drop()
    {
        var id = Id();
        var isDry = GlobalOptions.DryRun();
        var command = new Command("drop", "Drops a mail that has not left. What stands in it is not told again.") { id, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var mail = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            if (!OutboxQueries.MayDrop(mail))
            {
                throw NothingToDrop(mail);
            }

            if (parsed.GetValue(isDry))
            {
                return await DoneAsync(parsed, queries, mail.Id, "would be dropped", cancellationToken);
            }

            Consent.Ask(parsed, $"This drops \"{mail.Subject}\" to {Masked(mail)} for good.", $"watcher outbox drop {mail.Id}");
            if (!await queries.DropAsync(mail.Id, cancellationToken))
            {
                throw NothingToDrop(mail);      // it left while we asked
            }

            return await DoneAsync(parsed, queries, mail.Id, "dropped", cancellationToken);
        });
        return command;
    }

    private static VerbException NothingToDrop(OutboxEntry mail) =>
        new(ExitCodes.ProblemsFound, "not_waiting", $"{mail.Id} is {mail.State}: there is nothing to drop.", "watcher outbox list");

    private static Command Flush()
    {
        var isDry = GlobalOptions.DryRun("List what is due; send nothing.");
        var command = new Command("flush", "Tries everything that is due now and waits for the end; not beside a running service.") { isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(isDry))
            {
                return await DueAsync(parsed, cancellationToken);
            }

            await using var app = await VerbHost.HoldAsync(parsed, Settings.Read(parsed), cancellationToken);
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var delivery = app.Services.GetRequiredService<OutboxDelivery>();
            var (sent, putOff, failed) = await WorkProgress.Of(parsed).RunAsync("sending", null, _ => null, async _ =>
            {
                var (sent, putOff, failed) = (0, 0, 0);
                DeliverySummary round;
                do
                {
                    round = await delivery.DeliverAsync(configuration, cancellationToken);
                    (sent, putOff, failed) = (sent + round.Sent, putOff + round.PutOff, failed + round.Failed);
                }
                while (round.Sent > 0);
                return (sent, putOff, failed);
            });
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var waiting = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(null, null, null, null, MaxShown, cancellationToken);
                output.WriteLine(JsonSerializer.Serialize(new { schema = "watcher.flush/1", sent, put_off = putOff, failed, messages = waiting.Select(Document) }, JsonText.Indented));
            }
            else
            {
                Terminal.Of(parsed).Line(new Cell(
                    string.Create(CultureInfo.InvariantCulture, $"{sent} sent, {putOff} put off, {failed} failed"), failed > 0 ? Tone.Bad : putOff > 0 ? Tone.Careful : Tone.Good));
            }

            return failed > 0 || putOff > 0 ? ExitCodes.PartlyDone : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>What a flush would try.</summary>
    private static async Task<int> DueAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        var waiting = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(null, null, null, null, MaxShown, cancellationToken);
        var due = waiting.Where(mail => mail.NextAt <= now && mail.State is "pending" or "retry" or "unknown").ToList();
        if (parsed.GetValue(GlobalOptions.Json))
        {
            Write(parsed.InvocationConfiguration.Output, due);
        }
        else if (due.Count > 0)
        {
            Write(Terminal.Of(parsed), due);
        }
        else
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Nothing is due now.");
        }

        return ExitCodes.Done;
    }

    /// <exception cref="VerbException">No mail, or several.</exception>
    internal static async Task<OutboxEntry> FindAsync(OutboxQueries queries, string id, CancellationToken cancellationToken)
    {
        if (id.Length < 4)
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", $"'{id}' is too short: four characters of an id at least.", "watcher outbox list --state all");
        }

        return await queries.FindAsync(id, cancellationToken) switch
        {
            [var one] => one,
            [] => throw new VerbException(ExitCodes.NotFound, "not_found", $"No mail '{id}'.", "watcher outbox list --state all"),
            var several => throw new VerbException(
                ExitCodes.NotFound, "ambiguous", $"'{id}' fits {several.Count} mails.", $"one of {string.Join(", ", several.Select(mail => mail.Id))}"),
        };
    }

    /// <summary><c>e***@example.org</c>: enough to know whom, too little to copy.</summary>
    internal static string Masked(OutboxEntry mail)
    {
        var at = mail.Address.LastIndexOf('@');
        return at < 1 ? mail.RecipientId : $"{mail.Address[0]}***{mail.Address[at..]}";
    }

    private static async Task<int> DoneAsync(ParseResult parsed, OutboxQueries queries, string id, string word, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(GlobalOptions.Json))
        {
            Write(output, await queries.FindAsync(id, cancellationToken));
        }
        else
        {
            output.WriteLine($"{id}  {word}");
        }

        return ExitCodes.Done;
    }

    private static Argument<string> Id() => new("id") { Description = "Id of a mail, its beginning, or the id of a digest." };

    private static void Write(TextWriter output, IReadOnlyList<OutboxEntry> mails) =>
        output.WriteLine(JsonSerializer.Serialize(new { schema = "watcher.outbox/1", messages = mails.Select(Document) }, JsonText.Indented));

    private static object Document(OutboxEntry mail) => new
    {
        id = mail.Id,
        name = mail.Name,
        kind = mail.Kind,
        recipient = mail.RecipientId,
        list = mail.ListId,
        subject = mail.Subject,
        state = mail.State,
        attempts = mail.Attempts,
        created = Instant(mail.CreatedAt),
        next_at = mail.SentAt is null ? Instant(mail.NextAt) : null,
        not_after = Instant(mail.NotAfter),
        sent_at = mail.SentAt is { } sent ? Instant(sent) : null,
        last_code = mail.LastCode,
        last_enhanced = mail.LastEnhanced,
        last_text = mail.LastText,
        message_id = mail.MessageId,
    };

    private static void Write(Terminal terminal, IReadOnlyList<OutboxEntry> mails)
    {
        var table = new TerminalTable(
            new Column("ID"), new Column("STATE"), new Column("KIND"), new Column("RECIPIENT", MayWrap: true), new Column("TRIES", IsNumber: true), new Column("SENT OR NEXT"),
            new Column("SUBJECT", IsDetail: true), new Column("LAST REPLY", IsDetail: true));
        foreach (var mail in mails)
        {
            table.Add(
                new Cell(mail.Id[..ShownId], Tone.Strong), State(mail), mail.Kind, Masked(mail), mail.Attempts.ToString(CultureInfo.InvariantCulture),
                terminal.Time(mail.SentAt ?? mail.NextAt), mail.Subject, new Cell(Reply(mail), Tone.Quiet));
        }

        terminal.Write(table);
    }

    /// <summary>The state in the colour it has everywhere.</summary>
    internal static Cell State(OutboxEntry mail) => new(mail.State, mail.State switch
    {
        "sent" => Tone.Good,
        "failed" or "expired" => Tone.Bad,
        "retry" or "unknown" or "held" => Tone.Careful,
        "dropped" => Tone.Quiet,
        _ => Tone.Plain,
    });

    private static string Reply(OutboxEntry mail) => new RelayReply(mail.LastCode, mail.LastEnhanced, mail.LastText ?? "").ToString();

    private static string Instant(long at) => ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(at));
}
