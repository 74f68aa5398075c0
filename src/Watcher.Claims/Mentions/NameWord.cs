using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// One word as names are matched by: letters and digits, folded, apostrophes inside left out. A possessive 's is a word of its own;
/// hyphens, blanks and full stops part words.
/// </summary>
internal readonly record struct NameWord(int Start, int End, string Folded, bool IsCapitalised, bool IsAllCaps)
{
    public const string Possessive = "'s";

    public static ImmutableArray<NameWord> Scan(string text)
    {
        using var words = new RentedList<NameWord>((text.Length / 5) + 4);
        Scan(text, words);
        return [.. words.Items];
    }

    /// <summary>The same, added to <paramref name="words"/>.</summary>
    public static void Scan(string text, RentedList<NameWord> words)
    {
        using var folded = new RentedList<char>(64);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            var possessive = -1;
            folded.Clear();
            for (; i < text.Length; i++)
            {
                if (char.IsAsciiLetterOrDigit(text[i]))
                {
                    folded.Add((char)(text[i] | 0x20));     // digits have the bit of small letters, too
                    continue;
                }

                var c = Fold.Char(text[i]);
                if (c == '\'' && i + 1 < text.Length && char.IsLetter(text[i + 1]))
                {
                    if (text[i + 1] is 's' or 'S' && (i + 2 >= text.Length || !char.IsLetterOrDigit(text[i + 2])))
                    {
                        possessive = i;
                        break;
                    }

                    continue;
                }

                if (c != '\0' && !char.IsLetterOrDigit(text[i]))
                {
                    break;
                }

                if (c != '\0' && c != '\'')
                {
                    folded.Add(c == 'ё' ? 'е' : c);     // most Russian texts write it so
                }
            }

            // Accents and soft hyphens at the end belong to the word; nothing else that folds away does.
            words.Add(Word(text, start, i, WordPool.Get(folded.Items)));
            if (possessive >= 0)
            {
                words.Add(new NameWord(possessive, possessive + 2, Possessive, false, false));
                i = possessive + 2;
            }
        }
    }

    private static NameWord Word(string text, int start, int end, string folded)
    {
        var letters = text.AsSpan(start, end - start);
        var allCaps = letters.Length > 1;
        foreach (var c in letters)
        {
            allCaps &= !char.IsLower(c);
        }

        return new NameWord(start, end, folded, char.IsUpper(text[start]) || char.IsDigit(text[start]), allCaps);
    }
}
