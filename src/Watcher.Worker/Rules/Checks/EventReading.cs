using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Takes the events of one YAML text over: aliases written out, repeated keys reported and dropped, limits kept.</summary>
internal sealed class EventReading(ConfigText config, List<ParsingEvent> events, int maxNodes, int maxDepth)
{
    private readonly Dictionary<string, (int Start, int End)> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<Level> _levels = [];
    private int _documents;

    public void Read(IParser parser)
    {
        while (parser.MoveNext())
        {
            var current = parser.Current!;   // MoveNext said yes
            if (current is DocumentStart && ++_documents > 1)
            {
                Report(current, ProblemCodes.Syntax, "a second document begins here (---); a file holds one");
                return;
            }

            var isTaken = current is AnchorAlias alias ? WriteOut(alias) : Take(current);
            if (!isTaken)
            {
                return;
            }
        }
    }

    /// <returns>False when a limit ends the reading.</returns>
    private bool Take(ParsingEvent current)
    {
        if (current is NodeEvent node)
        {
            Begin(node);
        }

        events.Add(current);
        switch (current)
        {
            case MappingStart or SequenceStart:
                _levels.Push(new Level(current is MappingStart, Anchor((NodeEvent)current), events.Count - 1));
                break;
            case MappingEnd or SequenceEnd:
                var level = _levels.Pop();
                Close(level.Anchor, level.Start);
                End();
                break;
            case Scalar scalar:
                Close(Anchor(scalar), events.Count - 1);
                End();
                break;
        }

        if (_levels.Count > maxDepth)
        {
            Report(current, ProblemCodes.Limit, $"nested deeper than {maxDepth}");
            return false;
        }

        if (events.Count > maxNodes)
        {
            Report(current, ProblemCodes.Limit, FormattableString.Invariant($"more than {maxNodes:N0} nodes, aliases written out"));
            return false;
        }

        return true;
    }

    private bool WriteOut(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchored))
        {
            var isOpen = _levels.Any(level => level.Anchor == name);
            Report(alias, ProblemCodes.Syntax, isOpen ? $"*{name} stands inside what it repeats" : $"*{name} repeats an anchor (&{name}) that is not defined above",
                Suggestion.For(name, _anchors.Keys));
            return false;
        }

        var copied = events.GetRange(anchored.Start, anchored.End - anchored.Start);
        return copied.TrueForAll(e => Take(WithoutAnchor(e)));
    }

    /// <summary>Where a key is expected: remembers it, or reports it as repeated. The value after a repeated key is dropped with it.</summary>
    private void Begin(NodeEvent node)
    {
        if (!_levels.TryPeek(out var level) || !level.IsMapping || !level.ExpectsKey)
        {
            return;
        }

        level.PairStart = events.Count;
        level.IsRepeated = false;
        if (node is Scalar { Value: var key })
        {
            if (level.Keys.TryGetValue(key, out var first))
            {
                level.IsRepeated = true;
                Report(node, ProblemCodes.DuplicateKey, $"key '{key}' stands twice in this mapping (first in line {first})");
            }
            else
            {
                level.Keys.Add(key, (int)node.Start.Line);
            }
        }
    }

    private void End()
    {
        if (!_levels.TryPeek(out var level) || !level.IsMapping)
        {
            return;
        }

        if (!level.ExpectsKey && level.IsRepeated)
        {
            events.RemoveRange(level.PairStart, events.Count - level.PairStart);
            foreach (var (name, _) in _anchors.Where(a => a.Value.End > level.PairStart).ToList())
            {
                _anchors.Remove(name);
            }
        }

        level.ExpectsKey = !level.ExpectsKey;
    }

    private void Close(string? anchor, int start)
    {
        if (anchor is not null)
        {
            _anchors[anchor] = (start, events.Count);
        }
    }

    private void Report(ParsingEvent at, string code, string message, IReadOnlyList<string>? suggestions = null)
    {
        var column = (int)at.Start.Column;
        var end = at.End.Line == at.Start.Line ? Math.Max((int)at.End.Column, column + 1) : column + 1;
        config.Add((int)at.Start.Line, column, end, code, message, suggestions);
    }

    private static string? Anchor(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private static ParsingEvent WithoutAnchor(ParsingEvent e) => e switch
    {
        Scalar s => new Scalar(AnchorName.Empty, s.Tag, s.Value, s.Style, s.IsPlainImplicit, s.IsQuotedImplicit, s.Start, s.End),
        SequenceStart s => new SequenceStart(AnchorName.Empty, s.Tag, s.IsImplicit, s.Style, s.Start, s.End),
        MappingStart m => new MappingStart(AnchorName.Empty, m.Tag, m.IsImplicit, m.Style, m.Start, m.End),
        _ => e,
    };

    private sealed class Level(bool isMapping, string? anchor, int start)
    {
        public bool IsMapping { get; } = isMapping;

        public string? Anchor { get; } = anchor;

        public int Start { get; } = start;

        public bool ExpectsKey { get; set; } = true;

        public bool IsRepeated { get; set; }

        public int PairStart { get; set; }

        public Dictionary<string, int> Keys { get; } = new(StringComparer.Ordinal);
    }
}
