using System.CommandLine;
using Watcher.Worker.Cli;

namespace Watcher.Worker.Tests.Cli;

/// <summary>Help is data: every verb has it, and what it tells people to type is understood.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. Paths(CommandTree.Build())];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_OfEveryVerb_HasTwoExamplesThatParseAndANextVerb(string path)
    {
        Assert.True(VerbHelp.Table.TryGetValue(path, out var help), $"VerbHelp.Table has no row '{path}'");
        Assert.True(help.Examples.Length >= 2, path);
        Assert.All(help.Examples, example => Assert.Empty(CommandTree.Build().Parse(example).Errors));
        Assert.Contains(help.Next, Paths(CommandTree.Build()));
        Assert.All(help.ExitCodes, code => Assert.Contains(ExitCodes.Table, row => row.Code == code && code > 2));
    }

    [Fact]
    public void Help_OfNoVerb_IsLeftInTheTable() => Assert.Empty(VerbHelp.Table.Keys.Except(Paths(CommandTree.Build())));

    private static IEnumerable<string> Paths(Command command) => command.Subcommands.SelectMany(Paths).Prepend(VerbHelp.PathOf(command));
}
