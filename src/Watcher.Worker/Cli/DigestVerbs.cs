using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>Digests: preview, and those that were composed.</summary>
internal static class DigestVerbs
{
    public static Command Build() => new("digest", "Looks at digests before and after they go out.")
    {
        Preview(), SentDigestVerbs.List(), SentDigestVerbs.SendTest(), SentDigestVerbs.Resend(),
    };

    private static Command Preview()
    {
        var list = new Argument<string>("list") { Description = "Id of a watch list." };
        var recipient = new Option<string?>("--recipient") { Description = "Whose digest; default: the first subscriber.", HelpName = "ID" };
        var format = new Option<string>("--format") { Description = "text, html (with its pictures in it) or eml.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "html", "eml");
        var folder = new Option<string?>("--out") { Description = "Write text, HTML and eml files there.", HelpName = "DIR" };
        var at = new Option<string?>("--at") { Description = "As of this moment, in the recipient's time: 2026-11-21T09:00.", HelpName = "TIME" };
        var isDry = GlobalOptions.DryRun("With --out: name the files and write nothing.");
        var command = new Command("preview", "Composes the digest as it would be now; nothing is marked, nothing is sent.") { list, recipient, at, format, folder, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var listId = parsed.GetRequiredValue(list);
            if (configuration.List(listId) is null)
            {
                throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{listId}'.", $"lists: {string.Join(", ", configuration.Lists.Select(l => l.Id))}");
            }

            var reader = parsed.GetValue(recipient)
                ?? configuration.Recipients.FirstOrDefault(r => r.Subscriptions.Any(s => s.List == listId))?.Id
                ?? throw new VerbException(ExitCodes.NotFound, "not_found", $"Nobody subscribes to '{listId}'.", "a subscription in recipients.yaml");
            var input = await app.Services.GetRequiredService<DigestComposition>().PreviewAsync(
                configuration, reader, listId, cancellationToken, Moment(parsed.GetValue(at), configuration.Recipients.FirstOrDefault(r => r.Id == reader)));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var document = input is null ? ComposedPreview.Nothing(listId, reader)
                    : new ComposedPreview(input, DigestMail.Preview(input, configuration.Policy), IdOf(input, configuration.Policy).Value).ToJson();
                document.Insert(0, "schema", "watcher.digest/1");
                output.WriteLine(document.ToJsonString(JsonText.Indented));
                return ExitCodes.Done;
            }

            if (input is null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Nothing is owed to {reader} about {listId}.");
                return ExitCodes.Done;
            }

            var digest = DigestMail.Preview(input, configuration.Policy);
            if (parsed.GetValue(folder) is { } directory)
            {
                if (parsed.GetValue(isDry))
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"Would write {input.DigestId}.txt, .html and .eml to {directory}.");
                    return ExitCodes.Done;
                }

                Directory.CreateDirectory(directory);
                var stem = Path.Combine(directory, input.DigestId);
                await WriteAsync(output, stem + ".txt", Encoding.UTF8.GetBytes(digest.Text), cancellationToken);
                if (digest.Mail.Preview() is { } page)
                {
                    await WriteAsync(output, stem + ".html", Encoding.UTF8.GetBytes(page), cancellationToken);
                }

                await WriteAsync(output, stem + ".eml", Message(input, configuration.Policy), cancellationToken);
                return ExitCodes.Done;
            }

            output.WriteLine(parsed.GetValue(format) switch
            {
                "html" => digest.Mail.Preview() ?? throw new VerbException(
                    ExitCodes.NotFound, "not_found", $"{reader} reads text only, so there is no HTML.", "set format: html+text in recipients.yaml"),
                "eml" => Encoding.ASCII.GetString(Message(input, configuration.Policy)),
                _ => TerminalText.Escape(digest.Text, keepLines: true),
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WriteAsync(TextWriter output, string path, byte[] content, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(path, content, cancellationToken);
        output.WriteLine(path);
    }

    /// <summary>A time without a zone is the recipient's.</summary>
    private static DateTimeOffset? Moment(string? text, RecipientSettings? reader)
    {
        if (text is null)
        {
            return null;
        }

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment))
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", $"--at '{text}' is no time", "--at 2026-11-21T09:00");
        }

        if (moment.Kind == DateTimeKind.Utc)
        {
            return moment;
        }

        var zone = reader?.Zone ?? TimeZoneInfo.Utc;
        return new DateTimeOffset(moment, zone.GetUtcOffset(moment));
    }

    private static MessageId IdOf(DigestInput input, MailPolicy policy) => MessageIds.For('d', input.DedupKey, MailParts.IdDomain(policy));

    private static byte[] Message(DigestInput input, MailPolicy policy) => DigestMail.Render(input, IdOf(input, policy), policy).Message.ToArray();
}
