using System.Globalization;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Date and authors as the page shows them, where its metadata are silent: short lines around the title and below the text.</summary>
internal static partial class VisibleMetadata
{
    /// <summary>How many blocks above and below the start of the text are looked at.</summary>
    private const int Reach = 14;

    /// <summary>How many blocks above the title: the header of the site stands there too.</summary>
    private const int ReachAbove = 3;

    /// <summary>How many blocks below the end of the text.</summary>
    private const int ReachBelow = 6;

    private const int LongestLine = 160;

    /// <summary>Longer names below a text are organisations'.</summary>
    private const int MostNameWords = 3;

    /// <summary>What a sentence or two about an author have.</summary>
    private const int ShortestProfile = 80;

    /// <summary>Words of a change beside "updated", in the languages that Watcher reads.</summary>
    private const string OtherChanges = "modified|reviewed|edited|changed|обновлен|оновлен|изменен|змінен";

    /// <summary>Datelines have no zone and often no time: less than this may be the same moment.</summary>
    private static readonly TimeSpan s_otherDay = TimeSpan.FromHours(40);

    public static PageMetadata Complete(PageMetadata metadata, PageOutline page, PageRegion? body)
    {
        if (body is null)
        {
            return WithFallback(metadata);
        }

        var first = body.First;
        while (first < body.End && (page.Blocks[first].Excluded || BodyFinder.Prose(page.Blocks[first]) <= 0))
        {
            first++;
        }

        var heading = Heading(page, first);
        var shown = heading < 0 ? null : Shown(metadata, page, heading, first);
        // HTML gives the attribute of a time element the last word over its text.
        shown = shown is not null && shown == metadata.WordedDate ? metadata.SomeDate : shown;
        shown ??= metadata.PublishedAt is null ? null : metadata.ShownDate;
        var (published, modified) = (Published(metadata, shown), metadata.ModifiedAt);
        if (published is not null && metadata.Authors.Count > 0 && metadata.HasFullAuthor && !metadata.NamesPublisher)
        {
            return metadata with { PublishedAt = published };
        }

        published ??= heading < 0 ? null : Above(metadata, page, heading);
        published ??= metadata.SomeDate;
        var authors = metadata.Authors;
        for (var i = Math.Max(0, first - Reach); i < Math.Min(page.Blocks.Count, first + 4); i++)
        {
            var text = page.Blocks[i].Text;
            if (text.Length > LongestLine)
            {
                continue;
            }

            var told = BeforeChange(text);
            published ??= PageDate.InText(told, metadata.MonthFirst);
            modified ??= PageDate.InText(text[told.Length..], metadata.MonthFirst);
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
            else if (Posted().IsMatch(page.Blocks[i].Text) && PageDate.IsDateline(page.Blocks[i].Text))
            {
                // Cards of other articles begin here too, with bare dates.
                published ??= PageDate.InText(page.Blocks[i].Text, metadata.MonthFirst);
            }

            authors = Better(authors, metadata, page, i);
        }

        authors = Signed(authors, metadata, page, body);
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
    private static PageMetadata WithFallback(PageMetadata metadata) =>
        metadata with { PublishedAt = metadata.PublishedAt ?? metadata.SomeDate ?? metadata.ModifiedAt };

    /// <summary>
    /// The dateline under the title outranks a declared date of another day: systems declare the day a page was moved or made anew. A
    /// dateline may also tell the last change; then the declared date stays.
    /// </summary>
    private static DateTimeOffset? Published(PageMetadata metadata, DateTimeOffset? shown)
    {
        if (shown is not { } read || metadata.PublishedAt is not { } declared)
        {
            return metadata.PublishedAt ?? shown;
        }

        var isSame = (read - declared).Duration() < s_otherDay || (read.Year == declared.Year && read.Month == declared.Day && read.Day == declared.Month);
        var isChange = metadata.ModifiedAt is { } changed && (read - changed).Duration() < s_otherDay;
        return isSame || isChange || read > (metadata.ModifiedAt ?? declared) ? declared : read;
    }

    /// <summary>The title's heading above the text; -1 when none is near.</summary>
    private static int Heading(PageOutline page, int first)
    {
        for (var i = first - 1; i >= Math.Max(0, first - Reach); i--)
        {
            if (page.Blocks[i].HeadingLevel == 1)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The date of the first line between the title and the text that is a dateline and no notice of a change; null when there is none.</summary>
    private static DateTimeOffset? Shown(PageMetadata metadata, PageOutline page, int heading, int first)
    {
        for (var i = heading + 1; i < first; i++)
        {
            var text = page.Blocks[i].Text;
            if (PageDate.IsDateline(text) && !Changed().IsMatch(text) && !(page.Blocks[i - 1].Text.Length <= 30 && Changed().IsMatch(page.Blocks[i - 1].Text)))
            {
                return PageDate.InText(text, metadata.MonthFirst);
            }
        }

        return null;
    }

    /// <summary>The dateline right above the title, where some themes set it; null when there is none.</summary>
    private static DateTimeOffset? Above(PageMetadata metadata, PageOutline page, int heading)
    {
        for (var i = heading - 1; i >= Math.Max(0, heading - ReachAbove); i--)
        {
            var text = page.Blocks[i].Text;
            if (PageDate.IsDateline(text) && PageDate.InText(BeforeChange(text), metadata.MonthFirst) is { } read)
            {
                return read;
            }
        }

        return null;
    }

    /// <summary>A line may tell the last change behind the first date; what follows the word of change is not the publication.</summary>
    private static string BeforeChange(string line) => ChangedAnywhere().Match(line) is { Success: true } change ? line[..change.Index] : line;

    private static IReadOnlyList<string> Better(IReadOnlyList<string> known, PageMetadata metadata, PageOutline page, int index)
    {
        if (known.Count > 0 && (metadata.HasFullAuthor || known != metadata.Authors))
        {
            return known;
        }

        var text = page.Blocks[index].Text;
        var name = Byline().Match(text) is { Success: true } byline ? byline.Groups[1].Value
            : Labelled().Match(text) is { Success: true } labelled ? labelled.Groups[1].Value
            : ByName().Match(text) is { Success: true } named ? named.Groups[1].Value
            : ByAlone().IsMatch(text) && index + 1 < page.Blocks.Count && page.Blocks[index + 1].Text.Length <= 60 ? page.Blocks[index + 1].Text : null;
        if (name is null)
        {
            return known;
        }

        List<string> names = [.. AuthorNames.Read(name).Where(n => n.Length > 0 && (char.IsUpper(n[0]) || char.GetUnicodeCategory(n[0]) == UnicodeCategory.OtherLetter) && !metadata.IsSite(n))];
        return names.Count > 0 && (known.Count == 0 || names.Exists(n => n.Contains(' '))) ? names : known;
    }

    /// <summary>The last line of the body, or a line below it whose neighbour says who that is: "Ann Example" over "Ann covers the coast."</summary>
    private static IReadOnlyList<string> Signed(IReadOnlyList<string> known, PageMetadata metadata, PageOutline page, PageRegion body)
    {
        var signature = page.Blocks[body.End - 1];
        if (signature is { Kind: BlockKind.Paragraph, LinkLength: 0 } && IsName(signature.Text) && (known.Count == 0 || (metadata.NamesPublisher && known == metadata.Authors)))
        {
            return [signature.Text];
        }

        for (var i = body.End; known.Count == 0 && i < Math.Min(page.Blocks.Count - 1, body.End + ReachBelow); i++)
        {
            var name = page.Blocks[i].Text;
            if (IsName(name) && page.Blocks[i + 1].Text is { Length: > ShortestProfile } profile && profile.AsSpan().StartsWith(name.AsSpan(0, name.IndexOf(' ') + 1)))
            {
                return [name];
            }
        }

        return known;
    }

    private static bool IsName(string line) => Signatures.IsName(line) && line.Count(c => c == ' ') < MostNameWords;

    [GeneratedRegex(@"^(?:This (?:post|article|story|piece) was )?(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Ss]ubmitted|[Rr]eported|[Ss]tory|[Ww]ords) )?(?:[Bb]y|BY|[Aa]uthors?:|Авторы?:|Автор(?:ка)?:|Текст:)\s*:?\s*(\p{Lu}.{1,80})$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Byline();

    /// <summary>The word for author and a colon, in other languages; the date may stand glued before it.</summary>
    [GeneratedRegex(@"^(?:.{0,40}\d\s*)?[（(]?(?:(?:[Аа]втор(?:ка|ы|и)?|[Aa]utor(?:a|es|in|ka)?|[Aa]uteure?|[Aa]utore|[Yy]azar|[Hh]aber|[Mm]uhabir|[Ss]zerző|[Tt]ekst|[Tt]exto?|[Tt]exte|[Tt]esto|[Ss]kribent|[Tt]ác giả|[Pp]enulis|[Pp]ewarta|Συντάκτης|Συντάκτρια|Κείμενο|लेखक|بقلم|الكاتب|כתב|כתבה|מאת)\s*:|(?:作者|記者|记者|文)\s*[:：・／/])\s*(\p{L}[^:：（()]{1,60}?)[）)]?(?:\s+\p{Lu}\p{L}+\s*:[\d\s.,]+)?$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Labelled();

    /// <summary>The word for "by" and a name of two to four words, and nothing behind them but a date, or a comma, the outlet and a place.</summary>
    [GeneratedRegex(@"^(?:Por|Par|Von|Di|di|Door|Av|Af|Od|Από|Του|Της|Oleh)\s+(\p{Lu}[\p{L}'’.-]+(?: (?:de|da|do|dos|del|della|di|van|von|der|le|la) | )\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){0,2})(?:\s*[|·•,–-]?\s*\d.*|,\s\p{Lu}[^.!?:]{1,60})?$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ByName();

    [GeneratedRegex(@"^(?:(?:written|posted|published|submitted|reported|story) )?(?:by|authors?|автор(?:ка)?):?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ByAlone();

    [GeneratedRegex(@"^\W*(?:posted|published|written|опубликовано|опубліковано|veröffentlicht|publié|publicado)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Posted();

    [GeneratedRegex(@"(?<!\p{L})(?:last )?(?:updated|" + OtherChanges + ")", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ChangedAnywhere();

    [GeneratedRegex(@"^\W*(?:last |page last |content last )?(?:updated?|" + OtherChanges + ")", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    internal static partial Regex Changed();
}
