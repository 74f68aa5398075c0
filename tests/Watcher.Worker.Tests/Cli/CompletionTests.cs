using System.Diagnostics;
using System.Globalization;
using Watcher.Worker.Cli;

namespace Watcher.Worker.Tests.Cli;

/// <summary>What a shell gets when somebody presses tab.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("watcher cla", "claims")]
    [InlineData("watcher claims ex", "explain")]
    [InlineData("watcher doctor --sm", "--smtp")]
    [InlineData("watcher digest preview kharkiv --format h", "html")]
    public async Task Suggest_BeginningOfAWord_GivesTheWord(string line, string word)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter());

        var exit = await CommandLine.RunAsync(CommandTree.Build(), [string.Create(CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line], output, errors);

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains(word, output.ToString().Split('\n'));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Script_OfEveryShell_AsksTheProgram(string shell)
    {
        var output = new StringWriter();

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(CommandTree.Build(), ["completion", shell], output, new StringWriter()));

        Assert.Contains("[suggest:", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The script in a real bash, with a <c>watcher</c> that answers as ours does.</summary>
    [Fact]
    public async Task Bash_PressingTab_FillsInTheVerb()
    {
        var script = new StringWriter { NewLine = "\n" };
        await CommandLine.RunAsync(CommandTree.Build(), ["completion", "bash"], script, new StringWriter());
        var typed = $"watcher() {{ printf 'claims\\ncheck\\n'; }}\n{script}\nCOMP_WORDS=(watcher cla); COMP_CWORD=1; COMP_LINE='watcher cla'; COMP_POINT=11; _watcher; echo \"${{COMPREPLY[@]}}\"";
        using var bash = Process.Start(new ProcessStartInfo("bash") { ArgumentList = { "-c", typed }, RedirectStandardOutput = true })!;

        Assert.Equal("claims\n", await bash.StandardOutput.ReadToEndAsync());
        await bash.WaitForExitAsync();
    }
}
