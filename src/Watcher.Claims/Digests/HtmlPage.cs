using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Watcher.Claims.Digests;

/// <summary>
/// Writes an HTML part (digest.md 6): tables and inline styles only, because mail clients drop the rest. The style sheet holds dark mode and
/// phones; without it the mail is complete. All text is encoded, none is passed through.
/// </summary>
internal sealed class HtmlPage
{
    /// <summary>Keeps the text after the preheader out of the preview.</summary>
    private const string Filler = "&#8199;&#65279;&#847;";
    private const int FillerCount = 40;

    /// <summary>Outlook does not hand fonts down into tables, so every cell with text names it.</summary>
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Body = Font + "font-size:15px;line-height:1.45;color:" + MailColours.Ink + ";";

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string s_style = Style();

    private readonly StringBuilder _html = new(64 * 1024);

    /// <param name="locale">Language of the mail's own words.</param>
    /// <param name="title">The subject.</param>
    /// <param name="preheader">What the list of mails shows behind the subject.</param>
    public HtmlPage(string locale, string title, string preheader)
    {
        _html.Append("<!doctype html>\n<html lang=\"").Append(locale).Append("\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
            .Append("<title>").Append(Encode(title)).Append("</title>\n<style>\n").Append(s_style).Append("</style>\n</head>\n")
            .Append("<body class=\"page\" style=\"margin:0;padding:0;background-color:").Append(MailColours.Page).Append(";\">\n")
            .Append("<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all;\">").Append(Encode(preheader));
        for (var i = 0; i < FillerCount; i++)
        {
            _html.Append(Filler);
        }

        _html.Append("</div>\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n")
            .Append("<table role=\"presentation\" class=\"sheet\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"")
            .Append(MailColours.Sheet).Append("\" style=\"width:100%;max-width:640px;text-align:left;background-color:").Append(MailColours.Sheet).Append(";\">\n");
    }

    public override string ToString() => _html + "</table>\n</td></tr></table>\n</body>\n</html>\n";

    public void OpenRow() => _html.Append("<tr><td class=\"line pad\" style=\"padding:14px 20px;border-bottom:1px solid ")
        .Append(MailColours.Line).Append(';').Append(Body).Append("\">\n");

    public void OpenFoot() => _html.Append("<tr><td class=\"pad\" style=\"padding:16px 20px 24px;").Append(Body).Append("\">\n");

    public void CloseRow() => _html.Append("</td></tr>\n");

    /// <summary>A row with a coloured edge: a cell of its own, because dark modes repaint borders.</summary>
    public void OpenCard(CardLook look) => _html
        .Append("<tr><td style=\"padding:0;\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>")
        .Append("<td class=\"a-").Append(look.Class).Append("\" width=\"6\" bgcolor=\"").Append(look.Accent)
        .Append("\" style=\"width:6px;font-size:0;line-height:0;background-color:").Append(look.Accent).Append(";\">&nbsp;</td>\n")
        .Append("<td class=\"line pad\" style=\"padding:14px 20px 14px 14px;border-bottom:1px solid ").Append(MailColours.Line).Append(';').Append(Body).Append("\">\n");

    public void CloseCard() => _html.Append("</td></tr></table></td></tr>\n");

    /// <summary>The one heading of the mail.</summary>
    public void Heading(string text) => _html.Append("<h1 class=\"ink\" style=\"margin:0 0 6px 0;font-size:22px;line-height:1.25;font-weight:bold;color:")
        .Append(MailColours.Ink).Append(";\">").Append(Encode(text)).Append("</h1>\n");

    /// <summary>A card's state with what identifies it, and under it what the card is about.</summary>
    public void CardHeading(CardLook look, string state, string facts, string title) => _html
        .Append("<h2 class=\"ink\" style=\"margin:0 0 6px 0;font-size:17px;line-height:1.3;font-weight:bold;color:").Append(MailColours.Ink)
        .Append(";\"><span class=\"c-").Append(look.Class).Append("\" style=\"font-size:13px;color:").Append(look.Accent).Append(";\">")
        .Append(look.Symbol).Append(look.Symbol.Length > 0 ? " " : "").Append(Encode(state))
        .Append("</span> <span class=\"dim\" style=\"font-size:13px;font-weight:normal;white-space:nowrap;color:").Append(MailColours.Dim).Append(";\">· ").Append(Encode(facts))
        .Append("</span><br>").Append(Encode(title)).Append("</h2>\n");

    /// <summary>Over a list of lines.</summary>
    public void Title(string text) => _html.Append("<h2 class=\"dim\" style=\"margin:0 0 6px 0;font-size:13px;line-height:1.45;font-weight:bold;color:")
        .Append(MailColours.Dim).Append(";\">").Append(Encode(text)).Append("</h2>\n");

    public void Text(string? text) => Paragraph(text, "ink", "margin:0 0 6px 0;color:" + MailColours.Ink + ";");

    public void Strong(string? text) => Paragraph(text, "ink", "margin:2px 0;font-size:18px;line-height:1.3;font-weight:bold;color:" + MailColours.Ink + ";");

    public void Small(string? text) => Paragraph(text, "dim", "margin:0 0 3px 0;font-size:13px;line-height:1.45;color:" + MailColours.Dim + ";");

    public void Label(string? text) => Paragraph(text, "dim", "margin:0 0 3px 0;font-size:12px;line-height:1.45;font-weight:bold;color:" + MailColours.Dim + ";");

    public void ListLine(DigestLine line)
    {
        _html.Append("<p class=\"ink\" style=\"margin:0 0 6px 0;font-size:14px;line-height:1.45;color:").Append(MailColours.Ink).Append(";\">");
        if (line.ClaimId is { } id)
        {
            _html.Append("<span class=\"dim\" style=\"color:").Append(MailColours.Dim).Append(";white-space:nowrap;\">").Append(Encode(id)).Append("</span> ");
        }

        _html.Append(Encode(line.Text));
        if (line.Link is { } link)
        {
            _html.Append(' ');
            Anchor(link.Url, link.Host, "word-break:break-word;");
        }

        _html.Append("</p>\n");
    }

    /// <summary>The quotation in its own language, with the part that carries the claim set off.</summary>
    public void Quote(Quotation quote, string? language, DigestWords words)
    {
        _html.Append("<p class=\"ink\" style=\"margin:4px 0 6px 0;color:").Append(MailColours.Ink).Append(";\"><span");
        if (language is not null)
        {
            _html.Append(" lang=\"").Append(Encode(language)).Append('"');
        }

        _html.Append(" dir=\"").Append(Direction(language)).Append("\">").Append(Encode(words.PrintOpen)).Append(Encode(quote.Before));
        if (quote.Highlight.Length > 0)
        {
            _html.Append("<b class=\"mark\" style=\"background-color:").Append(MailColours.Mark).Append(";\">").Append(Encode(quote.Highlight)).Append("</b>");
        }

        _html.Append(Encode(quote.After)).Append(Encode(words.PrintClose)).Append("</span></p>\n");
    }

    /// <summary>A link on a line of its own.</summary>
    public void Link(string url, string text)
    {
        _html.Append("<p style=\"margin:2px 0 4px 0;font-size:13px;line-height:1.45;\">");
        Anchor(url, text, "word-break:break-word;");
        _html.Append("</p>\n");
    }

    /// <summary>A link that a thumb can hit: 44 px high (digest.md 6).</summary>
    public void ThumbLink(Uri? way, string text)
    {
        if (way is null)
        {
            return;
        }

        _html.Append("<p style=\"margin:0;font-size:14px;line-height:24px;\">");
        Anchor(way.AbsoluteUri, text, "display:block;padding:10px 0;");
        _html.Append("</p>\n");
    }

    /// <summary>Two cells side by side; below 480 px they stack, so each says what it is.</summary>
    public void OpenPair() => _html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0;\"><tr>\n");

    public void OpenSide(bool isFirst)
    {
        var (name, ground) = isFirst ? ("early", MailColours.Early) : ("late", MailColours.Late);
        _html.Append("<td class=\"side ").Append(name).Append("\" width=\"50%\" valign=\"top\" bgcolor=\"").Append(ground)
            .Append("\" style=\"width:50%;padding:10px 12px;vertical-align:top;background-color:").Append(ground).Append(';').Append(Body).Append("\">\n");
    }

    public void CloseSide() => _html.Append("</td>\n");

    public void ClosePair() => _html.Append("</tr></table>\n");

    /// <summary>PNG by content id, on its own white ground with a border: a transparent one vanishes in dark mode.</summary>
    public void Image(MailImage image)
    {
        var width = image.Width.ToString(CultureInfo.InvariantCulture);
        _html.Append("<img src=\"cid:").Append(Encode(image.Cid)).Append("\" width=\"").Append(width)
            .Append("\" height=\"").Append(image.Height.ToString(CultureInfo.InvariantCulture)).Append("\" alt=\"").Append(Encode(image.Alt))
            .Append("\" style=\"display:block;width:100%;max-width:").Append(width).Append("px;height:auto;margin:8px 0;border:1px solid ")
            .Append(MailColours.Line).Append(";background-color:").Append(MailColours.Sheet).Append(";font-size:13px;color:").Append(MailColours.Dim).Append(";\">\n");
    }

    /// <summary>A table of data: caption, column headings, rows; the first column does not wrap.</summary>
    public void Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        const string cell = "padding:3px 12px 3px 0;text-align:left;vertical-align:top;font-size:13px;line-height:1.4;color:" + MailColours.Ink + ";";
        _html.Append("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0;").Append(Font)
            .Append("\">\n<caption class=\"dim\" style=\"text-align:left;font-size:13px;line-height:1.45;color:").Append(MailColours.Dim).Append(";\">")
            .Append(Encode(caption)).Append("</caption>\n<tr>");
        foreach (var column in columns)
        {
            _html.Append("<th scope=\"col\" class=\"ink\" style=\"").Append(cell).Append("\">").Append(Encode(column)).Append("</th>");
        }

        _html.Append("</tr>\n");
        foreach (var row in rows)
        {
            _html.Append("<tr>");
            for (var at = 0; at < row.Count; at++)
            {
                _html.Append("<td class=\"ink\" style=\"").Append(cell).Append(at == 0 ? "white-space:nowrap;\">" : "\">").Append(Encode(row[at])).Append("</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</table>\n");
    }

    /// <summary>Names and what stands in letters of equal width beside them.</summary>
    public void LetterTable(string caption, IEnumerable<(string Name, string Letters)> rows)
    {
        _html.Append("<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"").Append(Font)
            .Append("\">\n<caption class=\"dim\" style=\"text-align:left;font-size:13px;line-height:1.45;color:").Append(MailColours.Dim).Append(";\">")
            .Append(Encode(caption)).Append("</caption>\n");
        foreach (var (name, letters) in rows)
        {
            _html.Append("<tr><th scope=\"row\" class=\"ink\" style=\"padding:1px 16px 1px 0;text-align:left;font-size:14px;font-weight:normal;color:")
                .Append(MailColours.Ink).Append(";\">").Append(Encode(name))
                .Append("</th><td class=\"ink\" style=\"font-family:Consolas,Menlo,'DejaVu Sans Mono',monospace;font-size:14px;color:")
                .Append(MailColours.Ink).Append(";\">").Append(Encode(letters)).Append("</td></tr>\n");
        }

        _html.Append("</table>\n");
    }

    private void Paragraph(string? text, string name, string style)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _html.Append("<p class=\"").Append(name).Append("\" style=\"").Append(style).Append("\">").Append(Encode(text)).Append("</p>\n");
        }
    }

    private void Anchor(string url, string text, string style) => _html
        .Append("<a href=\"").Append(Encode(url)).Append("\" style=\"color:").Append(MailColours.Link).Append(";text-decoration:underline;").Append(style)
        .Append("\">").Append(Encode(text)).Append("</a>");

    private static string Encode(string text) => s_encoder.Encode(text);

    /// <summary>By the script that the language is written in; left to the client where it is not known.</summary>
    private static string Direction(string? language) => language?.Split('-')[0].ToLowerInvariant() switch
    {
        null => "auto",
        "ar" or "arc" or "ckb" or "dv" or "fa" or "he" or "iw" or "ps" or "sd" or "ug" or "ur" or "yi" => "rtl",
        _ => "ltr",
    };

    private static string Style()
    {
        var style = new StringBuilder()
            .Append(":root{color-scheme:light dark;supported-color-schemes:light dark}\n@media (max-width:480px){\n")
            .Append(".side{display:block!important;width:auto!important}\n.pad{padding-left:12px!important;padding-right:12px!important}\n}\n")
            .Append("@media (prefers-color-scheme:dark){\n")
            .Append(CultureInfo.InvariantCulture, $".page{{background-color:{MailColours.DarkPage}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $".sheet{{background-color:{MailColours.DarkSheet}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $".ink{{color:{MailColours.DarkInk}!important}}\n.dim{{color:{MailColours.DarkDim}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $".line{{border-color:{MailColours.DarkLine}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $".early{{background-color:{MailColours.DarkEarly}!important}}\n.late{{background-color:{MailColours.DarkLate}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $".mark{{background-color:{MailColours.DarkMark}!important;color:{MailColours.DarkMarkInk}!important}}\n")
            .Append(CultureInfo.InvariantCulture, $"a{{color:{MailColours.DarkLink}!important}}\n");
        foreach (var look in Enum.GetValues<CardKind>().Select(CardLook.Of).Append(CardLook.Plain))
        {
            style.Append(CultureInfo.InvariantCulture, $".c-{look.Class}{{color:{look.DarkAccent}!important}}.a-{look.Class}{{background-color:{look.DarkAccent}!important}}\n");
        }

        return style.Append("}\n").ToString();
    }
}
