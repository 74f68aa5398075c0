using Watcher.Worker.Cli;

// Watcher is one program: the service and its tools. Arguments name a verb (Cli/CommandTree.cs); verbs that need the whole worker compose it
// with WatcherHost. To see what the worker does with an article, read ArticlePipeline.cs next.
using var interruption = new Interruption();
return interruption.ExitCodeOf(await CommandLine.RunAsync(CommandTree.Build(), args, Console.Out, Console.Error, Surroundings.OfProcess(), interruption.Token));
