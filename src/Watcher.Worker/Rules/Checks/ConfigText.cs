using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>One configuration file: its text, its YAML nodes when it has any, and the problems found in it so far.</summary>
internal sealed class ConfigText
{
    /// <summary>A configuration larger than this is a mistake (configuration.md 8).</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxNodes = 10_000;
    private const int MaxDepth = 32;

    private readonly string[] _lines;

    private ConfigText(string file, string text)
    {
        File = file;
        Text = text;
        _lines = text.Split('\n');
    }

    public string File { get; }

    public string Text { get; }

    /// <summary>Null when the text is no YAML mapping.</summary>
    public YamlMappingNode? Root { get; private set; }

    public List<ConfigProblem> Problems { get; } = [];

    public bool HasErrors => Problems.Any(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Reads <paramref name="path"/>; <paramref name="file"/> is how messages name it.</summary>
    public static ConfigText Read(string path, string file)
    {
        var info = new FileInfo(path);
        if (info.Length > MaxBytes)
        {
            var big = new ConfigText(file, "");
            big.Add(1, 1, 1, ProblemCodes.Limit, $"the file has {info.Length:N0} bytes; {MaxBytes:N0} is the limit");
            return big;
        }

        return Parse(System.IO.File.ReadAllText(path), file);
    }

    public static ConfigText Parse(string text, string file)
    {
        var config = new ConfigText(file, text);
        var stream = new YamlStream();
        try
        {
            config.CheckTabs();
            if (!config.HasErrors)
            {
                config.CheckLimits();
            }

            if (config.HasErrors)
            {
                return config;
            }

            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            var duplicate = e.Message.Contains("uplicate key", StringComparison.Ordinal);
            config.Add((int)e.Start.Line, (int)e.Start.Column, (int)Math.Max(e.End.Column, e.Start.Column + 1),
                duplicate ? ProblemCodes.DuplicateKey : ProblemCodes.Syntax,
                duplicate ? "the key stands twice in this mapping" : OneLine(e.InnerException?.Message ?? e.Message));
            return config;
        }

        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            config.Add(1, 1, 1, ProblemCodes.WrongType, "the file must hold a mapping (key: value)");
            return config;
        }

        config.Root = root;
        return config;
    }

    /// <summary>True when <paramref name="map"/> holds a key already reported as a likely misspelling of <paramref name="key"/>: one mistake, one message.</summary>
    public bool HasMisspelled(YamlMappingNode map, string key) => Problems.Any(p => p.Code == ProblemCodes.UnknownKey && p.Suggestions.Contains(key)
        && map.Children.Keys.Any(k => k.Start.Line == p.Line && k.Start.Column == p.Column));

    public void Add(YamlNode node, string code, string message, IReadOnlyList<string>? suggestions = null,
        ProblemSeverity severity = ProblemSeverity.Error)
    {
        var width = node is YamlScalarNode { Value: { } value } ? Math.Max(1, value.Length) : 1;
        var end = node.End.Line == node.Start.Line && node.End.Column > node.Start.Column
            ? (int)node.End.Column : (int)node.Start.Column + width;
        Add((int)node.Start.Line, (int)node.Start.Column, end, code, message, suggestions, severity);
    }

    public void Add(int line, int column, int endColumn, string code, string message, IReadOnlyList<string>? suggestions = null,
        ProblemSeverity severity = ProblemSeverity.Error) =>
        Problems.Add(new ConfigProblem
        {
            File = File,
            Line = Math.Max(1, line),
            Column = Math.Max(1, column),
            EndColumn = Math.Max(endColumn, column),
            Severity = severity,
            Code = code,
            Message = message,
            Suggestions = suggestions ?? [],
            SourceLine = line >= 1 && line <= _lines.Length ? _lines[line - 1].TrimEnd('\r') : null,
        });

    /// <summary>The parser reports a tab at the start of the mapping it spoils; the line itself is more use.</summary>
    private void CheckTabs()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            var column = _lines[i].AsSpan().IndexOfAnyExcept(' ');
            if (column >= 0 && _lines[i][column] == '\t' && !_lines[i].AsSpan(column).TrimStart().IsEmpty)
            {
                Add(i + 1, column + 1, column + 2, ProblemCodes.Syntax, "a tab in the indentation; YAML allows spaces only");
                return;
            }
        }
    }

    /// <summary>Walks the events before any tree is built, so that an anchor bomb or a deep nest costs nothing.</summary>
    private void CheckLimits()
    {
        var parser = new Parser(new StringReader(Text));
        var (nodes, depth) = (0, 0);
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            nodes++;
            if (depth > MaxDepth + 2 || nodes > MaxNodes)
            {
                Add((int)parser.Current.Start.Line, (int)parser.Current.Start.Column, (int)parser.Current.Start.Column + 1,
                    ProblemCodes.Limit, depth > MaxDepth + 2 ? $"nested deeper than {MaxDepth}" : $"more than {MaxNodes:N0} nodes");
                return;
            }
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
