using System.CommandLine;
using System.Text;
using System.Text.Json;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Lists of feeds in and out, as feed readers exchange them.</summary>
internal static class OpmlVerbs
{
    private const string NewFile = "version: 1\n";

    public static Command Import()
    {
        var source = new Argument<string>("file") { Description = "An OPML file." };
        var write = new Option<bool>("--write") { Description = "Apply it to feeds.yaml; without, it is only shown." };
        var isDry = GlobalOptions.DryRun("Show and write nothing, as without --write.");
        var command = new Command("import", "Shows what an OPML file would add to feeds.yaml; known addresses are skipped.") { source, write, isDry };
        command.SetAction(parsed =>
        {
            var folder = Settings.ConfigDirectory(Settings.Read(parsed));
            var (path, current) = FeedsFile(folder);
            var tracking = RuleFiles.OrThrow(() => CleaningFiles.Read(folder)).Tracking;
            var import = OpmlImport.Of(Read(parsed.GetRequiredValue(source)), current, tracking);
            RefuseBroken(import.Text, path);
            var isWritten = parsed.GetValue(write) && !parsed.GetValue(isDry);
            Print(import, path, parsed.GetValue(GlobalOptions.Json), isWritten, Terminal.Of(parsed), parsed.InvocationConfiguration.Error);
            if (isWritten && import.Feeds.Count > 0)
            {
                Replace(path, import.Text);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    public static Command Export()
    {
        var opml = new Option<bool>("--opml") { Description = "As OPML 2.0 (the only form)." };
        var command = new Command("export", "Prints the configured feeds as OPML, with ids in attributes of Watcher's own.") { opml };
        command.SetAction(parsed =>
        {
            var (_, current) = FeedsFile(Settings.ConfigDirectory(Settings.Read(parsed)));
            parsed.InvocationConfiguration.Output.Write(Opml.Write(RuleFile.Bind<FeedsFile>(current), "Feeds of Watcher"));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>feeds.yaml, or an empty one; broken ones are not written to.</summary>
    private static (string Path, ConfigText Text) FeedsFile(string folder)
    {
        var path = Path.Combine(folder, "feeds.yaml").Replace(Path.DirectorySeparatorChar, '/');
        var text = File.Exists(path) ? ConfigText.Read(path, path) : ConfigText.Parse(NewFile, path);
        YamlChecker.Check(text, ConfigShapes.Feeds);
        return !text.HasErrors ? (path, text) : throw new VerbException(
            ExitCodes.ConfigurationInvalid, "config_invalid", string.Join('\n', text.Problems.Select(p => p.ToString())), $"watcher check {folder}");
    }

    private static IReadOnlyList<OpmlFeed> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No file '{path}'.", "export one from your feed reader: most offer OPML");
        }

        try
        {
            using var input = File.OpenRead(path);
            return Opml.Read(input);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCodes.ProblemsFound, "not_opml", $"{path}: {e.Message}", "give an OPML file with outlines that have xmlUrl");
        }
    }

    /// <summary>A file that would not load is never written.</summary>
    private static void RefuseBroken(string text, string path)
    {
        var now = ConfigText.Parse(text, path);
        YamlChecker.Check(now, ConfigShapes.Feeds);
        if (now.HasErrors)
        {
            throw new VerbException(ExitCodes.ProblemsFound, "import_failed",
                $"The result would have errors, so nothing is written:\n{string.Join('\n', now.Problems.Select(p => p.ToString()))}", "correct these outlines in the OPML file");
        }
    }

    private static void Print(OpmlImport import, string path, bool isJson, bool isWritten, Terminal terminal, TextWriter errors)
    {
        if (isJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    schema = "watcher.feeds_import/1",
                    file = path,
                    written = isWritten && import.Feeds.Count > 0,
                    feeds = import.Feeds,
                    skipped = import.Skipped.Select(s => new { url = s.Url.AbsoluteUri, id = s.Id }),
                },
                JsonText.Indented));
            return;
        }

        foreach (var lines in import.Added.GroupBy(a => a.After))
        {
            terminal.Line(new Cell(FormattableString.Invariant($"@@ {path}:{lines.Key} @@"), Tone.Quiet));
            foreach (var (_, line) in lines)
            {
                terminal.Line(new Cell($"+{line}", Tone.Good));
            }
        }

        foreach (var (url, id) in import.Skipped)
        {
            errors.WriteLine(TerminalText.Escape($"skipped {url.AbsoluteUri}: feed '{id}' has this address"));
        }

        var hint = isWritten || import.Feeds.Count == 0 ? "" : " Nothing is written yet: again with --write.";
        errors.WriteLine(FormattableString.Invariant($"{import.Feeds.Count} new feeds, {import.Skipped.Count} known already.{hint}"));
    }

    /// <summary>Through a file beside it, so that a running service never reads half of it.</summary>
    private static void Replace(string path, string text)
    {
        var beside = path + ".new";
        File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(beside, path, overwrite: true);
    }
}
