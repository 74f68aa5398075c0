using System.CommandLine;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>The arguments of <c>extract</c>.</summary>
internal static class ExtractCommand
{
    public static Command Build()
    {
        var source = new Argument<string?>("source") { Description = "URL, file or - for standard input.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "Folder of *.html and *.html.gz: one line of JSON each.", HelpName = "DIR" };
        var jsonl = new Option<bool>("--jsonl") { Description = "With --from: one object a line." };
        var address = new Option<string?>("--base") { Description = "Address of the page, when it is a file.", HelpName = "URL" };
        var format = new Option<string>("--format") { Description = "text, md or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "md", "json");
        var dropped = new Option<bool>("--dropped") { Description = "Show what was removed, and by which marker." };
        var command = new Command("extract", "Prints the article of an HTML page, without boilerplate.") { source, from, jsonl, address, format, dropped };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var verb = new ExtractVerb(RuleFiles.OrThrow(() => CleaningFiles.Read(Settings.ConfigDirectory(settings))));
            if (parsed.GetValue(from) is { } folder)
            {
                return await WorkProgress.Of(parsed, streams: true).OverAsync(
                    "reading pages", ExtractVerb.Pages(folder).Count, cancellationToken,
                    advance => verb.RunBatch(folder, oneObject: parsed.GetValue(GlobalOptions.Json), output, errors, advance));
            }

            if (parsed.GetValue(source) is not { } name)
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", "extract needs a URL, a file or -", "watcher extract https://example.org/article");
            }

            var (html, url) = await PageInput.ReadAsync(name, settings, cancellationToken);
            var given = parsed.GetValue(address);
            return verb.RunOne(
                html, given is null ? url : new Uri(given, UriKind.Absolute), parsed.GetValue(GlobalOptions.Json) ? "json" : parsed.GetValue(format)!,
                parsed.GetValue(dropped), output);
        });
        return command;
    }
}
