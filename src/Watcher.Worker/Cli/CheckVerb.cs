using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Validates a configuration folder; the problems are its data and go to stdout.</summary>
internal static class CheckVerb
{
    public static Command Build()
    {
        var path = new Argument<string?>("path") { Description = "Configuration folder; default: --config.", Arity = ArgumentArity.ZeroOrOne };
        var strict = new Option<bool>("--strict") { Description = "Warnings count as errors." };
        var format = new Option<string>("--format") { Description = "text, json or github.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "github");
        var explain = new Option<string?>("--explain") { Description = "Explain a code and stop.", HelpName = "CODE" };
        var command = new Command("check", "Validates the configuration: every problem in one run, with file, line and column.") { path, strict, format, explain };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(explain) is { } code)
            {
                var page = ProblemCodes.Explain(code) ?? throw new VerbException(
                    ExitCodes.NotFound, "not_found", $"No code '{code}'.", $"codes: {string.Join(' ', ProblemCodes.All)}");
                output.WriteLine($"{code.ToUpperInvariant()}  {page}");
                return ExitCodes.Done;
            }

            var folder = parsed.GetValue(path) ?? Settings.ConfigDirectory(Settings.Read(parsed));
            var (_, report) = ConfigurationReader.Read(folder);
            Print(report, folder, parsed.GetValue(GlobalOptions.Json) ? "json" : parsed.GetValue(format)!, output);
            return report.Errors > 0 || (parsed.GetValue(strict) && report.Warnings > 0) ? ExitCodes.ProblemsFound : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(ConfigReport report, string folder, string format, TextWriter output)
    {
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
                        $"::{(p.Severity == ProblemSeverity.Error ? "error" : "warning")} file={p.File},line={p.Line},col={p.Column}::{p.Code} {p.Message}"));
                }

                break;
            default:
                foreach (var problem in report.Problems)
                {
                    output.WriteLine(TerminalText.Escape(problem.ToString(), keepLines: true));
                }

                var summary = report.Problems.Count == 0 ? $"{folder}: {report.Files} files, no problems."
                    : $"{folder}: {report.Errors} errors, {report.Warnings} warnings in {report.Files} files.   Explain a code: watcher check --explain {report.Problems[0].Code}";
                output.WriteLine(summary);
                break;
        }
    }
}
