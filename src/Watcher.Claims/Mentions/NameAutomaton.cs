using System.Collections.Immutable;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Aho–Corasick over words: finds every name of any length in one pass, so the cost of a text does not depend on the number of names.
/// Words rather than characters, so that a match always ends at word boundaries. Immutable after the constructor; thread-safe.
/// </summary>
internal sealed class NameAutomaton
{
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Node, int Word), int> _next = [];
    private readonly List<int> _failure = [0];
    private readonly List<int> _output = [-1];     // index of the name that ends here
    private readonly List<int> _shorter = [0];     // nearest node down the failure links where a name ends, or the root
    private readonly int[] _lengths;

    /// <param name="names">Folded words of each name; the names must differ.</param>
    public NameAutomaton(IReadOnlyList<IReadOnlyList<string>> names)
    {
        _lengths = new int[names.Count];
        var children = new List<(int Parent, int Word, int Node)>();
        foreach (var (index, words) in names.Index())
        {
            _lengths[index] = words.Count;
            var node = 0;
            foreach (var word in words)
            {
                if (!_vocabulary.TryGetValue(word, out var id))
                {
                    _vocabulary.Add(word, id = _vocabulary.Count);
                }

                if (!_next.TryGetValue((node, id), out var child))
                {
                    _next.Add((node, id), child = _output.Count);
                    _output.Add(-1);
                    _failure.Add(0);
                    _shorter.Add(0);
                    children.Add((node, id, child));
                }

                node = child;
            }

            _output[node] = index;
        }

        var depths = new int[_output.Count];
        foreach (var (parent, _, node) in children)   // parents are always listed before their children
        {
            depths[node] = depths[parent] + 1;
        }

        foreach (var (parent, word, node) in children.OrderBy(c => depths[c.Node]))
        {
            _failure[node] = parent == 0 ? 0 : Follow(_failure[parent], word);
            _shorter[node] = _output[_failure[node]] >= 0 ? _failure[node] : _shorter[_failure[node]];
        }
    }

    /// <summary>Every name in the words, as (name, first word, number of words), by where it ends.</summary>
    public IEnumerable<(int Name, int First, int Count)> Find(ImmutableArray<NameWord> words)
    {
        var node = 0;
        for (var i = 0; i < words.Length; i++)
        {
            node = _vocabulary.TryGetValue(words[i].Folded, out var word) ? Follow(node, word) : 0;
            for (var at = _output[node] >= 0 ? node : _shorter[node]; at != 0; at = _shorter[at])
            {
                var name = _output[at];
                yield return (name, i + 1 - _lengths[name], _lengths[name]);
            }
        }
    }

    public bool Knows(string word) => _vocabulary.ContainsKey(word);

    private int Follow(int node, int word)
    {
        while (true)
        {
            if (_next.TryGetValue((node, word), out var child))
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
}
