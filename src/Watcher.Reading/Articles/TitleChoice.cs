using System.Text.RegularExpressions;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>A heading of the first level.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Parts">The texts of the elements in it that hold less than all.</param>
internal sealed record PageHeading(string Text, IReadOnlyList<string> Parts);

/// <summary>Chooses the title among the headings that the reader sees and the titles that the page declares.</summary>
internal static partial class TitleChoice
{
    /// <summary>So many words a heading shares with a declared title that is dressed otherwise.</summary>
    private const double SameTitle = 0.6;

    private const double SameSubject = 0.15;

    private const int ShortestHeading = 10;

    private const int LongestHeading = 200;

    /// <param name="headings">In the order of the page.</param>
    /// <param name="declared">By metadata, the more trusted first.</param>
    /// <param name="site">Its name, which is no part of the title.</param>
    /// <param name="url">Where the page stands.</param>
    /// <returns>Empty when the page gives none.</returns>
    public static string Best(IReadOnlyList<PageHeading> headings, ReadOnlySpan<string?> declared, string? site, Uri? url)
    {
        var siteLetters = Letters(site ?? "");
        var host = url is { IsAbsoluteUri: true } ? Letters(url.Host.Replace("www.", "", StringComparison.OrdinalIgnoreCase)) : "";
        var own = headings.Where(h => Letters(h.Text) is var letters && letters != siteLetters && letters != host).ToList();
        var candidates = new List<string>();
        foreach (var raw in declared)
        {
            if (!string.IsNullOrWhiteSpace(raw) && !NamesFile().IsMatch(raw))
            {
                candidates.Add(SiteTail.Cut(PageMetadata.Plain(raw), site, url));
            }
        }

        foreach (var heading in own)
        {
            if (Part(heading, candidates) is { } part)
            {
                return part;
            }
        }

        // The heading that the reader sees wins when the metadata agree with it: search titles are cut and dressed.
        foreach (var heading in own)
        {
            var folded = Fold.Text(heading.Text);
            foreach (var candidate in candidates)
            {
                var other = Fold.Text(candidate);
                if (folded.Length > ShortestHeading && (other == folded || other.StartsWith(folded, StringComparison.Ordinal) || folded.StartsWith(other.TrimEnd('.', '…', ' '), StringComparison.Ordinal)
                    || SharedWords(folded, other) >= SameTitle))
                {
                    return HeadlineSpelling.Best(SiteTail.Cut(heading.Text, site, url), candidates, SharedWords);
                }
            }
        }

        // One heading of the first level that has words in common with the metadata is the title as the reader sees it.
        if (own.Select(h => h.Text).Distinct(StringComparer.Ordinal).Count() == 1 && own[0].Text.Count(c => c == ' ') >= 2 && own[0].Text.Length < LongestHeading
            && candidates.Any(c => SharedWords(Fold.Text(own[0].Text), Fold.Text(c)) > SameSubject))
        {
            return SiteTail.Cut(own[0].Text, site, url);
        }

        return candidates.Count > 0 ? candidates[0] : own.Count > 0 ? own[0].Text : "";
    }

    /// <summary>The first heading or bold line above the text of a page that declares no title; empty when there is none.</summary>
    public static string Shown(IReadOnlyList<PageBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is { LinkLength: 0, Text.Length: < LongestHeading, Length: > ShortestHeading } && (block.Kind == BlockKind.Heading || block.BoldLength > 0.9 * block.Text.Length))
            {
                return block.Text;
            }

            if (BodyFinder.Prose(block) > 0)
            {
                break;
            }
        }

        return "";
    }

    /// <summary>A heading may hold more than the title: the section above it, how often it was read. What the metadata declare stands in an element of its own.</summary>
    private static string? Part(PageHeading heading, List<string> candidates)
    {
        var whole = Letters(heading.Text);
        foreach (var part in heading.Parts)
        {
            var letters = Letters(part);
            if (letters.Length > ShortestHeading && letters.Length < whole.Length && candidates.Exists(c => Letters(c) == letters || BeginsWith(c, part)) && !candidates.Exists(c => Letters(c) == whole))
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>"Bridge reopens - Example Post", where nothing says what the site is called.</summary>
    private static bool BeginsWith(string title, string part) =>
        title.Length > part.Length + 3 && title.StartsWith(part, StringComparison.Ordinal) && title[part.Length] == ' ' && title[part.Length + 1] is ('-' or '–' or '—' or '|' or '·' or '•' or '»') && title[part.Length + 2] == ' ';

    private static double SharedWords(string a, string b)
    {
        var words = Words(a);
        var others = Words(b);
        var all = words.Count + others.Count;
        words.IntersectWith(others);
        return all == 0 ? 0 : 2.0 * words.Count / all;
    }

    private static HashSet<string> Words(string folded)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (MarkerSet.Core(part) is { Length: > 0 } word && char.IsLetterOrDigit(word[0]))
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static string Letters(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));

    /// <summary>What programs write that turn documents into pages: "Microsoft Word - report.doc", "notice_17.pdf".</summary>
    [GeneratedRegex(@"^(?:Microsoft (?:Word|PowerPoint|Excel) - .*|\S+\.(?:docx?|pdf|rtf|odt|pptx?|xlsx?|html?|indd)|(?:untitled|document|new page|no title)(?:[ -]?(?:document|page|\d+))?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NamesFile();
}
