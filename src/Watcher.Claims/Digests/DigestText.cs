namespace Watcher.Claims.Digests;

/// <summary>The text part (digest.md 7): complete, at most <see cref="Columns"/> columns but for URLs, which are never broken.</summary>
public static class DigestText
{
    public const int Columns = TextLines.Columns;

    public static string Write(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var words = digest.Words;
        var page = new TextLines();
        page.Text(digest.Heading.ToUpper(words.Culture) + " - " + digest.ListTitle);
        page.Text(digest.Window);
        page.Text(digest.Coverage + ".");
        page.Text(digest.Silent);
        page.Text(digest.Baseline);
        page.Text(digest.MutedAgain);
        page.Text(digest.Flood);
        page.Text(digest.TableNote);
        for (var at = 0; at < digest.Cards.Length; at++)
        {
            var card = digest.Cards[at];
            page.Blank();
            var head = $"[{at + 1}] {CardText.Word(card.Kind, words)}{(card.Tag is null ? "" : $" ({card.Tag})")}  {card.Title}";
            CardText.Write(page, card, head, words, digest.StripLegend);
        }

        Section(page, words.ToldAtOnceTitle, digest.Alerted, words);
        Section(page, words.CorroboratedWord, digest.Corroborated, words);
        Section(page, words.WithinArticleTitle, digest.WithinArticle, words);
        Strips(page, digest);
        foreach (var overflow in digest.Overflows)
        {
            Overflow(page, overflow, digest);
        }

        Section(page, words.NotesTitle, digest.Notes, words);
        if (!digest.Failing.IsEmpty)
        {
            page.Blank();
            page.Text(words.FeedsFailing);
            foreach (var feed in digest.Failing)
            {
                page.Text(feed, 2, 4);
            }
        }

        page.Blank();
        page.Raw("-- ");
        foreach (var line in digest.Footer)
        {
            page.Text(line);
        }

        page.Link(words.Pause, digest.Links.Pause);
        page.Link(words.OnlyContradictions, digest.Links.OnlyContradictions);
        page.Link(words.Unsubscribe, digest.Unsubscribe);
        return page.ToString();
    }

    private static void Section(TextLines page, string title, DigestLines lines, DigestWords words)
    {
        if (lines.Total == 0)
        {
            return;
        }

        page.Blank();
        page.Text(title);
        foreach (var line in lines.Shown.Concat(lines.Further))
        {
            ListLine(page, line);
        }

        var untold = lines.Total - lines.Shown.Length - lines.Further.Length;
        if (untold > 0)
        {
            page.Text($"{words.Format(words.AndMore, words.Number(untold))}; {words.Format(words.InNextDigest, words.Number(untold))}.", 2, 4);
        }
    }

    private static void Overflow(TextLines page, DigestOverflow overflow, Digest digest)
    {
        var words = digest.Words;
        page.Blank();
        page.Text($"{words.Format(words.AndMore, words.Number(overflow.Count))} ({CardText.Word(overflow.Kind, words)}):");
        foreach (var line in overflow.Lines)
        {
            ListLine(page, line);
        }

        if (overflow.Unlisted > 0)
        {
            page.Text(words.Format(words.InNextDigest, words.Number(overflow.Unlisted)) + ".", 2, 4);
        }

        if (digest.Page is { } link)
        {
            page.Raw(link.AbsoluteUri);
        }
    }

    private static void ListLine(TextLines page, DigestLine line)
    {
        page.Text(CardText.Ascii(line.ClaimId is { } id ? $"{id} {line.Text}" : line.Text), 2, 4);
        page.Link(line.Link, 4);
    }

    private static void Strips(TextLines page, Digest digest)
    {
        if (digest.Strips.IsEmpty)
        {
            return;
        }

        page.Blank();
        page.Text($"{digest.Words.Format(digest.Words.StripHeading, digest.Words.Settlements, digest.Strips[0].Letters.Length)} ({digest.Strips[0].Span})");
        var width = Math.Min(30, digest.Strips.Max(s => s.Place.Length));
        foreach (var strip in digest.Strips)
        {
            page.Text($"{strip.Place.PadRight(width)}  {string.Join(' ', strip.Letters.AsEnumerable())}", 2, 4);
        }

        page.Text(digest.StripLegend, 2, 4);
    }
}
