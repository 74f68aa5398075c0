namespace Watcher.Worker.Rules.Checks;

/// <summary>Everything found in one look at the configuration, sorted by file and place.</summary>
/// <param name="Files">How many files were read.</param>
internal sealed record ConfigReport(IReadOnlyList<ConfigProblem> Problems, int Files)
{
    public int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    public int Warnings => Problems.Count(p => p.Severity == ProblemSeverity.Warning);

    public bool IsValid => Errors == 0;

    /// <summary>This report with further problems in their places.</summary>
    public ConfigReport With(IReadOnlyList<ConfigProblem> further) => this with
    {
        Problems = [.. Problems.Concat(further).OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)],
    };
}

/// <summary>The configuration cannot be used; <see cref="Report"/> says where and why.</summary>
internal sealed class ConfigurationException(ConfigReport report)
    : Exception(string.Join('\n', report.Problems.Select(p => p.ToString())))
{
    public ConfigReport Report { get; } = report;
}
