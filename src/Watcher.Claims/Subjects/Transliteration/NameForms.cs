using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>Whole names: the spellings of their words put together. Made once, when the names are compiled.</summary>
/// <param name="givenNames">Groups of forms of one given name (Oleh, Oleg).</param>
/// <param name="exonyms">Groups of names of one place that no scheme gives (Kyiv, Kiev); they count like generated ones.</param>
public sealed class NameForms(IEnumerable<IReadOnlyList<string>> givenNames, IEnumerable<IReadOnlyList<string>> exonyms)
{
    /// <summary>Bound of the forms of one whole name.</summary>
    public const int MaxForms = 160;

    private readonly ILookup<string, IReadOnlyList<string>> _givenNames = ByMember(givenNames);
    private readonly ILookup<string, IReadOnlyList<string>> _exonyms = ByMember(exonyms);

    /// <summary>Spellings of a place name, the given one first, folded, words parted by one blank.</summary>
    public ImmutableArray<string> OfPlace(string name)
    {
        var words = Words(name);
        return [.. Combine(words.Select((w, i) => IsCyrillic(name) ? CyrillicForms.OfFolded(w, CyrillicForms.Kind.Place, words.Length > 1) : OfLatin(words, i)))
            .Concat(_exonyms[string.Join(' ', words)].SelectMany(g => g).Select(n => string.Join(' ', Words(n))))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Spellings of a whole person name (given name first), the given one first.</summary>
    public ImmutableArray<string> OfPerson(string name)
    {
        var words = Words(name);
        return IsCyrillic(name) ? Combine(words.Select(w => CyrillicForms.OfFolded(w, CyrillicForms.Kind.Person)))
            : Combine(words.Select((w, i) => (IReadOnlyList<string>)[.. ArabicArticle.IsAt(words, i) || (i == words.Length - 1 && i > 0) ? OfLatin(words, i) : OfGivenName(w)]));
    }

    /// <summary>Spellings of a surname standing alone.</summary>
    public static ImmutableArray<string> OfSurname(string name) => OfSurname(name, Words(name));

    private static ImmutableArray<string> OfSurname(string name, string[] words) =>
        Combine(words.Select((w, i) => IsCyrillic(name) ? CyrillicForms.OfFolded(w, CyrillicForms.Kind.Person) : OfLatin(words, i)));

    /// <summary>Spellings and usual equivalents of a given name.</summary>
    public IEnumerable<string> OfGivenName(string name)
    {
        var folded = string.Join(' ', Words(name));
        return LatinForms.Of(name).Prepend(folded).Concat(_givenNames[folded].SelectMany(g => g).Select(n => Fold.Text(n))).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Spellings of one word of a name in Latin letters, the given one first.</summary>
    private static ImmutableArray<string> OfLatin(string[] words, int i) =>
        ArabicArticle.IsAt(words, i) ? [words[i], .. ArabicArticle.Before(words[i + 1]).Where(form => form != words[i])] : LatinForms.OfFolded(words[i]);

    private static ImmutableArray<string> Combine(IEnumerable<ImmutableArray<string>> words) => Combine(words.Select(w => (IReadOnlyList<string>)w));

    private static ImmutableArray<string> Combine(IEnumerable<IReadOnlyList<string>> words) => LatinForms.Product([.. words], MaxForms, " ");

    internal static bool IsCyrillic(string name) => name.AsSpan().ContainsAnyInRange('\u0400', '\u04FF');

    private static string[] Words(string name) =>
        [.. Fold.Text(name).Replace("'", "", StringComparison.Ordinal).Replace('ё', 'е').Split([' ', '-', '.'], StringSplitOptions.RemoveEmptyEntries)];

    private static ILookup<string, IReadOnlyList<string>> ByMember(IEnumerable<IReadOnlyList<string>> groups) =>
        groups.SelectMany(g => g.Select(n => (Key: string.Join(' ', Words(n)), Group: g))).ToLookup(p => p.Key, p => p.Group, StringComparer.Ordinal);
}
