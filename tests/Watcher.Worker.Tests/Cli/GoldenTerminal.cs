using System.Globalization;
using System.Text;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>
/// Compares what a verb prints on each kind of terminal with a file in <c>Golden/</c>. An escape character stands there as ␛. After an intended
/// change record them again by <c>WATCHER_RECORD=1 dotnet test tests/Watcher.Worker.Tests --filter Golden</c>, read the difference, and commit it.
/// </summary>
internal static class GoldenTerminal
{
    private static readonly bool s_isRecording = Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1";

    private static readonly (string Name, int? Columns, string Color)[] s_forms =
    [
        ("120 columns", 120, "never"), ("80 columns", 80, "never"), ("120 columns, colour", 120, "always"), ("80 columns, colour", 80, "always"),
        ("60 columns", 60, "never"), ("a pipe", null, "auto"),
    ];

    /// <param name="isTable">Only tables look otherwise on a narrow terminal and in a pipe.</param>
    /// <param name="print">What is printed at a width and with <c>--color</c>.</param>
    public static async Task CompareAsync(string name, bool isTable, Func<int?, string, Task<string>> print)
    {
        var all = new StringBuilder();
        foreach (var (form, columns, color) in s_forms.Take(isTable ? s_forms.Length : 4))
        {
            var text = await print(columns, color);
            Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
            if (color != "always")
            {
                Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
            }

            all.Append(CultureInfo.InvariantCulture, $"=== {form} ===\n{text.ReplaceLineEndings("\n").Replace('\u001b', '␛')}");
        }

        await CompareAsync(name, all.ToString());
    }

    /// <summary>A text that is the same on every terminal.</summary>
    public static async Task CompareAsync(string name, string text)
    {
        var path = Path.Combine(Checkout.Root, "tests", "Watcher.Worker.Tests", "Cli", "Golden", $"{name}.txt");
        if (s_isRecording)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }

        Assert.Equal((await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n"), text);
    }
}
