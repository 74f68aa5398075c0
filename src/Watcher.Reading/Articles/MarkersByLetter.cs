using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watcher.Reading.Articles;

/// <summary>
/// Markers whose form stands at the start, or at the end, of a text: filed by the letter there, so that a block is compared with a few forms and not with
/// hundreds. Forms of one letter keep the order of the file, which decides between two that match.
/// </summary>
internal sealed class MarkersByLetter
{
    private readonly FrozenDictionary<char, ImmutableArray<ListedMarker>> _byLetter;

    private MarkersByLetter(IReadOnlyCollection<ListedMarker> markers, Func<string, char> letter)
    {
        _byLetter = markers.Where(marker => marker.Form.Length > 0).GroupBy(marker => letter(marker.Form)).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        MaxLength = markers.Select(marker => marker.MaxLength).DefaultIfEmpty().Max();
    }

    /// <summary>No longer text is one of them.</summary>
    public int MaxLength { get; }

    public static MarkersByLetter ByStart(IReadOnlyCollection<ListedMarker> markers) => new(markers, form => form[0]);

    public static MarkersByLetter ByEnd(IReadOnlyCollection<ListedMarker> markers) => new(markers, form => form[^1]);

    /// <summary>Those whose form has this letter at its start, or at its end.</summary>
    public ImmutableArray<ListedMarker> With(char letter) => _byLetter.TryGetValue(letter, out var markers) ? markers : [];
}
