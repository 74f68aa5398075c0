using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Date and authors as the page shows them, where its metadata are silent: short lines around the title and below the text.</summary>
internal static partial class VisibleMetadata
{
    /// <summary>How many blocks above and below the start of the text are looked at.</summary>
    private const int Reach = 14;

    /// <summary>How many blocks below the end of the text.</summary>
    private const int ReachBelow = 6;

    private const int LongestLine = 160;

    public static PageMetadata Complete(PageMetadata metadata, PageOutline page, PageRegion? body)
    {
        if (body is null)
        {
            return WithFallback(metadata);
        }

        if (metadata.PublishedAt is not null && metadata.Authors.Count > 0 && metadata.HasFullAuthor)
        {
            return metadata;
        }

        var first = body.First;
        while (first < body.End && (page.Blocks[first].Excluded || BodyFinder.Prose(page.Blocks[first]) <= 0))
        {
            first++;
        }

        var (published, modified) = (metadata.PublishedAt, metadata.ModifiedAt);
        var authors = metadata.Authors;
        for (var i = Math.Max(0, first - Reach); i < Math.Min(page.Blocks.Count, first + 4); i++)
        {
            var text = page.Blocks[i].Text;
            if (text.Length > LongestLine)
            {
                continue;
            }

            if (Changed().IsMatch(text))
            {
                modified ??= PageDate.InText(text, metadata.MonthFirst);
            }
            else
            {
                published ??= PageDate.InText(text, metadata.MonthFirst);
            }

            authors = Better(authors, metadata, page, i);
        }

        for (var i = body.End - 3; i < Math.Min(page.Blocks.Count, body.End + ReachBelow); i++)
        {
            if (i < first || page.Blocks[i].Text.Length > LongestLine)
            {
                continue;
            }

            if (Changed().IsMatch(page.Blocks[i].Text))
            {
                modified ??= PageDate.InText(page.Blocks[i].Text, metadata.MonthFirst);
            }

            authors = Better(authors, metadata, page, i);
        }

        for (var i = page.Blocks.Count - 1; modified is null && published is null && i > Math.Max(first, page.Blocks.Count - 60); i--)
        {
            if (page.Blocks[i].Text.Length <= LongestLine && Changed().IsMatch(page.Blocks[i].Text))
            {
                modified = PageDate.InText(page.Blocks[i].Text, metadata.MonthFirst);
            }
        }

        return WithFallback(metadata with { PublishedAt = published, ModifiedAt = modified, Authors = authors });
    }

    /// <summary>The last change is the best that is known of a page that does not say when it was published.</summary>
    private static PageMetadata WithFallback(PageMetadata metadata) => metadata with { PublishedAt = metadata.PublishedAt ?? metadata.ModifiedAt };

    private static IReadOnlyList<string> Better(IReadOnlyList<string> known, PageMetadata metadata, PageOutline page, int index)
    {
        if (known.Count > 0 && (metadata.HasFullAuthor || known != metadata.Authors))
        {
            return known;
        }

        var text = page.Blocks[index].Text;
        var name = Byline().Match(text) is { Success: true } byline ? byline.Groups[1].Value
            : ByAlone().IsMatch(text) && index + 1 < page.Blocks.Count && page.Blocks[index + 1].Text.Length <= 60 ? page.Blocks[index + 1].Text : null;
        if (name is null)
        {
            return known;
        }

        List<string> names = [.. AuthorNames.Read(name).Where(n => n.Length > 0 && char.IsUpper(n[0]) && !metadata.IsSite(n))];
        return names.Count > 0 && (known.Count == 0 || names.Exists(n => n.Contains(' '))) ? names : known;
    }

    [GeneratedRegex(@"^(?:This (?:post|article|story|piece) was )?(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Rr]eported|[Ss]tory|[Ww]ords) )?(?:[Bb]y|BY|[Aa]uthors?:|Авторы?:|Автор(?:ка)?:|Текст:)\s*:?\s*(\p{Lu}.{1,80})$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Byline();

    [GeneratedRegex(@"^(?:(?:written|posted|published|reported|story) )?(?:by|authors?|автор(?:ка)?):?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex ByAlone();

    [GeneratedRegex(@"^\W*(?:last |page last |content last )?(?:updated?|modified|reviewed|edited|changed|обновлен|оновлен|изменен|змінен)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    internal static partial Regex Changed();
}
