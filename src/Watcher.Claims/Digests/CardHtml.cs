namespace Watcher.Claims.Digests;

/// <summary>Writes a card into an HTML part.</summary>
internal static class CardHtml
{
    public static void Write(HtmlPage page, DigestCard card, DigestWords words, string legend)
    {
        var look = CardLook.Of(card.Kind);
        page.OpenCard(look);
        var state = CardText.Word(card.Kind, words) + (card.Tag is null ? "" : $" · {card.Tag}");
        var facts = card.Severity is { } severity ? $"{words.Format(words.SeverityWord, CardText.Level(severity, words))} · {card.ClaimId}" : card.ClaimId;
        page.CardHeading(look, state, facts, card.Title);
        page.Text(string.Join(' ', card.Intro));
        if (card.Statements.Length == 2)
        {
            page.OpenPair();
            for (var at = 0; at < card.Statements.Length; at++)
            {
                page.OpenSide(isFirst: at == 0);
                Statement(page, card.Statements[at], words);
                page.CloseSide();
            }

            page.ClosePair();
        }
        else
        {
            foreach (var statement in card.Statements)
            {
                Statement(page, statement, words);
            }
        }

        foreach (var line in card.Also)
        {
            page.ListLine(line);
        }

        Numbers(page, card, words);
        History(page, card, words, legend);
        foreach (var remark in card.Remarks)
        {
            page.Text(remark);
        }

        if (!card.Backing.IsEmpty)
        {
            page.Small(card.Kind == CardKind.New ? card.Backing[0] : $"{words.BackedBy}: {string.Join("; ", card.Backing)}");
        }

        page.Small(card.Why is null ? null : $"{words.WhyFlagged}: {card.Why}");
        if (card.Page is { } evidence)
        {
            page.Link(evidence.AbsoluteUri, words.Format(words.AllEvidence, card.ClaimId));
        }

        page.ThumbLink(card.Mute, words.MuteClaim);
        page.CloseCard();
    }

    private static void Statement(HtmlPage page, DigestStatement statement, DigestWords words)
    {
        var when = statement.AsOf is null ? statement.When : $"{statement.When} · {statement.AsOf}";
        page.Label(statement.Label is null ? when : $"{statement.Label} · {when}");
        page.Strong(statement.Value);
        page.Small(statement.ReadAs);
        page.Quote(statement.Quote, statement.Language, words);
        page.Small(statement.Speaker);
        page.Small(statement.Outlet);
        if (statement.Link is { } link)
        {
            page.Link(link.Url, link.Title.Length > 0 ? $"{link.Host}: {link.Title}" : link.Host);
        }
    }

    /// <summary>A picture where one is wanted; the same numbers as a table where there are more than the two cells say.</summary>
    private static void Numbers(HtmlPage page, DigestCard card, DigestWords words)
    {
        if (card.Plot is not { } plot)
        {
            return;
        }

        if (card.Picture is { } picture)
        {
            page.Image(picture);
        }
        else if (plot.Rows.Length > 2)
        {
            page.Table(plot.Title, [words.When, words.OutletWord, words.NumberWord], plot.Rows.Select(r => new[] { r.When, r.Outlet, r.Value }));
        }
    }

    private static void History(HtmlPage page, DigestCard card, DigestWords words, string legend)
    {
        if (!card.History.IsEmpty)
        {
            page.Table(
                card.Title, [words.When, words.Status, words.Who],
                card.History.Select(row => new[] { row.When, row.Status, row.IsNew ? $"{row.Who} ({words.NewMark})" : row.Who }));
        }

        if (card.Strip is not { } strip)
        {
            return;
        }

        if (card.Picture is { } picture)
        {
            page.Image(picture);
        }
        else
        {
            page.LetterTable(strip.Span, [(strip.Place, strip.Letters)]);
        }

        page.Small(legend);
    }
}
