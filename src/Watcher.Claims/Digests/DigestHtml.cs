using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Watcher.Claims.Digests;

/// <summary>
/// The HTML part (digest.md 6): tables and inline styles only, because mail clients drop the rest. The style sheet holds dark mode and
/// phones; without it the mail is complete. All text is encoded, none is passed through.
/// </summary>
public static class DigestHtml
{
    /// <summary>Bytes of UTF-8. Gmail clips at about 102 KB and hides the footer with the unsubscribe link.</summary>
    public const int MaxBytes = 80 * 1024;

    /// <summary>Keeps the text after the preheader out of the preview.</summary>
    private const string Filler = "&#8199;&#65279;&#847;";
    private const int FillerCount = 40;

    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Body = Font + "font-size:15px;line-height:1.45;color:#1b1f24;";
    private const string Small = "font-size:13px;line-height:1.45;color:#57606a;";
    private const string LinkStyle = "color:#0b57d0;text-decoration:underline;";
    private const string Cell = "padding:12px 16px;border-bottom:1px solid #d8dee4;";

    private const string Style = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (max-width:480px){
        .side{display:block!important;width:auto!important}
        .pad{padding-left:12px!important;padding-right:12px!important}
        .foot a{display:block!important;padding:10px 0!important;min-height:24px!important}
        }
        @media (prefers-color-scheme:dark){
        .page{background-color:#14181d!important}
        .sheet{background-color:#1d2229!important}
        .ink{color:#e8eaed!important}
        .dim{color:#a9b3be!important}
        .line{border-color:#3a424c!important}
        .early{background-color:#332b1a!important}
        .late{background-color:#3a1f1f!important}
        .mark{background-color:#5c4a12!important;color:#ffffff!important}
        a{color:#8ab4f8!important}
        .c-contradiction{color:#f28b82!important}.a-contradiction{background-color:#f28b82!important}
        .c-new{color:#8ab4f8!important}.a-new{background-color:#8ab4f8!important}
        .c-updated{color:#fdd663!important}.a-updated{background-color:#fdd663!important}
        .c-retracted{color:#a9b3be!important}.a-retracted{background-color:#a9b3be!important}
        }
        """;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var words = digest.Words;
        var html = new StringBuilder(64 * 1024);
        html.Append("<!doctype html>\n<html lang=\"").Append(words.Locale).Append("\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
            .Append("<title>").Append(Encode(digest.Subject)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n")
            .Append("<body class=\"page\" style=\"margin:0;padding:0;background-color:#f3f4f6;\">\n")
            .Append("<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all;\">").Append(Encode(digest.Preheader));
        for (var i = 0; i < FillerCount; i++)
        {
            html.Append(Filler);
        }

        html.Append("</div>\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n")
            .Append("<table role=\"presentation\" class=\"sheet\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#ffffff\" ")
            .Append("style=\"width:100%;max-width:640px;background-color:#ffffff;").Append(Body).Append("\">\n");
        Head(html, digest);
        foreach (var card in digest.Cards)
        {
            Card(html, card, digest);
        }

        Section(html, words.CorroboratedWord, digest.Corroborated, digest);
        Strips(html, digest);
        Section(html, words.WithinArticleTitle, digest.WithinArticle, digest);
        Overflows(html, digest);
        Section(html, words.NotesTitle, digest.Notes, digest);
        Failing(html, digest);
        Foot(html, digest);
        return html.Append("</table>\n</td></tr></table>\n</body>\n</html>\n").ToString();
    }

    private static void Head(StringBuilder html, Digest digest)
    {
        Open(html);
        html.Append("<h1 class=\"ink\" style=\"margin:0 0 4px 0;font-size:20px;line-height:1.3;color:#1b1f24;\">").Append(Encode(digest.Heading)).Append("</h1>\n");
        Paragraph(html, Small, "dim", $"{digest.Words.WatchList} {digest.ListTitle} · {digest.Window}");
        Paragraph(html, Small, "dim", digest.Coverage + ".");
        Paragraph(html, Small, "dim", digest.Silent);
        Paragraph(html, Small, "dim", digest.Baseline);
        Close(html);
    }

    private static void Card(StringBuilder html, DigestCard card, Digest digest)
    {
        var words = digest.Words;
        var look = Look.Of(card.Kind);
        html.Append("<tr><td style=\"padding:0;\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>")
            .Append("<td class=\"a-").Append(look.Class).Append("\" width=\"6\" bgcolor=\"").Append(look.Accent)
            .Append("\" style=\"width:6px;font-size:0;line-height:0;background-color:").Append(look.Accent).Append(";\">&nbsp;</td>\n")
            .Append("<td class=\"line pad\" style=\"").Append(Cell).Append("\">\n")
            .Append("<h2 class=\"ink\" style=\"margin:0 0 4px 0;font-size:16px;line-height:1.35;color:#1b1f24;\"><span class=\"c-").Append(look.Class)
            .Append("\" style=\"color:").Append(look.Accent).Append(";\">").Append(look.Symbol).Append(' ').Append(Encode(DigestText.Word(card.Kind, words)))
            .Append("</span>").Append(Encode(card.Tag is null ? "" : $" · {card.Tag}")).Append(" - ").Append(Encode(card.Title)).Append("</h2>\n");
        var facts = card.Severity is { } severity
            ? $"{card.ClaimId} · {words.Format(words.SeverityWord, DigestText.Level(severity, words))}" : card.ClaimId;
        foreach (var line in card.Intro)
        {
            Paragraph(html, "margin:0 0 4px 0;", "ink", line);
        }

        Paragraph(html, Small, "dim", facts);
        if (card.Statements.Length == 2)
        {
            SideBySide(html, card.Statements);
        }
        else
        {
            foreach (var statement in card.Statements)
            {
                Statement(html, statement);
            }
        }

        foreach (var line in card.Also)
        {
            ListLine(html, line);
        }

        History(html, card, words);
        if (card.Strip is { } strip)
        {
            Paragraph(html, Small, "dim", $"{strip.Span}:");
            Letters(html, strip.Letters);
            Paragraph(html, Small, "dim", digest.StripLegend);
        }

        foreach (var remark in card.Remarks)
        {
            Paragraph(html, "margin:0 0 4px 0;", "ink", remark);
        }

        if (!card.Backing.IsEmpty)
        {
            Paragraph(html, Small, "dim", card.Kind == CardKind.New ? card.Backing[0] : $"{words.BackedBy}: {string.Join("; ", card.Backing)}");
        }

        Paragraph(html, Small, "dim", card.Why is null ? null : $"{words.WhyFlagged}: {card.Why}");
        if (card.Page is { } page)
        {
            html.Append("<p style=\"margin:4px 0 0 0;").Append(Small).Append("\">");
            Anchor(html, page.AbsoluteUri, words.Format(words.AllEvidence, card.ClaimId));
            html.Append("</p>\n");
        }

        html.Append("</td></tr></table></td></tr>\n");
    }

    /// <summary>The label stands inside each cell: below 480 px the two stack.</summary>
    private static void SideBySide(StringBuilder html, ImmutableArray<DigestStatement> statements)
    {
        html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0;\"><tr>\n");
        for (var at = 0; at < statements.Length; at++)
        {
            var (name, ground) = at == 0 ? ("early", "#fff8e1") : ("late", "#fdecea");
            html.Append("<td class=\"side ").Append(name).Append("\" width=\"50%\" valign=\"top\" bgcolor=\"").Append(ground)
                .Append("\" style=\"width:50%;padding:8px 10px;vertical-align:top;background-color:").Append(ground).Append(";\">\n");
            Statement(html, statements[at]);
            html.Append("</td>\n");
        }

        html.Append("</tr></table>\n");
    }

    private static void Statement(StringBuilder html, DigestStatement statement)
    {
        var when = statement.AsOf is null ? statement.When : $"{statement.When} · {statement.AsOf}";
        Paragraph(html, Small, "dim", statement.Label is null ? when : $"{statement.Label} · {when}");
        if (statement.Value is { } value)
        {
            html.Append("<p class=\"ink\" style=\"margin:2px 0;font-weight:bold;color:#1b1f24;\">").Append(Encode(value)).Append("</p>\n");
        }

        Paragraph(html, Small, "dim", statement.ReadAs);
        html.Append("<p class=\"ink\" style=\"margin:4px 0;color:#1b1f24;\"><span");
        if (statement.Language is { } language)
        {
            html.Append(" lang=\"").Append(Encode(language)).Append('"');
        }

        html.Append(" dir=\"auto\">“").Append(Encode(statement.Quote.Before));
        if (statement.Quote.Highlight.Length > 0)
        {
            html.Append("<b class=\"mark\" style=\"background-color:#ffe08a;\">").Append(Encode(statement.Quote.Highlight)).Append("</b>");
        }

        html.Append(Encode(statement.Quote.After)).Append("”</span></p>\n");
        Paragraph(html, Small, "dim", statement.Speaker);
        Paragraph(html, Small, "dim", statement.Outlet);
        if (statement.Link is { } link)
        {
            html.Append("<p style=\"margin:2px 0 0 0;font-size:13px;line-height:1.45;\">");
            Anchor(html, link.Url, link.Title.Length > 0 ? $"{link.Host}: {link.Title}" : link.Host);
            html.Append("</p>\n");
        }
    }

    private static void History(StringBuilder html, DigestCard card, DigestWords words)
    {
        if (card.History.IsEmpty)
        {
            return;
        }

        const string cell = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;font-size:13px;line-height:1.4;color:#1b1f24;";
        html.Append("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:6px 0;\">\n<caption class=\"dim\" style=\"text-align:left;")
            .Append(Small).Append("\">").Append(Encode(card.Title)).Append("</caption>\n<tr>");
        foreach (var name in new[] { words.When, words.Status, words.Who })
        {
            html.Append("<th scope=\"col\" class=\"ink\" style=\"").Append(cell).Append("\">").Append(Encode(name)).Append("</th>");
        }

        html.Append("</tr>\n");
        foreach (var row in card.History)
        {
            html.Append("<tr><td class=\"ink\" style=\"").Append(cell).Append("white-space:nowrap;\">").Append(Encode(row.When))
                .Append("</td><td class=\"ink\" style=\"").Append(cell).Append("\">").Append(Encode(row.Status))
                .Append("</td><td class=\"ink\" style=\"").Append(cell).Append("\">").Append(Encode(row.Who));
            if (row.IsNew)
            {
                html.Append(" <b>").Append(Encode(words.NewMark)).Append("</b>");
            }

            html.Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void Section(StringBuilder html, string title, DigestLines lines, Digest digest)
    {
        if (lines.Total == 0)
        {
            return;
        }

        Open(html);
        Title(html, title);
        foreach (var line in lines.Shown)
        {
            ListLine(html, line);
        }

        var words = digest.Words;
        if (lines.Total > lines.Shown.Length)
        {
            Paragraph(html, Small, "dim", More(
                words.Format(words.AndMore, DigestText.Count(lines.Total - lines.Shown.Length)), lines.Further.Length > 0, lines.Total - lines.Shown.Length - lines.Further.Length, words));
        }

        Close(html);
    }

    private static void Strips(StringBuilder html, Digest digest)
    {
        if (digest.Strips.IsEmpty)
        {
            return;
        }

        var words = digest.Words;
        Open(html);
        Title(html, words.Settlements);
        html.Append("<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n<caption class=\"dim\" style=\"text-align:left;").Append(Small).Append("\">")
            .Append(Encode(digest.Strips[0].Span)).Append("</caption>\n");
        foreach (var strip in digest.Strips)
        {
            html.Append("<tr><th scope=\"row\" class=\"ink\" style=\"padding:1px 16px 1px 0;text-align:left;font-weight:normal;color:#1b1f24;\">")
                .Append(Encode(strip.Place)).Append("</th><td>");
            Letters(html, string.Join(' ', strip.Letters.AsEnumerable()));
            html.Append("</td></tr>\n");
        }

        html.Append("</table>\n");
        Paragraph(html, Small, "dim", digest.StripLegend);
        Close(html);
    }

    private static void Overflows(StringBuilder html, Digest digest)
    {
        if (digest.Overflows.IsEmpty)
        {
            return;
        }

        var words = digest.Words;
        Open(html);
        foreach (var overflow in digest.Overflows)
        {
            var count = $"{words.Format(words.AndMore, DigestText.Count(overflow.Count))} ({DigestText.Word(overflow.Kind, words)})";
            Paragraph(
                html, "margin:0 0 4px 0;", "ink", More(count, !overflow.Lines.IsEmpty, overflow.Unlisted, words));
        }

        if (digest.Page is { } page)
        {
            html.Append("<p style=\"margin:0;\">");
            Anchor(html, page.AbsoluteUri, words.OpenDigest);
            html.Append("</p>\n");
        }

        Close(html);
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
            parts.Add(words.Format(words.InNextDigest, DigestText.Count(unlisted)));
        }

        return string.Join("; ", parts) + ".";
    }

    private static void Failing(StringBuilder html, Digest digest)
    {
        if (digest.Failing.IsEmpty)
        {
            return;
        }

        Open(html);
        Title(html, digest.Words.FeedsFailing);
        foreach (var feed in digest.Failing)
        {
            Paragraph(html, "margin:0 0 4px 0;", "ink", feed);
        }

        Close(html);
    }

    private static void Foot(StringBuilder html, Digest digest)
    {
        html.Append("<tr><td class=\"foot pad\" style=\"padding:16px;\">\n");
        foreach (var line in digest.Footer)
        {
            Paragraph(html, Small, "dim", line);
        }

        if (digest.Unsubscribe is { } way)
        {
            html.Append("<p style=\"margin:8px 0 0 0;font-size:13px;line-height:1.45;\">");
            Anchor(html, way.AbsoluteUri, digest.Words.Unsubscribe);
            html.Append("</p>\n");
        }

        html.Append("</td></tr>\n");
    }

    private static void Open(StringBuilder html) => html.Append("<tr><td class=\"line pad\" style=\"").Append(Cell).Append("\">\n");

    private static void Close(StringBuilder html) => html.Append("</td></tr>\n");

    private static void Title(StringBuilder html, string title) => html
        .Append("<h2 class=\"dim\" style=\"margin:0 0 4px 0;font-size:13px;line-height:1.45;color:#57606a;\">").Append(Encode(title)).Append("</h2>\n");

    private static void ListLine(StringBuilder html, DigestLine line)
    {
        html.Append("<p class=\"ink\" style=\"margin:0 0 4px 0;font-size:14px;line-height:1.45;color:#1b1f24;\">");
        if (line.ClaimId is { } id)
        {
            html.Append("<span class=\"dim\" style=\"color:#57606a;\">").Append(Encode(id)).Append("</span> ");
        }

        html.Append(Encode(line.Text));
        if (line.Link is { } link)
        {
            html.Append(' ');
            Anchor(html, link.Url, link.Host);
        }

        html.Append("</p>\n");
    }

    private static void Letters(StringBuilder html, string letters) => html
        .Append("<span class=\"ink\" style=\"font-family:Consolas,Menlo,'DejaVu Sans Mono',monospace;font-size:14px;color:#1b1f24;\">")
        .Append(Encode(letters)).Append("</span>");

    private static void Paragraph(StringBuilder html, string style, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        html.Append("<p class=\"").Append(name).Append("\" style=\"margin:0 0 2px 0;").Append(style).Append("\">").Append(Encode(text)).Append("</p>\n");
    }

    private static void Anchor(StringBuilder html, string url, string text) => html
        .Append("<a href=\"").Append(Encode(url)).Append("\" style=\"").Append(LinkStyle).Append("word-break:break-word;\">").Append(Encode(text)).Append("</a>");

    private static string Encode(string text) => s_encoder.Encode(text);

    /// <summary>Word, symbol and colour of a state: never colour alone.</summary>
    private readonly record struct Look(string Class, string Symbol, string Accent)
    {
        public static Look Of(CardKind kind) => kind switch
        {
            CardKind.Contradiction => new("contradiction", "⚠", "#b3261e"),
            CardKind.New => new("new", "●", "#0b57d0"),
            CardKind.Updated => new("updated", "↻", "#7a5900"),
            _ => new("retracted", "⊘", "#57606a"),
        };
    }
}
