using YamlDotNet.Core;
using YamlDotNet.Core.Events;
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
    private readonly List<ParsingEvent> _events = [];

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
        byte[] bytes;
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes)
            {
                return Refused(file, ProblemCodes.Limit, FormattableString.Invariant($"the file has {length:N0} bytes; {MaxBytes:N0} is the limit"));
            }

            bytes = System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(file, ProblemCodes.Unreadable, $"the file cannot be read: {e.Message}");
        }

        return TextEncoding.Decode(bytes, out var text) is { } problem ? Refused(file, ProblemCodes.Unreadable, problem.Message, problem.Line, problem.Column)
            : Parse(text, file);
    }

    /// <param name="text">The whole file.</param>
    /// <param name="file">How messages name it.</param>
    /// <param name="maxNodes">Word lists of the rule data are longer than what people write.</param>
    public static ConfigText Parse(string text, string file, int maxNodes = MaxNodes)
    {
        var config = new ConfigText(file, text.TrimStart('\uFEFF'));
        if (config.Text.Length > MaxBytes)
        {
            config.Add(1, 1, 1, ProblemCodes.Limit, FormattableString.Invariant($"the file has {config.Text.Length:N0} characters; {MaxBytes:N0} is the limit"));
            return config;
        }

        config.CheckCharacters();
        if (config.HasErrors)
        {
            return config;
        }

        try
        {
            config.ReadEvents(maxNodes);
            if (!config.Problems.Any(p => p.Code is ProblemCodes.Limit or ProblemCodes.Syntax))
            {
                config.BuildTree();
            }
        }
        catch (YamlException e)
        {
            var (line, column) = ((int)e.Start.Line, (int)e.Start.Column);
            var start = config.ClampedTo(line, column);
            config.Add(start.Line, start.Column, (int)Math.Max(e.End.Line == e.Start.Line ? e.End.Column : 0, start.Column + 1),
                ProblemCodes.Syntax, SyntaxMessage.Of(e));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The library's scanner gives up on some broken texts with an exception of its own, without a place: it is after the last event.
            var last = config._events.Count == 0 ? Mark.Empty : config._events[^1].End;
            var start = config.ClampedTo((int)last.Line, (int)last.Column);
            config.Add(start.Line, start.Column, start.Column + 1, ProblemCodes.Syntax, "here or soon after, the text is no YAML: a quote, bracket or comma is missing");
        }

        return config;
    }

    /// <summary>The content as the binder reads it: without <c>x-</c> keys, aliases written out. Only after a check without errors.</summary>
    public IParser ToParser() => new EventList(_events, dropsExtensions: true);

    /// <summary>The list under a key of the file; null when there is none.</summary>
    public TopLevelList? TopLevel(string key)
    {
        // Stream, document and root mapping come first; then keys and values by turns.
        for (var (i, depth, isKey) = (3, 0, true); i < _events.Count; i++)
        {
            if (depth == 0 && isKey && _events[i] is Scalar { Value: var name } && name == key && i + 1 < _events.Count && _events[i + 1] is SequenceStart start)
            {
                var end = EndOf(i + 1);
                var inside = _events.GetRange(i + 2, end - i - 2);
                return new TopLevelList(start, inside.OfType<NodeEvent>().FirstOrDefault(),
                    inside.Select(EndIndex).Append(start.End.Index).Max(), EndIndex(_events[end]));
            }

            depth += _events[i].NestingIncrease;
            isKey = depth == 0 ? !isKey : isKey;
        }

        return null;
    }

    /// <summary>Behind the last character of an event. Ends of block collections are marks without one, at whatever follows.</summary>
    private long EndIndex(ParsingEvent e) => e switch
    {
        Scalar => e.End.Index,
        MappingEnd or SequenceEnd when e.Start.Index < Text.Length && Text[(int)e.Start.Index] is '}' or ']' => e.Start.Index + 1,
        _ => 0,
    };

    private int EndOf(int start)
    {
        var depth = 0;
        var i = start;
        do
        {
            depth += _events[i++].NestingIncrease;
        }
        while (depth > 0);
        return i - 1;
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
        ProblemSeverity severity = ProblemSeverity.Error)
    {
        // An anchored node is checked wherever an alias repeats it; its mistake is told once.
        if (Problems.Any(p => p.Line == line && p.Column == column && p.Code == code && p.Suggestions.SequenceEqual(suggestions ?? [])))
        {
            return;
        }

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
            SourceLine = line >= 1 && line <= _lines.Length ? SecretMask.Line(_lines[line - 1].TrimEnd('\r')) : null,
        });
    }

    private static ConfigText Refused(string file, string code, string message, int line = 1, int column = 1)
    {
        var refused = new ConfigText(file, "");
        refused.Problems.Add(new ConfigProblem { File = file, Line = line, Column = column, EndColumn = column, Code = code, Message = message });
        return refused;
    }

    /// <summary>What no parser explains well: tabs and no-break spaces where the indentation should be, characters nobody sees.</summary>
    private void CheckCharacters()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            var line = _lines[i].AsSpan().TrimEnd('\r');
            var column = line.IndexOfAnyExcept(' ');
            if (column >= 0 && line[column] is '\t' or '\u00A0' or '\u3000' or '\u2007' or '\u202F' && !line[column..].Trim().IsEmpty)
            {
                var what = line[column] == '\t' ? "a tab" : "a no-break space (copied from a web page?)";
                Add(i + 1, column + 1, column + 2, ProblemCodes.Syntax, $"{what} in the indentation; YAML allows plain spaces only");
                return;
            }

            for (var c = 0; c < line.Length; c++)
            {
                if (line[c] is < ' ' and not '\t' or '\u007F' or '\uFFFE' or '\uFFFF' or (>= '\u0080' and < '\u00A0' and not '\u0085')
                    || (char.IsSurrogate(line[c]) && !IsPair(line, c)))
                {
                    Add(i + 1, c + 1, c + 2, ProblemCodes.Unreadable, $"an invisible control character (U+{(int)line[c]:X4}); delete it");
                    return;
                }
            }
        }
    }

    private static bool IsPair(ReadOnlySpan<char> line, int at) =>
        char.IsHighSurrogate(line[at]) ? at + 1 < line.Length && char.IsLowSurrogate(line[at + 1]) : at > 0 && char.IsHighSurrogate(line[at - 1]);

    /// <summary>
    /// Walks the events before any tree is built, so that an anchor bomb or a deep nest costs nothing; writes aliases out and drops repeated
    /// keys, so that the rest of the file can still be checked.
    /// </summary>
    private void ReadEvents(int maxNodes)
    {
        var reading = new EventReading(this, _events, maxNodes, MaxDepth);
        reading.Read(new Parser(new StringReader(Text)));
    }

    private void BuildTree()
    {
        var stream = new YamlStream();
        stream.Load(new EventList(_events, dropsExtensions: false));
        if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root)
        {
            Root = root;
            return;
        }

        Add(1, 1, 1, ProblemCodes.WrongType, "the file must hold a mapping (key: value)");
    }

    private (int Line, int Column) ClampedTo(int line, int column) =>
        line > _lines.Length ? (_lines.Length, _lines[^1].Length + 1) : (Math.Max(1, line), Math.Max(1, column));
}
