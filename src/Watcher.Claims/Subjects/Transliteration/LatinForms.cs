using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// Latin spellings of one Ukrainian or Russian word under the national standard of 2010, BGN/PCGN and press habit (claims.md 2.5).
/// Deterministic; the fewest changes come first. Words that do not look Slavic give only themselves.
/// </summary>
public static class LatinForms
{
    /// <summary>Bound of the product of all choices in one word; the rarest combinations fall off.</summary>
    public const int MaxForms = 48;

    /// <summary>Shorter words have no other spellings: they would fall together with words of other languages (Nove, novo).</summary>
    private const int MinLength = 5;

    private static readonly string[] s_slavicEndings =
    [
        "sk", "tsk", "ske", "ska", "skyi", "skyy", "skiy", "sky", "ski", "skii", "iv", "yiv", "iiv", "ivka", "ovka", "evka", "ove", "eve", "yne", "ine", "ne",
        "vka", "enko", "chuk", "iuk", "yuk", "ov", "ev", "yov", "in", "yn", "ych", "ich", "ii", "iy", "yi", "yy", "iia", "liia", "zhia", "hia", "ia", "chi",
        "pil", "pol", "hrad", "grad", "yrsk", "ets", "hir", "kiv", "hub", "hubov", "luk", "chna", "stan", "zi", "ky", "ka", "oi",
    ];

    // Longest first where one begins with another. The first column is the spelling that is replaced.
    private static readonly (string Spelling, Where Where, string[] Others)[] s_rules =
    [
        .. Endings("skoye", "ske", "skoe", "skoje"), .. Endings("ske", "skoye", "skoe"),
        .. Group(Where.End, "skyi", "skyy", "skiy", "skii", "skij", "sky", "ski"),
        .. Group(Where.End, "nyi", "nyy", "niy", "ny"),
        .. Group(Where.End, "tyi", "tyy", "tiy", "ty"),
        .. Group(Where.End, "iia", "iya", "ia", "eya", "ija"),
        .. Group(Where.End, "ii", "iy", "yi", "yy", "ij", "y", "i"),
        .. Endings("iv", "ov", "ev"), .. Endings("ivka", "ovka", "evka"),
        .. Endings("ove", "ovo"), .. Endings("eve", "evo"), .. Endings("yne", "ino"), .. Endings("ine", "ino"),
        ("shch", Where.Any, ["sch"]), ("zhzh", Where.Any, ["zh"]),
        ("zh", Where.Any, []), ("kh", Where.Any, []), ("ch", Where.Any, []), ("sh", Where.Any, []), ("gh", Where.Any, []), ("ph", Where.Any, []), ("th", Where.Any, []),
        .. Group(Where.Any, "ia", "ya", "iya"), .. Group(Where.Any, "iu", "yu"), .. Group(Where.Any, "ie", "ye", "e"),
        ("yi", Where.Any, ["i"]), ("ii", Where.Any, ["iy", "i"]), ("yo", Where.Any, ["io", "e"]),
        ("ei", Where.BeforeConsonant, ["ey"]), ("ai", Where.BeforeConsonant, ["ay"]), ("oi", Where.BeforeConsonant, ["oy"]), ("ui", Where.BeforeConsonant, ["uy"]),
        ("ey", Where.End, ["ei"]), ("ay", Where.End, ["ai"]), ("oy", Where.End, ["oi"]), ("uy", Where.End, ["ui"]),
        ("ks", Where.Any, ["x"]), ("x", Where.Any, ["ks"]),
        ("h", Where.Any, ["g"]),
        ("y", Where.BetweenConsonants, ["i"]),
    ];

    private enum Where { Any, End, BeforeConsonant, BetweenConsonants }

    /// <summary>The word itself, folded, then its other spellings.</summary>
    public static ImmutableArray<string> Of(string word)
    {
        var folded = Fold.Text(word).Replace("'", "", StringComparison.Ordinal);
        return LooksSlavic(folded) ? Product(Segments(folded), MaxForms) : [folded];
    }

    internal static bool LooksSlavic(string folded) =>
        folded.Length >= MinLength && folded.All(c => c is (>= 'a' and <= 'z') or ' ' or '-')
        && (Array.Exists(s_slavicEndings, e => folded.EndsWith(e, StringComparison.Ordinal))
            || folded.Contains("zh", StringComparison.Ordinal) || folded.Contains("shch", StringComparison.Ordinal)
            || folded.Contains("hr", StringComparison.Ordinal) || folded.StartsWith("khar", StringComparison.Ordinal)
            || folded.Contains("iu", StringComparison.Ordinal) || folded.Contains("iev", StringComparison.Ordinal));

    /// <summary>Every choice of one alternative a segment, fewest changes from the first alternatives first, at most <paramref name="max"/>.</summary>
    internal static ImmutableArray<string> Product(IReadOnlyList<IReadOnlyList<string>> segments, int max, string joint = "")
    {
        var forms = new List<(string Text, int Changes)> { ("", 0) };
        foreach (var (i, segment) in segments.Index())
        {
            forms = [.. forms
                .SelectMany(form => segment.Select((s, k) => (Text: i == 0 ? s : form.Text + joint + s, Changes: form.Changes + (k == 0 ? 0 : 1))))
                .OrderBy(form => form.Changes).Take(max)];
        }

        return [.. forms.Select(f => f.Text).Distinct(StringComparer.Ordinal)];
    }

    private static List<IReadOnlyList<string>> Segments(string word)
    {
        var segments = new List<IReadOnlyList<string>>();
        for (var i = 0; i < word.Length;)
        {
            var rule = Array.FindIndex(s_rules, r => Applies(r.Spelling, r.Where, word, i));
            if (rule < 0)
            {
                segments.Add([word[i].ToString()]);
                i++;
                continue;
            }

            segments.Add([s_rules[rule].Spelling, .. s_rules[rule].Others]);
            i += s_rules[rule].Spelling.Length;
        }

        return segments;
    }

    private static bool Applies(string spelling, Where where, string word, int at)
    {
        var end = at + spelling.Length;
        return string.CompareOrdinal(word, at, spelling, 0, spelling.Length) == 0 && where switch
        {
            Where.End => IsEnd(word, end) && at > 0,
            Where.BeforeConsonant => IsEnd(word, end) || !IsVowel(word[end]),
            Where.BetweenConsonants => at > 0 && end < word.Length && !IsVowel(word[at - 1]) && !IsVowel(word[end]) && char.IsLetter(word[at - 1]),
            _ => true,
        };
    }

    private static bool IsEnd(string word, int at) => at == word.Length || !char.IsLetter(word[at]);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static IEnumerable<(string, Where, string[])> Group(Where where, params string[] spellings) =>
        spellings.Where(s => where != Where.End || s.Length > 1 && s != "ty" && s != "ny" && s != "ia").OrderByDescending(s => s.Length)
            .Select(s => (s, where, spellings.Where(o => o != s).ToArray()));

    private static IEnumerable<(string, Where, string[])> Endings(string spelling, params string[] others) => [(spelling, Where.End, others)];
}
