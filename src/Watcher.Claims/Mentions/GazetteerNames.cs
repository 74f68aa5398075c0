using System.Collections.Immutable;
using System.Text;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// The names of an official list of settlements, tens of thousands of them, compiled small: every spelling of every word is one 64-bit key in
/// an open table, and a name is a path of words. The same exact matching as <see cref="NameAutomaton"/>, at a hundredth of its memory for a name.
/// Immutable after the constructor but for caches; thread-safe.
/// </summary>
/// <remarks>
/// Spellings are kept as keys only. With 2^20 of them in 2^64 the chance that a word of a text has the key of a spelling it is not is 6e-14.
/// </remarks>
internal sealed class GazetteerNames
{
    private const double Score = 0.8;

    private readonly ImmutableArray<Settlement> _rows;
    private readonly Dictionary<(string Word, bool IsUkrainian), int> _words = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<int> _firstRow = [];              // of each name, into _next
    private readonly List<(int Row, int Next)> _next = [];
    private readonly Dictionary<long, int> _children = [];  // (node, word) → node; the root is 0
    private readonly List<int> _nameAt = [-1];              // of each node
    private readonly ImmutableArray<NameCandidate>[] _candidates;       // default until asked for
    private ulong[] _keys = new ulong[1 << 19];
    private int[] _values = new int[1 << 19];
    private int _count;

    /// <param name="rows">At least one.</param>
    public GazetteerNames(ImmutableArray<Settlement> rows)
    {
        _rows = rows;
        for (var row = 0; row < rows.Length; row++)
        {
            AddRow(row);
        }

        _candidates = new ImmutableArray<NameCandidate>[_firstRow.Count];
        _words.Clear();     // the table holds them now
        _words.TrimExcess();
        _names.Clear();
        _names.TrimExcess();
    }

    public int NameCount => _firstRow.Count;

    public IReadOnlyList<Settlement> Rows => _rows;

