using System.CommandLine;
using System.Globalization;

namespace Watcher.Worker.Cli;

/// <summary>Help topics that belong to no verb.</summary>
internal static class HelpVerb
{
    public static Command Build()
    {
        var topic = new Argument<string>("topic") { Description = "exit-codes" };
        topic.AcceptOnlyFromAmong("exit-codes");
        var command = new Command("help", "Explains a topic: exit-codes.") { topic };
        command.SetAction(parsed =>
        {
            foreach (var (code, meaning) in ExitCodes.Table)
            {
                parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code,4}  {meaning}"));
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
