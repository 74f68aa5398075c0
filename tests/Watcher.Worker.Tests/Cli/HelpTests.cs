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

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_OfEveryVerb_IsPrintedWithoutItsArguments(string path)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());

        var exit = await CommandLine.RunAsync(CommandTree.Build(), [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], output, errors);

        Assert.Equal((ExitCodes.Done, ""), (exit, errors.ToString()));
        Assert.Contains("Examples:", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What writes or sends can be tried, and what is dangerous or hard to guess is shown in use.</summary>
    [Theory]
    [InlineData("run", "--allow-last-good --no-mail --no-web")]
    [InlineData("once", "--dry-run --list --feed")]
    [InlineData("feeds list", "--tag --failing")]
    [InlineData("feeds poll", "--force --dry-run")]
    [InlineData("feeds import", "--write --dry-run")]
    [InlineData("claims list", "--since --until")]
    [InlineData("claims mute", "--for --dry-run")]
    [InlineData("claims unmute", "--dry-run")]
    [InlineData("digest preview", "--at --out")]
    [InlineData("digest send-test", "--dry-run")]
    [InlineData("digest resend", "--yes --dry-run")]
    [InlineData("outbox retry", "--dry-run")]
    [InlineData("outbox drop", "--yes --dry-run")]
    [InlineData("outbox flush", "--dry-run")]
    [InlineData("outbox list", "--jsonl")]
    [InlineData("replay", "--since --compare --list --digests --from")]
    [InlineData("export", "--out --dry-run")]
    [InlineData("schema", "--out --dry-run")]
    [InlineData("gazetteer build", "--dry-run")]
    public async Task Option_ThatMatters_IsInHelpInAnExampleAndInCompletion(string path, string options)
    {
        var help = new StringWriter();
        await CommandLine.RunAsync(CommandTree.Build(), [.. path.Split(' '), "--help"], help, TextWriter.Null);
        foreach (var option in options.Split(' '))
        {
            Assert.Contains(option, help.ToString(), StringComparison.Ordinal);
            Assert.Contains(VerbHelp.Table[path].Examples, example => example.Split(' ').Contains(option));
            var line = $"watcher {path} {option[..3]}";
            var suggested = new StringWriter { NewLine = "\n" };
            await CommandLine.RunAsync(CommandTree.Build(), [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line], suggested, TextWriter.Null);
            Assert.Contains(option, suggested.ToString().Split('\n'));
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Options_OfEveryVerb_AreInItsHelp(string path)
    {
        var help = new StringWriter();
        await CommandLine.RunAsync(CommandTree.Build(), [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], help, TextWriter.Null);

        Assert.All(
            (string[])["--config", "--data", "--json", "-q", "-v", "-vv", "--color", "--no-progress", "--yes", "--version", "--help"],
            option => Assert.Contains(option, help.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_OfEveryVerb_IsAsRecorded()
    {
        var all = new StringWriter { NewLine = "\n" };
        foreach (var path in Paths(CommandTree.Build()))
        {
            all.WriteLine($"=== watcher {path} --help ===");
            await CommandLine.RunAsync(CommandTree.Build(), [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], all, TextWriter.Null);
        }

        var golden = Path.Combine(Support.Checkout.Root, "tests", "Watcher.Worker.Tests", "Cli", "Golden", "help.txt");
        var text = string.Join('\n', all.ToString().ReplaceLineEndings("\n").Replace(typeof(HelpTests).Assembly.GetName().Name!, "watcher", StringComparison.Ordinal)
            .Replace("testhost", "watcher", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1")
        {
            await File.WriteAllTextAsync(golden, text);
        }

        Assert.Equal((await File.ReadAllTextAsync(golden)).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Help_OfNoVerb_IsLeftInTheTable() => Assert.Empty(VerbHelp.Table.Keys.Except(Paths(CommandTree.Build())));

    private static IEnumerable<string> Paths(Command command) => command.Subcommands.SelectMany(Paths).Prepend(VerbHelp.PathOf(command));
}
