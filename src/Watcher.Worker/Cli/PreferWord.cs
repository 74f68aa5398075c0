using System.Text.Json.Nodes;
using Watcher.Claims.Quantities;

namespace Watcher.Worker.Cli;

/// <summary>
/// The words of the key <c>prefer</c> and of <c>--prefer</c>. Test rows write the word with a remark beside it, "past (alt lists the others)"
/// or "chrono default (nearest)": the word stands in front of the brackets or in them.
/// </summary>
internal static class PreferWord
{
    private static readonly Dictionary<string, DatePreference> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["past"] = DatePreference.Past,
        ["future"] = DatePreference.Future,
        ["nearest"] = DatePreference.Nearest,
        ["past-unless-future-tense"] = DatePreference.PastUnlessFutureTense,
    };

    public static IEnumerable<string> All => s_words.Keys;

    public static string Known => string.Join(", ", All);

    /// <summary>What a line prefers; null when it does not say.</summary>
    /// <exception cref="FormatException">It says a word that is not known.</exception>
    public static DatePreference? Of(JsonObject row) => row["prefer"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => Parse(text),
        var other => throw Unknown(other.ToJsonString()),
    };

    /// <exception cref="FormatException">The word is not known.</exception>
    public static DatePreference Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (s_words.TryGetValue((open < 0 ? text : text[..open]).Trim(), out var preference)
            || (open >= 0 && s_words.TryGetValue(text[(open + 1)..].TrimEnd(' ', ')'), out preference)))
        {
            return preference;
        }

        throw Unknown(text);
    }

    private static FormatException Unknown(string text) => new($"prefer '{text}' is not known; give one of: {Known}");
}
