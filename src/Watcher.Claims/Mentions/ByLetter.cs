using System.Collections.Immutable;

namespace Watcher.Claims.Mentions;

/// <summary>Names by their first letter, in the order given. Immutable and thread-safe.</summary>
internal sealed class ByLetter<T>(IEnumerable<T> names, Func<T, char> letter)
{
    private readonly Dictionary<char, ImmutableArray<T>> _names = names.GroupBy(letter).ToDictionary(group => group.Key, group => group.ToImmutableArray());

    public bool Contains(char letter) => _names.ContainsKey(letter);

    /// <summary>Empty for none.</summary>
    public ImmutableArray<T> this[char letter] => _names.GetValueOrDefault(letter, []);
}
