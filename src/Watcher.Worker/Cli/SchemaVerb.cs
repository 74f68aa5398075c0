using System.CommandLine;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Prints the editor schemas, or writes them to a folder.</summary>
internal static class SchemaVerb
{
    public static Command Build()
    {
        var kind = new Argument<string?>("kind") { Description = "watchlist, feeds, recipients or watcher.", Arity = ArgumentArity.ZeroOrOne };
        kind.AcceptOnlyFromAmong([.. ConfigFileKind.All.Select(k => k.Name)]);
        var folder = new Option<string?>("--out") { Description = "Write all of them to this folder.", HelpName = "DIR" };
        var isDry = GlobalOptions.DryRun("With --out: name the files and write nothing.");
        var command = new Command("schema", "Prints the JSON Schema (draft-07) of a configuration file, for editors.") { kind, folder, isDry };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(folder) is { } target)
            {
                var writes = !parsed.GetValue(isDry);
                if (writes)
                {
                    Directory.CreateDirectory(target);
                }

                foreach (var one in ConfigFileKind.All)
                {
                    var path = Path.Combine(target, FileName(one));
                    if (writes)
                    {
                        File.WriteAllText(path, Text(one));
                    }

                    output.WriteLine(path);
                }

                return ExitCodes.Done;
            }

            if (parsed.GetValue(kind) is not { } name)
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", $"schema needs a kind: {string.Join(", ", ConfigFileKind.All.Select(k => k.Name))}", "watcher schema feeds");
            }

            output.Write(Text(ConfigFileKind.All.First(k => k.Name == name)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>As the file in <c>config/schema</c> is named.</summary>
    internal static string FileName(ConfigFileKind kind) => $"{kind.Name}.schema.json";

    /// <summary>The schema as it is shipped, with a final line break.</summary>
    internal static string Text(ConfigFileKind kind) => ConfigSchema.Of(kind).ToJsonString(JsonText.Indented).ReplaceLineEndings("\n") + "\n";
}
