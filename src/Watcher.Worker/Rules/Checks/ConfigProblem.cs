using System.Globalization;
using System.Text;

namespace Watcher.Worker.Rules.Checks;

internal enum ProblemSeverity { Error, Warning }

/// <summary>One mistake in a configuration file: where it stands, what is wrong, what to do.</summary>
internal sealed record ConfigProblem
{
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
        if (SourceLine is null)
        {
            return Headline;
        }

        var text = new StringBuilder(Headline).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Line,5} | {SourceLine}\n");
        text.Append("      | ").Append(' ', Math.Max(0, Column - 1)).Append('^', Math.Max(1, EndColumn - Column));
        return text.ToString();
    }
}
