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
    private static readonly string[] s_states = ["all", "pending", "sending", "retry", "unknown", "held", "sent", "failed", "expired", "dropped"];

    public static Command Build() => new("outbox", "Looks at the mails on their way out, and decides about single ones.") { List(), Show(), Retry(), Drop(), Flush() };

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "Only this state, or all; default: what is neither sent nor given up." };
        state.AcceptOnlyFromAmong(s_states);
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists mails, newest first: state, recipient, kind, attempts, next try, last reply.") { state, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var mails = await app.Services.GetRequiredService<OutboxQueries>().ListAsync(
                parsed.GetValue(state), kind: null, recipient: null, since: null, parsed.GetValue(limit), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Write(output, mails);
                return ExitCodes.Done;
            }

            foreach (var mail in mails)
            {
                output.WriteLine(Line(mail));
            }

            if (mails.Count == 0)
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
            await using var app = await OpenAsync(parsed, cancellationToken);
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

            (string Name, string? Value)[] lines =
            [
                ("id", mail.Id), ("name", mail.Name), ("kind", mail.Kind), ("state", mail.State), ("recipient", Masked(mail)), ("list", mail.ListId),
                ("subject", TerminalText.Escape(mail.Subject)), ("message id", $"<{mail.MessageId}>"), ("key", mail.DedupKey),
                ("attempts", mail.Attempts.ToString(CultureInfo.InvariantCulture)), ("findings", mail.Findings.ToString(CultureInfo.InvariantCulture)),
                ("composed", Time(mail.CreatedAt)), ("next try", mail.SentAt is null ? Time(mail.NextAt) : null), ("not after", Time(mail.NotAfter)),
                ("sent", mail.SentAt is { } sent ? Time(sent) : null), ("last reply", Reply(mail)),
            ];
            foreach (var (name, value) in lines.Where(line => !string.IsNullOrEmpty(line.Value)))
            {
                output.WriteLine($"{name + ":",-12} {value}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Retry()
    {
        var id = Id();
        var command = new Command("retry", "Makes a mail due at once, whatever its schedule; the next delivery takes it.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var mail = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            if (!await queries.RetryAsync(mail.Id, RelayLimits.GiveUpAfter(mail.Kind), cancellationToken))
            {
                var fix = mail.Kind == "digest" && mail.State is "failed" or "expired"
                    ? "what stood in it is owed to the next digest; to compose one now: watcher once" : $"to send it again all the same: watcher digest resend {mail.Id}";
                throw new VerbException(ExitCodes.ProblemsFound, "not_waiting", $"{mail.Id} is {mail.State}: it does not wait to be sent.", fix);
            }

            return await DoneAsync(parsed, queries, mail.Id, "due now", cancellationToken);
        });
        return command;
    }

    private static Command Drop()
    {
        var id = Id();
        var yes = new Option<bool>("--yes") { Description = "Do it; without this nothing is dropped." };
        var command = new Command("drop", "Drops a mail that has not left. What stands in it is not told again.") { id, yes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<OutboxQueries>();
            var mail = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            if (!parsed.GetValue(yes))
            {
                throw new VerbException(
                    ExitCodes.WrongUsage, "needs_yes", $"This drops \"{mail.Subject}\" to {Masked(mail)} for good.", $"watcher outbox drop {mail.Id} --yes");
            }

            if (!await queries.DropAsync(mail.Id, cancellationToken))
            {
                throw new VerbException(ExitCodes.ProblemsFound, "not_waiting", $"{mail.Id} is {mail.State}: there is nothing to drop.", "watcher outbox list");
            }

            return await DoneAsync(parsed, queries, mail.Id, "dropped", cancellationToken);
        });
        return command;
    }

    private static Command Flush()
    {
        var command = new Command("flush", "Tries everything that is due now and waits for the end; not beside a running service.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await WatcherHost.BuildAsync(
                Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken);
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var delivery = app.Services.GetRequiredService<OutboxDelivery>();
            var (sent, putOff, failed) = (0, 0, 0);
            DeliverySummary round;
            do
            {
                round = await delivery.DeliverAsync(configuration, cancellationToken);
                (sent, putOff, failed) = (sent + round.Sent, putOff + round.PutOff, failed + round.Failed);
            }
            while (round.Sent > 0);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine(parsed.GetValue(GlobalOptions.Json)
                ? JsonSerializer.Serialize(new { schema = "watcher.outbox/1", sent, put_off = putOff, failed }, JsonText.Indented)
                : string.Create(CultureInfo.InvariantCulture, $"{sent} sent, {putOff} put off, {failed} failed"));
            return failed > 0 || putOff > 0 ? ExitCodes.PartlyDone : ExitCodes.Done;
        });
        return command;
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

    private static Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        WatcherHost.BuildAsync(Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);

    private static Argument<string> Id() => new("id") { Description = "Id of a mail, its beginning, or the id of a digest." };

    private static void Write(TextWriter output, IReadOnlyList<OutboxEntry> mails) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            schema = "watcher.outbox/1",
            messages = mails.Select(mail => new
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
            }),
        },
        JsonText.Indented));

    private static string Line(OutboxEntry mail) => TerminalText.Escape(string.Create(
        CultureInfo.InvariantCulture,
        $"{mail.Id}  {mail.State,-8}  {mail.Kind,-9}  {Masked(mail),-24}  {mail.Attempts} tries  {Time(mail.SentAt ?? mail.NextAt)}  {mail.Subject}{(Reply(mail) is { Length: > 0 } reply ? $"  ({reply})" : "")}"));

    private static string Reply(OutboxEntry mail) => TerminalText.Escape(
        new RelayReply(mail.LastCode, mail.LastEnhanced, mail.LastText ?? "").ToString());

    private static string Instant(long at) => ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(at));

    private static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
