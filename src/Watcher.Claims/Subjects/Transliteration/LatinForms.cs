using System.Buffers;
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

    /// <summary>The rules by the first letter of what they replace, in their order: looked up at every letter of every name.</summary>
    private static readonly (string Spelling, Where Where, string[] Others)[][] s_rulesOf =
        [.. Enumerable.Range('a', 26).Select(letter => s_rules.Where(r => r.Spelling[0] == letter).ToArray())];

    private static readonly SearchValues<string> s_slavicParts = SearchValues.Create(["zh", "shch", "hr", "iu", "iev"], StringComparison.Ordinal);

    private enum Where { Any, End, BeforeConsonant, BetweenConsonants }

    /// <summary>The word itself, folded, then its other spellings.</summary>
    public static ImmutableArray<string> Of(string word) => OfFolded(Fold.Text(word).Replace("'", "", StringComparison.Ordinal));

    /// <summary>As <see cref="Of"/> for a word that is folded already, its apostrophes left out.</summary>
    internal static ImmutableArray<string> OfFolded(string folded) => LooksSlavic(folded) ? Product(Segments(folded), MaxForms) : [folded];

    internal static bool LooksSlavic(string folded)
    {
        if (folded.Length < MinLength)
        {
            return false;
        }

        foreach (var c in folded)
        {
            if (c is not ((>= 'a' and <= 'z') or ' ' or '-'))
            {
                return false;
            }
        }

        foreach (var ending in s_slavicEndings)
        {
            if (folded.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return folded.AsSpan().ContainsAny(s_slavicParts) || folded.StartsWith("khar", StringComparison.Ordinal);
    }

    /// <summary>Every choice of one alternative a segment, fewest changes from the first alternatives first, at most <paramref name="max"/>.</summary>
    internal static ImmutableArray<string> Product(IReadOnlyList<IReadOnlyList<string>> segments, int max, string joint = "")
    {
        var forms = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new int[segments.Count];
        var most = 0;
        foreach (var segment in segments)
        {
            most += segment.Count > 1 ? 1 : 0;
        }

        for (var changes = 0; changes <= most && forms.Count < max; changes++)
        {
            Choose(0, changes);
        }

        return [.. forms];

        // All ways to change exactly that many of the segments from `at` on.
        void Choose(int at, int changes)
        {
            if (forms.Count >= max)
            {
                return;
            }

            if (changes == 0)
            {
                Array.Clear(chosen, at, chosen.Length - at);
                if (Joined(segments, chosen, joint) is var form && seen.Add(form))
                {
                    forms.Add(form);
                }

                return;
            }

            if (at == segments.Count)
            {
                return;
            }

            chosen[at] = 0;
            Choose(at + 1, changes);
            for (var k = 1; k < segments[at].Count; k++)
            {
                chosen[at] = k;
                Choose(at + 1, changes - 1);
            }
        }
    }

    private static string Joined(IReadOnlyList<IReadOnlyList<string>> segments, int[] chosen, string joint)
    {
        var length = joint.Length * Math.Max(0, chosen.Length - 1);
        for (var i = 0; i < chosen.Length; i++)
        {
            length += segments[i][chosen[i]].Length;
        }

        return string.Create(length, (segments, chosen, joint), static (into, state) =>
        {
            for (var i = 0; i < state.chosen.Length; i++)
            {
                if (i > 0)
                {
                    state.joint.CopyTo(into);
                    into = into[state.joint.Length..];
                }

                var part = state.segments[i][state.chosen[i]];
                part.CopyTo(into);
                into = into[part.Length..];
            }
        });
    }

    /// <summary>What can be written otherwise with its alternatives, and the letters between as they are.</summary>
    private static List<IReadOnlyList<string>> Segments(string word)
    {
        var segments = new List<IReadOnlyList<string>>();
        var plain = 0;
        for (var i = 0; i < word.Length;)
        {
            if (RuleAt(word, i) is not { } rule)
            {
                i++;
                continue;
            }

            if (rule.Others.Length > 0)
            {
                if (plain < i)
                {
                    segments.Add([word[plain..i]]);
                }

                segments.Add([rule.Spelling, .. rule.Others]);
                plain = i + rule.Spelling.Length;
            }

            i += rule.Spelling.Length;
        }

        if (plain < word.Length)
        {
            segments.Add([word[plain..]]);
        }

        return segments;
    }

    private static (string Spelling, Where Where, string[] Others)? RuleAt(string word, int at)
    {
        if (word[at] is < 'a' or > 'z')
        {
            return null;
        }

        foreach (var rule in s_rulesOf[word[at] - 'a'])
        {
            if (Applies(rule.Spelling, rule.Where, word, at))
            {
                return rule;
            }
        }

        return null;
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
