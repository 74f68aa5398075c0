using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Names out of a byline: "By Ann Example and Bo Sample, staff writers" → two names.</summary>
internal static partial class AuthorNames
{
    private const int LongestName = 60;

    public static IEnumerable<string> Read(string byline)
    {
        if (byline.StartsWith("http", StringComparison.OrdinalIgnoreCase) || byline.Length > 300)
        {
            yield break;
        }

        var text = Opening().Replace(byline, "");
        var stop = Ending().Match(text);
        text = stop.Success ? text[..stop.Index] : text;
        foreach (var part in Between().Split(text))
        {
            var name = part.Trim(' ', ',', '.', '|', '-', '–', '•', '(', ')', ':', ';');
            if (name.Length is >= 2 and <= LongestName && char.IsLetter(name[0]) && name.Any(char.IsLetter) && !name.Contains('@')
                && !name.Any(char.IsAsciiDigit) && !NotAName().IsMatch(name))
            {
                yield return name;
            }
        }
    }

    [GeneratedRegex(@"^\s*(?:(?:written|posted|published|reviewed|story|words|text|article)\s+)?(?:by|author|authors|von|par|por|автор|авторы|від)\b[:\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s(?:[|•·–—]|on|posted|published|updated|follow|for the|,?\s*\d{1,2}[:/.])\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\bи\b|\bта\b|/|\|)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:admin|administrator|staff|editor|editors|editorial|author|by|writer|reporter|correspondent|contributor|view all posts|more|read more|follow|senior .*|staff .*|guest .*|unknown|none|null)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex NotAName();
}
