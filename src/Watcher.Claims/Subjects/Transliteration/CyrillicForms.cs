using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// Case forms of one Ukrainian or Russian name word: stem and a closed list of endings, never a general stemmer (claims.md 2.5).
/// </summary>
public static class CyrillicForms
{
    private static readonly (string Ending, string[] Others)[] s_paradigms =
    [
        ("ський", ["ського", "ському", "ським", "ська", "ської", "ській", "ською", "ську"]),
        ("цький", ["цького", "цькому", "цьким"]),
        ("ский", ["ского", "скому", "ским", "ском"]),
        ("цкий", ["цкого", "цкому", "цким", "цком"]),
        ("ий", ["ого", "ому", "им", "ім"]), ("ый", ["ого", "ому", "ым", "ом"]), ("ой", ["ого", "ому", "ым", "ом"]),
        ("ів", ["ова", "ову", "овом", "ові", "ева", "еву", "евом", "еві"]), ("їв", ["єва", "єву", "євом", "єві"]),
        ("ієв", ["ієва"]), ("ев", ["ева", "еву", "евом", "еве", "евым"]), ("ов", ["ова", "ову", "овом", "ове", "овым"]), ("єв", ["єва", "єву", "євим", "єві"]),
        ("ія", ["ії", "ію", "ією"]), ("ия", ["ии", "ию", "ией"]), ("я", ["і", "ї", "ю", "ею", "ей", "и", "е"]),
        ("ка", ["ки", "ку", "ці", "кою", "ке", "кой"]), ("а", ["и", "і", "ы", "у", "ою", "ой", "е", "ої", "ій"]),
        ("е", ["ого", "ому", "ім", "им", "я", "ю", "ем", "і", "а", "у"]), ("є", ["я", "ю", "єм", "ї"]), ("о", ["а", "у", "ом", "і", "е"]),
        ("и", ["", "ам", "ами", "ах"]), ("ы", ["", "ам", "ами", "ах"]), ("і", ["ів", "ам", "ами", "ах"]),
        ("й", ["я", "ю", "єм", "ем", "ї", "є", "е", "и", "єві", "еві"]), ("ь", ["я", "ю", "ем", "ом", "і", "е", "и"]),
    ];

    private static readonly string[] s_afterConsonant = ["а", "у", "ом", "ем", "ові", "еві", "і", "е", "ым", "им"];

    /// <summary>The word itself, folded, then its case forms; words shorter than four letters and words in other scripts only themselves.</summary>
    public static ImmutableArray<string> Of(string word)
    {
        var folded = Fold.Text(word).Replace("'", "", StringComparison.Ordinal);
        if (folded.Length < 4 || !folded.Any(c => c is >= '\u0400' and <= '\u04FF'))
        {
            return [folded];
        }

        foreach (var (ending, others) in s_paradigms)
        {
            if (folded.EndsWith(ending, StringComparison.Ordinal) && folded.Length - ending.Length >= 2)
            {
                return [folded, .. others.Select(o => folded[..^ending.Length] + o)];
            }
        }

        return [folded, .. s_afterConsonant.Select(o => folded + o)];
    }
}
