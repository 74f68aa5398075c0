using System.Globalization;
using System.Text;

namespace Watcher.Worker.Rules.Checks;

internal enum ProblemSeverity { Error, Warning }

/// <summary>One mistake in a configuration file: where it stands, what is wrong, what to do.</summary>
internal sealed record ConfigProblem
{
    /// <summary>Of a line that is wider than a terminal, the part around the place is shown.</summary>
    private const int MaxShown = 160;

    /// <summary>As the user would write it: <c>config/watchlists/kharkiv.yaml</c>.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>From 1.</summary>
    public required int Column { get; init; }

    /// <summary>Exclusive; equal to <see cref="Column"/> when the problem has no extent.</summary>
    public required int EndColumn { get; init; }

    public ProblemSeverity Severity { get; init; } = ProblemSeverity.Error;

    /// <summary>One of <see cref="ProblemCodes"/>; never reused.</summary>
    public required string Code { get; init; }

    public required string Message { get; init; }

    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The source line, for the marker under it; null when the file could not be read.</summary>
    public string? SourceLine { get; init; }

    /// <summary>One clickable line: <c>file:line:col: severity CODE message; did you mean 'x'?</c></summary>
    public string Headline
    {
        get
        {
            var hint = Suggestions.Count == 0 ? "" : "; did you mean " + string.Join(" or ", Suggestions.Select(s => $"'{s}'")) + "?";
            return string.Create(CultureInfo.InvariantCulture,
                $"{File}:{Line}:{Column}: {(Severity == ProblemSeverity.Error ? "error" : "warning")} {Code} {Message}{hint}");
        }
    }

    /// <summary>The headline, the line it speaks of and a marker under the place.</summary>
    public override string ToString()
    {
        if (SourceLine is not { } line)
        {
            return Headline;
        }

        var start = Math.Clamp(Column - 1, 0, line.Length);
        var end = Math.Clamp(EndColumn - 1, start, line.Length);
        var cut = line.Length > MaxShown ? Math.Max(0, start - MaxShown / 3) : 0;
        var shown = line[cut..Math.Min(line.Length, cut + MaxShown)];
        var before = DisplayWidth(line.AsSpan(cut, start - cut));
        var width = DisplayWidth(line.AsSpan(start, Math.Min(end, cut + shown.Length) - start));
        var text = new StringBuilder(Headline).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Line,5} | {shown.Replace('\t', ' ')}\n");
        text.Append("      | ").Append(' ', before).Append('^', Math.Max(1, width));
        return text.ToString();
    }

    /// <summary>Combining marks and the second half of a pair take no room of their own.</summary>
    private static int DisplayWidth(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var c in text)
        {
            width += char.IsLowSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
        }

        return width;
    }
}
