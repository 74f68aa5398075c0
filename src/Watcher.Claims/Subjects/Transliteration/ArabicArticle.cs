using System.Collections.Immutable;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// The article in Arabic names, which every newsroom spells its own way: El Fasher, al-Fasher; As Suwayda, al-Suwayda. It is written small or large, and in
/// front of a "sun letter" it may take that letter's sound (ISO 233 keeps "al", most maps do not).
/// </summary>
internal static class ArabicArticle
{
    /// <summary>Sun letters as the Latin alphabet writes them; longer ones first.</summary>
    private static readonly ImmutableArray<string> s_sunLetters = ["sh", "th", "dh", "s", "t", "d", "r", "z", "n", "l"];

    /// <summary>Whether word <paramref name="i"/> of a folded name is the article of the word behind it.</summary>
    public static bool IsAt(IReadOnlyList<string> words, int i) =>
        i + 1 < words.Count && (words[i] is "al" or "el" || (words[i] is ['a' or 'e', ..] && SunLetter(words[i + 1]) is { } sun && words[i].AsSpan(1).SequenceEqual(sun)));

    /// <summary>The article's spellings in front of a word.</summary>
    public static ImmutableArray<string> Before(string word) => SunLetter(word) is { } sun and not "l" ? ["al", "el", "a" + sun, "e" + sun] : ["al", "el"];

    private static string? SunLetter(string word) => s_sunLetters.FirstOrDefault(sun => word.StartsWith(sun, StringComparison.Ordinal));
}
