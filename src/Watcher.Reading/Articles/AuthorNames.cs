using System.Buffers;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Names out of a byline: "By Ann Example and Bo Sample, staff writers" → two names.</summary>
internal static partial class AuthorNames
{
    private const int LongestName = 60;

    /// <summary>In a name.</summary>
    private const int MostBlanks = 4;

    public static IEnumerable<string> Read(string byline)
    {
        if (byline.StartsWith("http", StringComparison.OrdinalIgnoreCase) || byline.Length > 300)
        {
            yield break;
        }

        var text = Opening().Replace(byline, "");
        var stop = Ending().Match(text);
        text = stop.Success ? text[..stop.Index] : text;
        text = WithoutSentences(text);
        foreach (var part in Between().Split(text))
        {
            var role = Role().Match(part);
            if (role.Success && Pictures().IsMatch(role.ValueSpan))
            {
                continue;
            }

            var name = (role.Success ? part[..role.Index] : part).Trim(' ', ',', '.', '|', '-', '–', '•', '(', ')', ':', ';');
            if (name.Length is >= 2 and <= LongestName && char.IsLetter(name[0]) && name.Any(char.IsLetter) && !name.Contains('@')
                && !name.Any(char.IsAsciiDigit) && !NotAName().IsMatch(name) && IsNamed(name))
            {
                yield return name;
            }
        }
    }

    /// <summary>"Ann Example | Ann covers ports and ferries.": what is said of the author is no list of names.</summary>
    private static string WithoutSentences(string text) =>
        text.Contains('|') ? string.Join('|', text.Split('|').Where(part => !(LineBreaks.EndsSentence(part) && part.Trim().Count(c => c == ' ') > MostBlanks))) : text;

    private static readonly SearchValues<string> s_authorPages = SearchValues.Create(
        ["/author/", "/authors/", "/auteur/", "/auteurs/", "/autor/", "/autores/", "/autori/", "/autoren/", "/avtor/", "/avtory/", "/yazar/", "/yazarlar/", "/penulis/", "/writers/", "/contributors/", "/reporters/", "/journalists/"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>True of the address of an author's page: "/authors/ann-example".</summary>
    public static bool IsPageOf(string address) => address.AsSpan().ContainsAny(s_authorPages);

    /// <summary>A name of more than one word has no lower-case words but particles: "View more posts" is a link.</summary>
    private static bool IsNamed(string name)
    {
        if (!name.Contains(' '))
        {
            return true;
        }

        var capitals = 0;
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsLower(word[0]))
            {
                capitals++;
            }
            else if (!s_particles.Contains(word))
            {
                return false;
            }
        }

        return capitals > 0;
    }

    /// <summary>"van", "de", "bin": words of a name that have no capital.</summary>
    internal static bool IsParticle(ReadOnlySpan<char> word) => s_particles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static readonly HashSet<string> s_particles = new(StringComparer.Ordinal)
    {
        "de", "del", "della", "der", "den", "van", "von", "zu", "zur", "bin", "bint", "ibn", "al", "el", "la", "le", "da", "do", "dos", "das", "di", "du", "of", "the", "ter", "ten",
        "y", "e", "af", "av",
    };

    [GeneratedRegex(@"^\s*(?:(?:this (?:post|article|story|piece) was )?(?:written|posted|published|submitted|reviewed|reported|story|words|text|article)\s+)?(?:by|author|authors|von|par|por|автор|авторы|від)\b[:\s]*|^(?-i:di|door|av|af|od)\s+|^\s*\p{L}{3,12}(?: \p{L}{2,10})?:\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s(?:[•·⋅–—](?=\s|$)|(?:at|on|posted|published|updated|follow|for the|in|,?\s*\d{1,2}[:/.])\b)|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\bwith\b|\bи\b|\bта\b|/|\|)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Between();

    /// <summary>"Ann Example (text)".</summary>
    [GeneratedRegex(@"\s\([^)]*\)?\s*$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Role();

    [GeneratedRegex(@"\((?:fotos?|photos?|photographs?|bild(?:er)?|pictures?|video|illustration|grafik|graphics?|фото)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Pictures();

    [GeneratedRegex(@"^(?:admin|administrator|super ?user|staff|guest|webmaster|team|editor|editors|editorial|author|by|writer|reporter|correspondent|contributor|view all posts|more|read more|follow|senior .*|staff .*|guest .*|unknown|none|null|the author|\S+ admin)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NotAName();
}
