namespace Watcher.Reading.Articles;

/// <summary>
/// How much a text says, in characters of an alphabet. Limits such as "a paragraph of 100 characters" are made for letters; Chinese, Japanese
/// and Korean say the same in fewer signs.
/// </summary>
internal static class ReadingLength
{
    /// <summary>Halves of a letter that a sign of East Asia counts beyond its own place: translations of news are 2 to 3 times as long in English.</summary>
    private const int HalvesBeyond = 3;

    public static int Of(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyInRange('\u2E80', '\uD7A3');
        if (at < 0)
        {
            return text.Length;
        }

        var wide = 0;
        foreach (var c in text[at..])
        {
            wide += c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uFF00' and <= '\uFF60') ? 1 : 0;
        }

        return text.Length + (wide * HalvesBeyond / 2);
    }
}
