using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// How a line looks that is no part of an article. Fetched text never meets a backtracking pattern, and such a pattern takes ten milliseconds to
/// build: it is built when a text first holds one of the words that every match holds. Thread-safe.
/// </summary>
internal sealed class Shape(string pattern, params string[] words)
{
    private Regex? _regex;

    /// <summary>The words of ASCII letters: one vectorized look at the text finds any of them.</summary>
    private readonly SearchValues<string> _ascii = SearchValues.Create([.. words.Where(word => Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);

    /// <summary>The other words, and the letters they begin with: those take a look apiece, which few texts need.</summary>
    private readonly SearchValues<string> _other = SearchValues.Create([.. words.Where(word => !Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);

    private readonly SearchValues<char> _otherInitials = SearchValues.Create([.. words.Where(word => !Ascii.IsValid(word)).SelectMany(word => new[] { char.ToUpperInvariant(word[0]), char.ToLowerInvariant(word[0]) })]);

    /// <summary>Capitals matter.</summary>
    public bool IsCased { get; init; }

    /// <summary>Every match holds a digit.</summary>
    public bool HasDigit { get; init; }

    public Regex Regex => _regex ??= new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (IsCased ? RegexOptions.None : RegexOptions.IgnoreCase));

    /// <summary>False when the text cannot match: it holds none of the words, or no digit.</summary>
    public bool MayMatch(ReadOnlySpan<char> text)
    {
        if (HasDigit && !ContainsDigit(text))
        {
            return false;
        }

        return words.Length == 0 || text.ContainsAny(_ascii) || (text.ContainsAny(_otherInitials) && text.ContainsAny(_other));
    }

    public bool IsMatch(ReadOnlySpan<char> text) => MayMatch(text) && Regex.IsMatch(text);

    /// <summary>Where the first match begins; -1 for none.</summary>
    public int IndexIn(ReadOnlySpan<char> text) => Find(text, out var found) ? found.Start : -1;

    /// <summary>The first match.</summary>
    public bool Find(ReadOnlySpan<char> text, out TextSpan found)
    {
        if (MayMatch(text))
        {
            foreach (var match in Regex.EnumerateMatches(text))
            {
                found = new TextSpan(match.Index, match.Index + match.Length);
                return true;
            }
        }

        found = default;
        return false;
    }

    private static bool ContainsDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                return true;
            }
        }

        return false;
    }
}
