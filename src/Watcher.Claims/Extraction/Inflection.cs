namespace Watcher.Claims.Extraction;

/// <summary>Regular English verb forms. Irregular verbs are listed in the lexicons.</summary>
internal static class Inflection
{
    /// <summary>The base with -s, -ed and -ing; of a phrase the first word changes ("pull back" → "pulled back").</summary>
    public static IEnumerable<string> VerbForms(string verb)
    {
        var space = verb.IndexOf(' ', StringComparison.Ordinal);
        var (head, rest) = space < 0 ? (verb, "") : (verb[..space], verb[space..]);
        yield return verb;
        yield return Third(head) + rest;
        yield return Past(head) + rest;
        yield return Ing(head) + rest;
    }

    /// <summary>The explicit forms when there are any (with the base), else the regular ones.</summary>
    public static IEnumerable<string> VerbForms(string verb, IReadOnlyCollection<string> forms) =>
        forms.Count == 0 ? VerbForms(verb) : forms.Prepend(verb);

    /// <summary>What the passive of a verb form may be: "took" is taken, "rushing" rushed, "brought" brought.</summary>
    public static IEnumerable<string> Participles(string form) => form switch
    {
        "take" or "takes" or "took" or "taking" => ["taken"],
        "bring" or "brings" or "bringing" => ["brought"],
        "leave" or "leaves" or "leaving" => ["left"],
        "make" or "makes" or "making" => ["made"],
        "drive" or "drives" or "drove" or "driving" => ["driven"],
        "tell" or "tells" or "telling" => ["told"],
        [.. var stem, 'i', 'n', 'g'] => [stem + "ed"],
        _ => [form],
    };

    private static string Third(string verb) =>
        EndsInSibilant(verb) ? verb + "es" : EndsInConsonantY(verb) ? verb[..^1] + "ies" : verb + "s";

    private static string Past(string verb) =>
        verb.EndsWith('e') ? verb + "d" : EndsInConsonantY(verb) ? verb[..^1] + "ied" : verb + (Doubles(verb) ? verb[^1..] : "") + "ed";

    private static string Ing(string verb) =>
        verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying"
        : verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) ? verb[..^1] + "ing"
        : verb + (Doubles(verb) ? verb[^1..] : "") + "ing";

    private static bool EndsInSibilant(string verb) =>
        verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z') || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal);

    private static bool EndsInConsonantY(string verb) => verb.Length > 1 && verb[^1] == 'y' && !IsVowel(verb[^2]);

    /// <summary>One short syllable that ends in consonant, vowel, consonant: trap, down (w does not double).</summary>
    private static bool Doubles(string verb) =>
        verb.Length is 3 or 4 && !IsVowel(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y') && IsVowel(verb[^2]) && !IsVowel(verb[^3])
        && verb.Count(IsVowel) == 1;

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