    /// <summary>Adds every name in the words, as (candidates, first word, number of words). A name begins and ends with a capital letter.</summary>
    public void Find(ReadOnlySpan<NameWord> words, RentedList<(ImmutableArray<NameCandidate> Candidates, int First, int Count)> into)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].IsCapitalised)
            {
                Walk(words, i, i, 0, into);
            }
        }
    }

    /// <summary>Follows all paths along the words; a word can be a spelling of several words of names.</summary>
    private void Walk(ReadOnlySpan<NameWord> words, int first, int at, int node, RentedList<(ImmutableArray<NameCandidate> Candidates, int First, int Count)> into)
    {
        var key = KeyOf(words[at].Folded);
        for (var slot = (int)(key >> 20) & (_keys.Length - 1); _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] != key || !_children.TryGetValue(Edge(node, _values[slot]), out var child))
            {
                continue;
            }

            if (_nameAt[child] is >= 0 and var name && words[at].IsCapitalised)
            {
                into.Add((CandidatesOf(name), first, at + 1 - first));
            }

            if (at + 1 < words.Length)
            {
                Walk(words, first, at + 1, child, into);
            }
        }
    }

    private ImmutableArray<NameCandidate> CandidatesOf(int name)
    {
        if (_candidates[name] is { IsDefault: false } known)
        {
            return known;
        }

        var candidates = new List<NameCandidate>();
        for (var at = _firstRow[name]; at >= 0; at = _next[at].Next)
        {
            var row = _rows[_next[at].Row];
            var target = new NameTarget { Type = SubjectType.Settlement, Id = row.Id, Canonical = row.Name, Settlement = row, IsWatched = true, IsOfficial = true };
            candidates.Add(new(target, NameForm.Full, AliasKind.Generated, Score, []));
        }

        return _candidates[name] = [.. candidates.OrderBy(c => c.Target.Id.Value, StringComparer.Ordinal)];   // the same whoever comes first
    }

    private void AddRow(int row)
    {
        var settlement = _rows[row];
        var hasUkrainian = false;
        foreach (var alias in settlement.Aliases)
        {
            var isUkrainian = alias.Language == "uk";
            hasUkrainian |= isUkrainian && alias.Kind != AliasKind.Historic;
            AddName(row, alias.Text, isUkrainian);
        }

        // The English name of a row with a Ukrainian one is one of the spellings that follow from it.
        if (!hasUkrainian)
        {
            AddName(row, settlement.Name, isUkrainian: false);
        }
    }

    private void AddName(int row, string text, bool isUkrainian)
    {
        var folded = Folded(text);
        var key = isUkrainian ? folded : "\0" + folded;
        if (!_names.TryGetValue(key, out var name))
        {
            _names.Add(key, name = NodeOf(folded, isUkrainian));
        }

        _next.Add((row, _firstRow[name]));
        _firstRow[name] = _next.Count - 1;
    }

    private int NodeOf(string folded, bool isUkrainian)
    {
        var node = 0;
        foreach (var part in folded.AsSpan().Split(' '))
        {
            var word = folded[part];
            if (!_words.TryGetValue((word, isUkrainian), out var id))
            {
                _words.Add((word, isUkrainian), id = _words.Count);
                AddForms(word, id, isUkrainian);
            }

            if (!_children.TryGetValue(Edge(node, id), out var child))
            {
                _children.Add(Edge(node, id), child = _nameAt.Count);
                _nameAt.Add(-1);
            }

            node = child;
        }

        if (_nameAt[node] < 0)
        {
            _nameAt[node] = _firstRow.Count;
            _firstRow.Add(-1);
        }

        return _nameAt[node];
    }

    private void AddForms(string word, int id, bool isUkrainian)
    {
        if (!NameForms.IsCyrillic(word))
        {
            Add(LatinForms.OfFolded(word), id);
            return;
        }

        Add(CyrillicForms.OfFolded(word, CyrillicForms.Kind.Place), id);
        if (!isUkrainian)
        {
            Add(LatinForms.OfFolded(RussianForms.Latin(word)), id);
            return;
        }

        Add(LatinForms.OfFolded(UkrainianLatin.Of(word)), id);
        foreach (var russian in RussianForms.Of(word))
        {
            Add(CyrillicForms.OfFolded(russian, CyrillicForms.Kind.Place), id);
            Add(RussianForms.Latin(russian), id);
        }
    }

    private void Add(ImmutableArray<string> forms, int id)
    {
        foreach (var form in forms)
        {
            Add(form, id);
        }
    }

    private void Add(string form, int id)
    {
        var key = KeyOf(form);
        var slot = (int)(key >> 20) & (_keys.Length - 1);
        for (; _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key && _values[slot] == id)
            {
                return;
            }
        }

        (_keys[slot], _values[slot]) = (key, id);
        if (++_count * 4L > _keys.Length * 3L)
        {
            Grow();
        }
    }

    private void Grow()
    {
        var (keys, values) = (_keys, _values);
        _keys = new ulong[keys.Length * 2];
        _values = new int[keys.Length * 2];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                var slot = (int)(keys[i] >> 20) & (_keys.Length - 1);
                while (_keys[slot] != 0)
                {
                    slot = (slot + 1) & (_keys.Length - 1);
                }

                (_keys[slot], _values[slot]) = (keys[i], values[i]);
            }
        }
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;

    /// <summary>FNV-1a over the units with a last mix; never 0, which marks an empty slot.</summary>
    private static ulong KeyOf(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return hash | 1;
    }

    /// <summary>The words of a name as <see cref="NameWord"/> gives them, parted by one blank.</summary>
    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var unit in name)
        {
            var c = Fold.Char(unit);
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(c == 'ё' ? 'е' : c);
            }
            else if (c is not ('\0' or '\'') && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        return folded.ToString();
    }
}
