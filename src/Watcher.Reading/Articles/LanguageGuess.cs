using System.Collections.Frozen;

namespace Watcher.Reading.Articles;

/// <summary>Guesses the language of a text from letters that only one language writes and from its commonest words.</summary>
public static class LanguageGuess
{
    /// <summary>So much of a text is enough.</summary>
    private const int Looked = 4_000;

    /// <summary>Fewer letters are a name.</summary>
    private const int FewestSigns = 11;

    private static readonly (string Language, string Words)[] s_latin =
    [
        ("en", "the of and to in that is was for on with as by at from it has have are said were been which their this"),
        ("de", "der die das und ist nicht ein eine mit von zu den dem des auf für sich auch wurde werden nach bei"),
        ("fr", "le la les des et est une un du dans pour que qui sur pas avec au par plus ont été sont cette"),
        ("es", "el la los las de del que y en un una por con para se su al es como más fue han ha"),
        ("it", "il la di che e un una per in del della con non sono è le gli al dal nel si"),
        ("pt", "o a os as de do da que e em um uma para com não por se na no ao mais foi são"),
        ("pl", "w i na z do że się nie jest to przez od po jak oraz był które ze dla"),
        ("nl", "de het een en van in is dat op te voor met zijn niet aan ook door werd bij"),
        ("tr", "ve bir bu da de için ile olarak olan daha çok en sonra gibi kadar oldu"),
    ];

    private static readonly CommonWords s_latinWords = new([.. s_latin.Select(language => language.Words)]);

    private static readonly CommonWords s_cyrillicWords = new(
        "і та що не на у в з до за як це про від його які для або також був", "и что не на в с по как это из за от его для или также был которые о к");

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

        if (Scripts(head) is { } script)
        {
            return script;
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

            Span<int> words = stackalloc int[2];
            s_cyrillicWords.Count(head, words);
            var (uk, ru) = (ukrainian * 2 + words[0], russian * 2 + words[1]);
            return uk > ru ? "uk" : ru > uk ? "ru" : null;
        }

        Span<int> counts = stackalloc int[s_latin.Length];
        s_latinWords.Count(head, counts);
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return counts[best] >= 2 ? s_latin[best].Language : null;
    }

    /// <summary>The language that alone writes most of a text's letters in its script; null for the scripts that several share.</summary>
    private static string? Scripts(ReadOnlySpan<char> text)
    {
        int kana = 0, han = 0, hangul = 0, greek = 0, hebrew = 0, thai = 0, others = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case >= '\u3040' and <= '\u30FF':
                    kana++;
                    break;
                case >= '\u4E00' and <= '\u9FFF':
                    han++;
                    break;
                case >= '\uAC00' and <= '\uD7A3':
                    hangul++;
                    break;
                case >= '\u0370' and <= '\u03FF':
                    greek++;
                    break;
                case >= '\u05D0' and <= '\u05EA':
                    hebrew++;
                    break;
                case >= '\u0E01' and <= '\u0E4E':
                    thai++;
                    break;
                default:
                    others += char.IsLetter(c) ? 1 : 0;
                    break;
            }
        }

        var eastAsian = kana + han + hangul;
        return eastAsian > FewestSigns && eastAsian > others ? (hangul > eastAsian / 2 ? "ko" : kana > eastAsian / 10 ? "ja" : "zh")
            : greek > FewestSigns && greek > others ? "el" : hebrew > FewestSigns && hebrew > others ? "he" : thai > FewestSigns && thai > others ? "th" : null;
    }

    /// <summary>The commonest words of several languages, counted in one pass over a text.</summary>
    private sealed class CommonWords
    {
        /// <summary>Longer ones are not common.</summary>
        private const int Longest = 12;

        /// <summary>Word → a bit for each language that has it, the first language lowest.</summary>
        private readonly FrozenDictionary<string, int> _languages;

        public CommonWords(params string[] lists) =>
            _languages = lists.SelectMany((words, language) => words.Split(' ').Select(word => (word, language)))
                .GroupBy(pair => pair.word, pair => 1 << pair.language, StringComparer.Ordinal)
                .ToFrozenDictionary(word => word.Key, word => word.Aggregate((all, bit) => all | bit), StringComparer.Ordinal);

        public void Count(ReadOnlySpan<char> text, Span<int> counts)
        {
            var lookup = _languages.GetAlternateLookup<ReadOnlySpan<char>>();
            Span<char> word = stackalloc char[Longest];
            var length = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && char.IsLetter(text[i]))
                {
                    if (length < word.Length)
                    {
                        word[length] = char.ToLowerInvariant(text[i]);
                    }

                    length++;
                    continue;
                }

                if (length > 0 && length <= word.Length && lookup.TryGetValue(word[..length], out var languages))
                {
                    for (var language = 0; languages >> language != 0; language++)
                    {
                        counts[language] += (languages >> language) & 1;
                    }
                }

                length = 0;
            }
        }
    }
}
