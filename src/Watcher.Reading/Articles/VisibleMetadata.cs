using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Date and authors as the page shows them, where its metadata are silent: short lines around the title.</summary>
internal static partial class VisibleMetadata
{
    /// <summary>How many blocks above and below the start of the text are looked at.</summary>
    private const int Reach = 14;

    private const int LongestLine = 160;

    public static PageMetadata Complete(PageMetadata metadata, PageOutline page, PageRegion? body)
    {
        if (body is null || (metadata.PublishedAt is not null && metadata.Authors.Count > 0))
        {
            return metadata;
        }

        var first = body.First;
        while (first < body.End && (page.Blocks[first].Excluded || BodyFinder.Prose(page.Blocks[first]) <= 0))
        {
            first++;
        }

        var published = metadata.PublishedAt;
        var authors = metadata.Authors;
        for (var i = Math.Max(0, first - Reach); i < Math.Min(page.Blocks.Count, first + 4); i++)
        {
            var text = page.Blocks[i].Text;
            if (text.Length > LongestLine)
            {
                continue;
            }

            published ??= PageDate.InText(text);
            if (authors.Count == 0 && Byline().Match(text) is { Success: true } byline)
            {
                authors = [.. AuthorNames.Read(byline.Groups[1].Value)];
            }
        }

        return metadata with { PublishedAt = published, Authors = authors };
    }

    [GeneratedRegex(@"^(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished) )?(?:[Bb]y|BY|[Aa]uthor:|Автор:)\s*:?\s+(\p{Lu}.{1,80})$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Byline();
}
