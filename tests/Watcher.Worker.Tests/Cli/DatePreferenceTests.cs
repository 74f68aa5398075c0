using Watcher.Claims.Quantities;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>The key <c>prefer</c> of a batch line and <c>analyze --prefer</c>.</summary>
public sealed class DatePreferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("past", DatePreference.Past)]
    [InlineData("past (alt lists the others)", DatePreference.Past)]
    [InlineData("future", DatePreference.Future)]
    [InlineData("a default of some tool (nearest)", DatePreference.Nearest)]
    [InlineData("past-unless-future-tense", DatePreference.PastUnlessFutureTense)]
    public void Parse_KnownWord_IsItsPreference(string text, DatePreference expected) => Assert.Equal(expected, PreferWord.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("pastime")]
    [InlineData("(sometimes)")]
    public void Parse_UnknownWord_NamesTheKnownOnes(string text)
    {
        var error = Assert.Throws<FormatException>(() => PreferWord.Parse(text));

        Assert.Contains("past, future, nearest, past-unless-future-tense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_LinesWithPrefer_ReadsEachByItsOwn()
    {
        var (exit, output, errors) = await AnalyzeAsync(Line("a", "\"past\""), Line("b", "\"future\""), Line("c", null));

        Assert.Equal((ExitCodes.Done, ""), (exit, errors));
        Assert.Equal(["2022-06-03", "2023-06-03", "2022-06-03"], From(output));
    }

    [Fact]
    public async Task Analyze_PreferOption_StandsInPlaceOfTheLines()
    {
        var (_, output, _) = await AnalyzeAsync(["--prefer", "nearest"], Line("a", "\"past\""), Line("b", null));

        Assert.Equal(["2023-06-03", "2023-06-03"], From(output));
    }

    [Theory]
    [InlineData("\"soon\"", "prefer 'soon' is not known")]
    [InlineData("7", "prefer '7' is not known")]
    public async Task Analyze_UnknownPrefer_SaysFileAndLineAndReadsTheRest(string prefer, string message)
    {
        var (exit, output, errors) = await AnalyzeAsync(Line("a", prefer), Line("b", null));

        Assert.Equal(ExitCodes.PartlyDone, exit);
        Assert.Single(From(output));
        Assert.Contains($"rows.jsonl:1: {message}; give one of: past, future, nearest, past-unless-future-tense", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_PreferOptionThatIsNoWord_IsWrongUsage()
    {
        var (exit, _, errors) = await AnalyzeAsync(["--prefer", "soon"], Line("a", null));

        Assert.Equal(ExitCodes.WrongUsage, exit);
        Assert.Contains("soon", errors, StringComparison.Ordinal);
    }

    private static string Line(string id, string? prefer) =>
        $$"""{"id":"{{id}}","text":"The fair of 3 June","reference_time":"2023-05-18"{{(prefer is null ? "" : ",\"prefer\":" + prefer)}}}""";

    private static IEnumerable<string> From(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("pred")[0].GetProperty("from").GetString()!);

    private Task<(int Exit, string Output, string Errors)> AnalyzeAsync(params string[] lines) => AnalyzeAsync([], lines);

    private async Task<(int Exit, string Output, string Errors)> AnalyzeAsync(string[] options, params string[] lines)
    {
        var file = Path.Combine(_folder.Path, "rows.jsonl");
        await File.WriteAllLinesAsync(file, lines);
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(CommandTree.Build(), ["analyze", "--from", file, "--jsonl", "--only", "dates", "--config", Checkout.Config, .. options], output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
