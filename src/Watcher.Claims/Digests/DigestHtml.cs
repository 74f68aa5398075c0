namespace Watcher.Claims.Digests;

/// <summary>The HTML part of a digest (digest.md 6).</summary>
public static class DigestHtml
{
    /// <summary>Bytes of UTF-8. Gmail clips at about 102 KB and hides the footer with the unsubscribe link.</summary>
    public const int MaxBytes = 80 * 1024;

    public static string Write(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var words = digest.Words;
        var page = new HtmlPage(words.Locale, digest.Subject, digest.Preheader);
        page.OpenRow();
        page.Heading(digest.Heading);
        page.Small($"{words.WatchList} {digest.ListTitle} · {digest.Window}");
        page.Small(digest.Coverage + ".");
        page.Small(digest.Silent);
        page.Small(digest.Baseline);
        page.Text(digest.MutedAgain);
        page.Text(digest.Flood);
        page.Small(digest.TableNote);
        page.CloseRow();
        foreach (var card in digest.Cards)
        {
            CardHtml.Write(page, card, words, digest.StripLegend);
        }

        Section(page, words.ToldAtOnceTitle, digest.Alerted, words);
        Section(page, words.CorroboratedWord, digest.Corroborated, words);
        Section(page, words.WithinArticleTitle, digest.WithinArticle, words);
        Strips(page, digest);
        Overflows(page, digest);
        Section(page, words.NotesTitle, digest.Notes, words);
        Failing(page, digest);
        Foot(page, digest);
        return page.ToString();
    }

    private static void Section(HtmlPage page, string title, DigestLines lines, DigestWords words)
    {
        if (lines.Total == 0)
        {
            return;
        }

        page.OpenRow();
        page.Title(title);
        foreach (var line in lines.Shown)
        {
            page.ListLine(line);
        }

        if (lines.Total > lines.Shown.Length)
        {
            page.Small(More(
                words.Format(words.AndMore, words.Number(lines.Total - lines.Shown.Length)), lines.Further.Length > 0,
                lines.Total - lines.Shown.Length - lines.Further.Length, words));
        }

        page.CloseRow();
    }

    private static void Strips(HtmlPage page, Digest digest)
    {
        if (digest.Strips.IsEmpty)
        {
            return;
        }

        page.OpenRow();
        page.Title(digest.Words.Settlements);
        if (digest.StripPicture is { } picture)
        {
            page.Image(picture);
        }
        else
        {
            page.LetterTable(digest.Strips[0].Span, digest.Strips.Select(s => (s.Place, string.Join(' ', s.Letters.AsEnumerable()))));
        }

        page.Small(digest.StripLegend);
        page.CloseRow();
    }

    private static void Overflows(HtmlPage page, Digest digest)
    {
        if (digest.Overflows.IsEmpty)
        {
            return;
        }

        var words = digest.Words;
        page.OpenRow();
        foreach (var overflow in digest.Overflows)
        {
            var count = $"{words.Format(words.AndMore, words.Number(overflow.Count))} ({CardText.Word(overflow.Kind, words)})";
            page.Text(More(count, !overflow.Lines.IsEmpty, overflow.Unlisted, words));
        }

        if (digest.Page is { } full)
        {
            page.Link(full.AbsoluteUri, words.OpenDigest);
        }

        page.CloseRow();
    }

    private static string More(string count, bool areListed, int unlisted, DigestWords words)
    {
        var parts = new List<string> { count };
        if (areListed && unlisted == 0)
        {
            parts.Add(words.InTextPart);
        }

        if (unlisted > 0)
        {
            parts.Add(words.Format(words.InNextDigest, words.Number(unlisted)));
        }

        return string.Join("; ", parts) + ".";
    }

    private static void Failing(HtmlPage page, Digest digest)
    {
        if (digest.Failing.IsEmpty)
        {
            return;
        }

        page.OpenRow();
        page.Title(digest.Words.FeedsFailing);
        foreach (var feed in digest.Failing)
        {
            page.Text(feed);
        }

        page.CloseRow();
    }

    private static void Foot(HtmlPage page, Digest digest)
    {
        var words = digest.Words;
        page.OpenFoot();
        foreach (var line in digest.Footer)
        {
            page.Small(line);
        }

        page.ThumbLink(digest.Links.Pause, words.Pause);
        page.ThumbLink(digest.Links.OnlyContradictions, words.OnlyContradictions);
        page.ThumbLink(digest.Unsubscribe, words.Unsubscribe);
        page.CloseRow();
    }
}
