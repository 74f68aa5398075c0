using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>Colour, width, escaping, progress and questions: what the surroundings of a run decide.</summary>
public sealed class TerminalTests
{
    [Theory]
    [InlineData("auto", "", true, true)]
    [InlineData("auto", "", false, false)]
    [InlineData("auto", "NO_COLOR=1", true, false)]
    [InlineData("auto", "NO_COLOR=", true, true)]
    [InlineData("auto", "TERM=dumb", true, false)]
    [InlineData("auto", "FORCE_COLOR=1", false, true)]
    [InlineData("auto", "CLICOLOR_FORCE=1", false, true)]
    [InlineData("auto", "FORCE_COLOR=0", false, false)]
    [InlineData("auto", "NO_COLOR=1 FORCE_COLOR=1", true, false)]
    [InlineData("always", "NO_COLOR=1", false, true)]
    [InlineData("never", "FORCE_COLOR=1", true, false)]
    public void Color_OfOptionAndEnvironment_IsOnOrOff(string option, string environment, bool isTerminal, bool isOn) =>
        Assert.Equal(isOn, ColorChoice.IsOn(option, Variables(environment), isTerminal));

    [Theory]
    [InlineData("Izium", 5)]
    [InlineData("Ізюм", 4)]
    [InlineData("e\u0301te\u0301", 3)]
    [InlineData("漢字", 4)]
    [InlineData("👩‍👩‍👧", 2)]
    public void Width_OfText_CountsGraphemeClusters(string text, int width) => Assert.Equal(width, TerminalText.Width(text));

    [Theory]
    [InlineData("two words", 20, "two words")]
    [InlineData("two words", 5, "two|words")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("https://courier.example/hospital", 12, "https://cour|ier.example/|hospital")]
    [InlineData("a e\u0301e\u0301e\u0301", 3, "a|e\u0301e\u0301e\u0301")]
    public void Wrap_AtAWidth_BreaksBetweenWordsAndClusters(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', TerminalText.Wrap(text, width)));

    [Fact]
    public void Escape_WhatDrivesATerminal_IsShown() =>
        Assert.Equal("a\\u001b[31mb\\u0007\\u202ec [red]d[/]", TerminalText.Escape("a\u001b[31mb\u0007\u202ec [red]d[/]"));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_AtAnyWidth_FitsIt(int columns)
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new TerminalTable(new Column("ID"), new Column("CLAIM", MayWrap: true), new Column("OUTLET", MayWrap: true), new Column("REPLY", IsDetail: true));
        table.Add("c-7f3a", "people killed: at least twelve, as of the evening of the day before, and a few words more", "The Lower Valley Courier and Gazette", "451 4.3.0 later, when the sun is up again and the rain has stopped");

        new Terminal(output, new Surroundings { Columns = columns }, "never").Write(table);

        Assert.All(output.ToString().Split('\n'), line => Assert.InRange(TerminalText.Width(line), 0, columns));
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.EndsWith(' '));
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)]
    [InlineData(true, "CI=true", false)]
    [InlineData(true, "TERM=dumb", false)]
    public async Task Progress_OnATerminal_IsABarThatGoesAwayAndElsewhereALine(bool isTerminal, string environment, bool hasBar)
    {
        var errors = new StringWriter();
        var progress = new WorkProgress(errors, new Surroundings { IsErrorTerminal = isTerminal, Variable = Variables(environment) }, isSilent: false);

        var result = await progress.RunAsync("counting [evil]", 3, count => $"{count} counted", advance =>
        {
            advance();
            return Task.FromResult(3);
        });

        Assert.Equal((3, hasBar), (result, progress.HasBar));
        Assert.Equal(hasBar, errors.ToString().Contains('\u001b', StringComparison.Ordinal));
        Assert.Equal(!hasBar, errors.ToString().Contains("3 counted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_Silenced_SaysNothing()
    {
        var errors = new StringWriter();
        await new WorkProgress(errors, new Surroundings { IsErrorTerminal = true }, isSilent: true).RunAsync("counting", 3, _ => "counted", _ => Task.FromResult(true));

        Assert.Empty(errors.ToString());
    }

    /// <summary>Where data and bar would share a screen, the data is progress enough.</summary>
    [Fact]
    public void Progress_WhileDataIsPrintedToTheSameScreen_HasNoBar() =>
        Assert.False(new WorkProgress(TextWriter.Null, new Surroundings { IsErrorTerminal = true, Columns = 80 }, isSilent: false, streams: true).HasBar);

    [Theory]
    [InlineData("y", true, true)]
    [InlineData("n", true, false)]
    [InlineData("", true, false)]
    [InlineData("y", false, false)]
    public async Task Consent_OnATerminal_IsAskedFor(string answer, bool isTerminal, bool isGiven)
    {
        var errors = new StringWriter();
        var command = new System.CommandLine.RootCommand();
        command.Add(GlobalOptions.Yes);
        command.SetAction(parsed => Consent.Ask(parsed, "This drops it.", "watcher outbox drop 1"));
        var parsed = command.Parse([]);
        var ask = () => parsed.InvokeAsync(new VerbInvocation
        {
            EnableDefaultExceptionHandler = false,
            Error = errors,
            Around = new Surroundings { IsInputTerminal = isTerminal, IsErrorTerminal = true, Input = new StringReader(answer) },
        });

        if (isGiven)
        {
            await ask();
        }
        else
        {
            Assert.Equal(ExitCodes.WrongUsage, (await Assert.ThrowsAsync<VerbException>(ask)).ExitCode);
        }

        Assert.Equal(isTerminal, errors.ToString().Contains("[y/N]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_ThatIsNoDatabase_ExitsSixtyNine()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        using var data = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "watcher.db"), new string('x', 4096));
        var errors = new StringWriter();

        var exit = await CommandLine.RunAsync(CommandTree.Build(), ["claims", "list", "--config", service.Config, "--data", data.Path], TextWriter.Null, errors);

        Assert.Equal(ExitCodes.DependencyUnavailable, exit);
        Assert.Contains("fix: watcher doctor", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastGood_AfterTheFilesWereBroken_IsWhatItWas()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        using var data = new TemporaryFolder();
        var kept = Worker.Rules.LastGoodConfiguration.PathIn(data.Path);
        Assert.Null(Worker.Rules.LastGoodConfiguration.Keep(service.Config, kept));
        await File.WriteAllTextAsync(Path.Combine(service.Config, "watchlists", "kharkiv.yaml"), "version: 1\nnonsense: true\n");

        Assert.Equal("Kharkiv front", Worker.Rules.LastGoodConfiguration.Load(kept)!.Configuration.List("kharkiv")!.Title);
        await File.WriteAllTextAsync(kept, "no archive");
        Assert.Null(Worker.Rules.LastGoodConfiguration.Load(kept));

        var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(CommandTree.Build(), ["run", "--allow-last-good", "--config", service.Config, "--data", data.Path], TextWriter.Null, errors);
        Assert.Equal(ExitCodes.ConfigurationInvalid, exit);
        Assert.Contains("No configuration without errors is kept", errors.ToString(), StringComparison.Ordinal);
    }

    private static Func<string, string?> Variables(string environment)
    {
        var set = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => set.GetValueOrDefault(name);
    }
}
