using System.Collections.Frozen;

namespace Watcher.Reading.Articles;

/// <summary>Guesses the language of a text from letters that only one language writes and from its commonest words.</summary>
public static class LanguageGuess
{
    /// <summary>So much of a text is enough.</summary>
    private const int Looked = 4_000;

    private static readonly (string Language, FrozenSet<string> Words)[] s_latin =
    [
        ("en", Words("the of and to in that is was for on with as by at from it has have are said were been which their this")),
        ("de", Words("der die das und ist nicht ein eine mit von zu den dem des auf für sich auch wurde werden nach bei")),
        ("fr", Words("le la les des et est une un du dans pour que qui sur pas avec au par plus ont été sont cette")),
        ("es", Words("el la los las de del que y en un una por con para se su al es como más fue han ha")),
        ("it", Words("il la di che e un una per in del della con non sono è le gli al dal nel si")),
        ("pt", Words("o a os as de do da que e em um uma para com não por se na no ao mais foi são")),
        ("pl", Words("w i na z do że się nie jest to przez od po jak oraz był które ze dla")),
        ("nl", Words("de het een en van in is dat op te voor met zijn niet aan ook door werd bij")),
        ("tr", Words("ve bir bu da de için ile olarak olan daha çok en sonra gibi kadar oldu")),
    ];

    private static readonly FrozenSet<string> s_ukrainian = Words("і та що не на у в з до за як це про від його які для або також був");

    private static readonly FrozenSet<string> s_russian = Words("и что не на в с по как это из за от его для или также был которые о к");

    /// <summary>ISO 639-1, or null when the text is too short or mixed to say.</summary>
    public static string? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var head = text.AsSpan(0, Math.Min(text.Length, Looked));
        int latin = 0, cyrillic = 0, ukrainian = 0, russian = 0, bulgarianOrSerbian = 0;
        foreach (var c in head)
        {
            switch (char.ToLowerInvariant(c))
            {
                case 'і' or 'ї' or 'є' or 'ґ':
                    ukrainian++;
                    cyrillic++;
                    break;
                case 'ы' or 'э' or 'ё' or 'ъ':
                    russian++;
                    cyrillic++;
                    break;
                case 'ј' or 'љ' or 'њ' or 'ћ' or 'ђ' or 'џ':
                    bulgarianOrSerbian++;
                    cyrillic++;
                    break;
                case >= 'а' and <= 'я':
                    cyrillic++;
                    break;
                case >= 'a' and <= 'z':
                    latin++;
                    break;
            }
        }

        if (cyrillic + latin < 12)
        {
            return null;
        }

        if (cyrillic > latin)
        {
            if (bulgarianOrSerbian > cyrillic / 100)
            {
                return null;
            }

            var uk = ukrainian * 2 + Count(head, s_ukrainian);
            var ru = russian * 2 + Count(head, s_russian);
            return uk > ru ? "uk" : ru > uk ? "ru" : null;
        }

        string? best = null;
        var most = 0;
        foreach (var (language, words) in s_latin)
        {
            var count = Count(head, words);
            if (count > most)
            {
                (best, most) = (language, count);
            }
        }

        return most >= 2 ? best : null;
    }

    private static int Count(ReadOnlySpan<char> text, FrozenSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[12];
        int length = 0, count = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                if (length < word.Length)
                {
                    word[length] = char.ToLowerInvariant(c);
                }

                length++;
                continue;
            }

            count += length > 0 && length <= word.Length && lookup.Contains(word[..length]) ? 1 : 0;
            length = 0;
        }

        return count + (length > 0 && length <= word.Length && lookup.Contains(word[..length]) ? 1 : 0);
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
