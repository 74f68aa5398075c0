using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Validates a configuration folder; the problems are its data and go to stdout.</summary>
internal static class CheckVerb
{
    private static readonly string[] s_files = ["feeds.yaml", "recipients.yaml", "watcher.yaml"];

    public static Command Build()
    {
        var path = new Argument<string?>("path") { Description = "Configuration folder, or one file of it; default: --config.", Arity = ArgumentArity.ZeroOrOne };
        var strict = new Option<bool>("--strict") { Description = "Warnings count as errors." };
        var format = new Option<string>("--format") { Description = "text, json or github.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "github");
        var explain = new Option<string?>("--explain") { Description = "Explain a code and stop.", HelpName = "CODE" };
        var effective = new Option<bool>("--effective") { Description = "Print every value in force and where it comes from; secrets are hidden." };
        var online = new Option<bool>("--online") { Description = "Also resolve hosts and fetch each feed once." };
        var migrate = new Option<bool>("--migrate") { Description = "Print files of an older version as this one writes them, comments kept." };
        var command = new Command("check", "Validates the configuration: every problem in one run, with file, line and column.")
        {
            path, strict, format, explain, effective, online, migrate,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(explain) is { } code)
            {
                return Explain(code, Terminal.Of(parsed));
            }

            var reading = Settings.Examine(parsed);
            var (folder, file) = Target(parsed.GetValue(path) ?? Settings.ConfigDirectory(reading.Settings));
            if (parsed.GetValue(migrate))
            {
                return Migrate(folder, file, output);
            }

            var shape = parsed.GetValue(GlobalOptions.Json) ? "json" : parsed.GetValue(format)!;   // it has a default
            if (parsed.GetValue(effective))
            {
                EffectiveText.Write(reading, folder, shape == "json", Terminal.Of(parsed));
                return ExitCodes.Done;
            }

            var report = Report(reading, folder);
            if (parsed.GetValue(online))
            {
                report = report.With(await OnlineCheck.RunAsync(folder, reading.Settings, cancellationToken));
            }

            if (file is not null)
            {
                report = new ConfigReport([.. report.Problems.Where(p => p.File == file)], 1);
            }

            Print(report, file ?? folder, shape, Terminal.Of(parsed));
            return report.Errors > 0 || (parsed.GetValue(strict) && report.Warnings > 0) ? ExitCodes.ProblemsFound : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Settings and files together, as the service would see them at its start.</summary>
    private static ConfigReport Report(SettingsReading reading, string folder)
    {
        var areSettingsSound = reading.Problems.All(p => p.Severity != ProblemSeverity.Error);
        var (_, report) = ConfigurationReader.Read(folder, areSettingsSound ? Settings.Facts(reading.Settings) : null);
        report = report.With(reading.Problems);
        var transport = reading.Settings["Mail:Transport"] ?? new MailOptions().Transport;
        if (transport == "pickup" || File.Exists(Path.Combine(folder, "recipients.yaml")) || !Directory.Exists(folder))
        {
            return report;
        }

        return report.With([new ConfigProblem
        {
            File = $"{folder}/recipients.yaml",
            Line = 1,
            Column = 1,
            EndColumn = 1,
            Code = ProblemCodes.NoRecipients,
            Message = $"Mail:Transport is {transport} ({reading.Origins.GetValueOrDefault("Mail:Transport", "built-in")}) and there is no recipients.yaml: nobody would receive anything",
        }]);
    }

    /// <summary>A file is checked in its folder, since much of what can be wrong stands in two files.</summary>
    private static (string Folder, string? File) Target(string path)
    {
        if (!File.Exists(path))
        {
            return (path, null);
        }

        var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        var isBelow = Path.GetFileName(folder) is "watchlists" or "gazetteer" or "lexicon" or "ontology" or "cleaning";
        var root = !isBelow ? folder : Path.GetDirectoryName(folder) is { Length: > 0 } above ? above : ".";
        return (root, Path.Combine(root, Path.GetRelativePath(root, path)).Replace(Path.DirectorySeparatorChar, '/'));
    }

    private static int Explain(string code, Terminal terminal)
    {
        var page = ProblemPages.Of(code) ?? throw new VerbException(
            ExitCodes.NotFound, "not_found", $"No code '{code}'.", $"codes: {string.Join(' ', ProblemPages.All)}");
        terminal.Fields([(new Cell(code.ToUpperInvariant(), Tone.Strong), page.Cause)]);
        terminal.Line();
        terminal.Fields([(new Cell("wrong", Tone.Bad), page.Example), (new Cell("right", Tone.Good), page.Fix)], indent: 2);
        return ExitCodes.Done;
    }

    private static int Migrate(string folder, string? file, TextWriter output)
    {
        var lists = Path.Combine(folder, "watchlists");
        IEnumerable<string> all = s_files.Select(name => Path.Combine(folder, name)).Where(File.Exists)
            .Concat(Directory.Exists(lists) ? Directory.EnumerateFiles(lists, "*.yaml").Order(StringComparer.Ordinal) : []);
        var migrated = 0;
        foreach (var path in file is null ? all : [file])
        {
            var shown = path.Replace(Path.DirectorySeparatorChar, '/');
            if (Migration.Of(ConfigText.Read(path, shown)) is { } text)
            {
                output.WriteLine($"# {shown}");
                output.Write(text.EndsWith('\n') ? text : text + "\n");
                migrated++;
            }
        }

        if (migrated == 0)
        {
            output.WriteLine($"# every file is of version {ConfigShapes.Version}: nothing to migrate");
        }

        return ExitCodes.Done;
    }

    private static void Print(ConfigReport report, string target, string format, Terminal terminal)
    {
        var output = terminal.Output;
        switch (format)
        {
            case "json":
                output.WriteLine(JsonSerializer.Serialize(
                    new
                    {
                        schema = "watcher.check/1",
                        errors = report.Errors,
                        warnings = report.Warnings,
                        files = report.Files,
                        problems = report.Problems.Select(p => new
                        {
                            file = p.File,
                            line = p.Line,
                            column = p.Column,
                            end_column = p.EndColumn,
                            severity = p.Severity,
                            code = p.Code,
                            message = p.Message,
                            suggestions = p.Suggestions,
                        }),
                    },
                    JsonText.Indented));
                break;
            case "github":
                foreach (var p in report.Problems)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"::{(p.Severity == ProblemSeverity.Error ? "error" : "warning")} file={p.File},line={p.Line},col={p.Column},endColumn={p.EndColumn}::{Workflow(p.Headline[(p.Headline.IndexOf(p.Code, StringComparison.Ordinal))..])}"));
                }

                break;
            default:
                foreach (var problem in report.Problems)
                {
                    Print(problem, terminal);
                }

                terminal.Line(report.Problems.Count == 0
                    ? [$"{target}: {Count(report.Files, "file")}, ", new Cell("no problems.", Tone.Good)]
                    : [$"{target}: ", new Cell(Count(report.Errors, "error"), report.Errors > 0 ? Tone.Bad : Tone.Plain), ", ",
                        new Cell(Count(report.Warnings, "warning"), report.Warnings > 0 ? Tone.Careful : Tone.Plain),
                        $" in {Count(report.Files, "file")}.   Explain a code: watcher check --explain {report.Problems[0].Code}"]);
                break;
        }
    }

    /// <summary>The place, the word that says how bad it is, and the rest; then the line of the file with its marker.</summary>
    private static void Print(ConfigProblem problem, Terminal terminal)
    {
        var (word, tone) = problem.Severity == ProblemSeverity.Error ? ("error", Tone.Bad) : ("warning", Tone.Careful);
        var lines = problem.ToString().Split('\n');
        var at = lines[0].IndexOf($" {word} ", StringComparison.Ordinal) + 1;
        terminal.Line(lines[0][..at], new Cell(word, tone), lines[0][(at + word.Length)..]);
        foreach (var line in lines.Skip(1))
        {
            terminal.Line(new Cell(line, Tone.Quiet));
        }
    }

    private static string Count(int number, string noun) => FormattableString.Invariant($"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>The characters that end a workflow command.</summary>
    private static string Workflow(string message) =>
        message.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
