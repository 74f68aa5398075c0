using Watcher.Worker.Rules.Checks;
using YamlDotNet.Core.Events;

namespace Watcher.Worker.Rules;

/// <summary>Adds entries to the lists of feeds.yaml as text, so that comments, order and spacing stay.</summary>
internal static class FeedsFileText
{
    /// <returns>The new text, and each new line with the line of the old text it comes behind.</returns>
    public static (string Text, IReadOnlyList<(int After, string Line)> Added) Insert(ConfigText file, IReadOnlyList<string> outlets, IReadOnlyList<string> feeds)
    {
        var edits = new List<Edit>();
        foreach (var (key, entries) in new[] { ("outlets", outlets), ("feeds", feeds) })
        {
            if (entries.Count > 0)
            {
                edits.Add(EditOf(file, key, entries, outlets.Count > 0 && file.TopLevel("outlets") is null));
            }
        }

        var text = file.Text;
        foreach (var edit in edits.OrderByDescending(e => e.Start).ThenByDescending(e => e.Order))
        {
            text = text[..edit.Start] + edit.Text + text[edit.End..];
        }

        var lineBreak = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return (text.ReplaceLineEndings(lineBreak), [.. edits.OrderBy(e => e.Start).SelectMany(e => e.Lines.Select(line => (LineOf(file.Text, e.Start), line)))]);
    }

    private static Edit EditOf(ConfigText file, string key, IReadOnlyList<string> entries, bool outletsAreNew)
    {
        var order = key == "outlets" ? 0 : 1;
        if (file.TopLevel(key) is not { } list)
        {
            List<string> lines = [$"{key}:", .. entries.Select(entry => $"  - {entry}")];
            var isBehindOutlets = key == "feeds" && outletsAreNew;
            var lead = file.Text.Length == 0 || file.Text.EndsWith('\n') || isBehindOutlets ? "" : "\n";
            return new Edit(file.Text.Length, file.Text.Length, $"{lead}{string.Join('\n', lines)}\n", lines, order);
        }

        if (list.First is not { } first)
        {
            // outlets: []   →   a list with an entry a line
            List<string> lines = [.. entries.Select(entry => $"  - {entry}")];
            var start = (int)list.Start.Start.Index;
            while (start > 0 && file.Text[start - 1] == ' ')
            {
                start--;
            }

            return new Edit(start, (int)list.CloseEnd, "\n" + string.Join('\n', lines), lines, order);
        }

        if (list.Start.Style == SequenceStyle.Flow)
        {
            List<string> lines = [.. entries.Select(entry => $"  {entry}")];
            return new Edit((int)list.LastEnd, (int)list.LastEnd, string.Concat(lines.Select(line => ",\n" + line)), lines, order);
        }

        var lineStart = file.Text.LastIndexOf('\n', Math.Max(0, (int)first.Start.Index - 1)) + 1;
        var indent = file.Text.AsSpan(lineStart).IndexOfAnyExcept(' ');
        List<string> items = [.. entries.Select(entry => $"{new string(' ', indent)}- {entry}")];
        var end = file.Text.IndexOf('\n', (int)list.LastEnd) is var lineEnd and >= 0 ? lineEnd : file.Text.Length;
        return new Edit(end, end, "\n" + string.Join('\n', items), items, order);
    }

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private sealed record Edit(int Start, int End, string Text, IReadOnlyList<string> Lines, int Order);
}

/// <summary>Where a list stands in its file.</summary>
/// <param name="First">The first event of its first entry; null when it is empty.</param>
/// <param name="LastEnd">Index behind the last character of its last entry.</param>
/// <param name="CloseEnd">Index behind the bracket that closes it; 0 for a list without brackets.</param>
internal sealed record TopLevelList(SequenceStart Start, NodeEvent? First, long LastEnd, long CloseEnd);
