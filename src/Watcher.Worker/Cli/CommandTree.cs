using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>Every verb of the program, in the order of the help.</summary>
internal static class CommandTree
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Watcher reads news feeds, compares what they claim, and mails what is new or contradicts.");
        foreach (var option in GlobalOptions.All)
        {
            root.Add(option);
        }

        root.Options.OfType<VersionOption>().Single().Recursive = true;
        Command[] verbs =
        [
            RunVerb.Build(), DemoVerb.Build(), OnceVerb.Build(), CheckVerb.Build(), SchemaVerb.Build(), FeedsVerbs.Build(), ExtractCommand.Build(),
            AnalyzeVerb.Build(), ReplayVerb.Build(), ClaimsVerbs.Build(), DigestVerbs.Build(), OutboxVerbs.Build(), ExportVerb.Build(), DoctorVerb.Build(),
            GazetteerVerb.Build(), HealthcheckVerb.Build(), CompletionVerb.Build(), HelpVerb.Build(),
        ];
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        VerbHelp.AttachTo(root);
        return root;
    }
}
