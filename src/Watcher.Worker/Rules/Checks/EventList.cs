using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Watcher.Worker.Rules.Checks;

/// <summary>A parser over events that were read before.</summary>
/// <param name="dropsExtensions">
/// True: keys that begin with <c>x-</c> are left out with their values, as the binder must not see them; so is <c>was</c>, which tells the store of
/// an entry's past and nothing of the entry.
/// </param>
internal sealed class EventList(IReadOnlyList<ParsingEvent> events, bool dropsExtensions) : IParser
{
    private readonly Stack<(bool IsMapping, bool ExpectsKey)> _levels = [];
    private int _next;

    public ParsingEvent? Current { get; private set; }

    public bool MoveNext()
    {
        while (dropsExtensions && _next < events.Count && IsExtension(events[_next]))
        {
            _next = AfterNode(_next + 1);
        }

        if (_next == events.Count)
        {
            return false;
        }

        Current = events[_next++];
        switch (Current)
        {
            case MappingStart or SequenceStart:
                _levels.Push((Current is MappingStart, Current is MappingStart));
                break;
            case MappingEnd or SequenceEnd:
                _levels.Pop();
                Flip();
                break;
            case Scalar:
                Flip();
                break;
        }

        return true;
    }

    private bool IsExtension(ParsingEvent e) =>
        e is Scalar { Value: var key } && _levels.TryPeek(out var level) && level.ExpectsKey
        && (key.StartsWith("x-", StringComparison.Ordinal) || key == "was");

    /// <summary>A node inside a mapping is by turns key and value; one of a sequence is neither.</summary>
    private void Flip()
    {
        if (_levels.TryPop(out var level))
        {
            _levels.Push(level with { ExpectsKey = level.IsMapping && !level.ExpectsKey });
        }
    }

    private int AfterNode(int start)
    {
        var depth = 0;
        var i = start;
        do
        {
            depth += events[i++].NestingIncrease;
        }
        while (depth > 0);
        return i;
    }
}
