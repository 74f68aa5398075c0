using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Aho–Corasick over words: finds every name of any length in one pass, so the cost of a text does not depend on the number of names.
/// Words rather than characters, so that a match always ends at word boundaries. Immutable after the constructor; thread-safe.
/// </summary>
internal sealed class NameAutomaton
{
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _next = [];   // (node, word) → node
    private readonly List<int> _failure = [0];
    private readonly List<int> _output = [-1];     // index of the name that ends here
    private readonly List<int> _shorter = [0];     // nearest node down the failure links where a name ends, or the root
    private readonly int[] _lengths;

    /// <param name="names">Folded words of each name, parted by one blank; the names must differ.</param>
    public NameAutomaton(IReadOnlyList<string> names)
    {
        _lengths = new int[names.Count];
        _next.EnsureCapacity(names.Count * 3 / 2);
        _vocabulary.EnsureCapacity(names.Count);
        var spans = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        var children = new List<(int Parent, int Word, int Depth)> { (0, -1, 0) };   // by node; parents before their children
        var deepest = 0;
        for (var index = 0; index < names.Count; index++)
        {
            var node = 0;
            foreach (var part in names[index].AsSpan().Split(' '))
            {
                var word = names[index].AsSpan(part);
                if (!spans.TryGetValue(word, out var id))
                {
                    spans[word] = id = _vocabulary.Count;
                }

                if (!_next.TryGetValue(Edge(node, id), out var child))
                {
                    _next.Add(Edge(node, id), child = _output.Count);
                    _output.Add(-1);
                    _failure.Add(0);
                    _shorter.Add(0);
                    children.Add((node, id, children[node].Depth + 1));
                    deepest = Math.Max(deepest, children[^1].Depth);
                }

                node = child;
                _lengths[index]++;
            }

            _output[node] = index;
        }

        for (var depth = 1; depth <= deepest; depth++)
        {
            for (var node = 1; node < children.Count; node++)
            {
                var (parent, word, at) = children[node];
                if (at == depth)
                {
                    _failure[node] = parent == 0 ? 0 : Follow(_failure[parent], word);
                    _shorter[node] = _output[_failure[node]] >= 0 ? _failure[node] : _shorter[_failure[node]];
                }
            }
        }
    }

    /// <summary>Adds every name in the words, as (name, first word, number of words), by where it ends.</summary>
    public void Find(ReadOnlySpan<NameWord> words, RentedList<(int Name, int First, int Count)> into)
    {
        var node = 0;
        for (var i = 0; i < words.Length; i++)
        {
            node = _vocabulary.TryGetValue(words[i].Folded, out var word) ? Follow(node, word) : 0;
            for (var at = _output[node] >= 0 ? node : _shorter[node]; at != 0; at = _shorter[at])
            {
                var name = _output[at];
                into.Add((name, i + 1 - _lengths[name], _lengths[name]));
            }
        }
    }

    public bool Knows(string word) => _vocabulary.ContainsKey(word);

    private int Follow(int node, int word)
    {
        while (true)
        {
            if (_next.TryGetValue(Edge(node, word), out var child))
            {
                return child;
            }

            if (node == 0)
            {
                return 0;
            }

            node = _failure[node];
        }
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;
}
