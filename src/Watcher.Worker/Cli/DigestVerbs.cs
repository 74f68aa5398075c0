using System.CommandLine;
using System.Text;
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
        var command = new Command("preview", "Composes the digest as it would be now; nothing is marked, nothing is sent.") { list, recipient, format, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await WatcherHost.BuildAsync(
                Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);
            var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
            var listId = parsed.GetRequiredValue(list);
            var reader = parsed.GetValue(recipient)
                ?? configuration.Recipients.FirstOrDefault(r => r.Subscriptions.Any(s => s.List == listId))?.Id
                ?? throw new VerbException(ExitCodes.NotFound, "not_found", $"Nobody subscribes to '{listId}'.", $"lists: {string.Join(", ", configuration.Lists.Select(l => l.Id))}");
            var input = await app.Services.GetRequiredService<DigestComposition>().PreviewAsync(configuration, reader, listId, cancellationToken);
            if (input is null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Nothing is owed to {reader} about {listId}.");
                return ExitCodes.Done;
            }

            var digest = DigestMail.Preview(input, configuration.Policy);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(folder) is { } directory)
            {
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
                _ => digest.Text,
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

    private static byte[] Message(DigestInput input, MailPolicy policy) =>
        DigestMail.Render(input, MessageIds.For('d', input.DedupKey, policy.IdDomain ?? MailAddress.Parse(policy.From).Domain), policy).Message.ToArray();
}
