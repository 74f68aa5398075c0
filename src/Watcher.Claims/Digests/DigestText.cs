using System.Globalization;
using System.Text;

namespace Watcher.Claims.Digests;

/// <summary>The text part (digest.md 7): complete, at most <see cref="Columns"/> columns but for URLs, which are never broken.</summary>
public static class DigestText
{
    public const int Columns = 76;

    private const int CardIndent = 4;
    private const int QuoteIndent = 8;

    public static string Write(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var words = digest.Words;
        var page = new Lines();
        page.Text(digest.Heading.ToUpper(words.Culture) + " - " + digest.ListTitle);
        page.Text(digest.Window);
        page.Text(digest.Coverage + ".");
        page.Text(digest.Silent);
        page.Text(digest.Baseline);
        for (var at = 0; at < digest.Cards.Length; at++)
        {
            Card(page, digest.Cards[at], at + 1, words, digest.StripLegend);
        }

        Section(page, words.CorroboratedWord, digest.Corroborated, words);
        Strips(page, digest);
        Section(page, words.WithinArticleTitle, digest.WithinArticle, words);
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

        if (digest.Unsubscribe is { } way)
        {
            page.Text(words.Unsubscribe + ":");
            page.Raw(way.AbsoluteUri);
        }

        return page.ToString();
    }

    internal static string Word(CardKind kind, DigestWords words) => kind switch
    {
        CardKind.Contradiction => words.Contradiction,
        CardKind.New => words.New,
        CardKind.Updated => words.UpdatedWord,
        _ => words.RetractedWord,
    };

    internal static string Level(Severity severity, DigestWords words) => severity switch
    {
        Severity.Critical => words.Critical,
        Severity.High => words.High,
        Severity.Medium => words.Medium,
        _ => words.Low,
    };

    private static void Card(Lines page, DigestCard card, int number, DigestWords words, string legend)
    {
        page.Blank();
        var head = $"[{number}] {Word(card.Kind, words)}{(card.Tag is null ? "" : $" ({card.Tag})")}  {card.Title}";
        page.Heading(head, card.Severity is { } severity ? $"{card.ClaimId} {Level(severity, words)}" : card.ClaimId);
        foreach (var line in card.Intro)
        {
            page.Text(Ascii(line), CardIndent, CardIndent);
        }

        foreach (var statement in card.Statements)
        {
            Statement(page, statement);
        }

        foreach (var line in card.Also)
        {
            page.Text(Ascii(line.Text), CardIndent, CardIndent + 2);
            page.Link(line.Link, CardIndent + 2);
        }

        var width = card.History.IsEmpty ? 0 : card.History.Max(row => row.When.Length);
        foreach (var row in card.History)
        {
            page.Text($"{row.When.PadRight(width)} {row.Status.PadRight(22)} {row.Who}{(row.IsNew ? $"  <-- {words.NewMark}" : "")}", CardIndent, CardIndent + width + 1);
        }

        if (card.Strip is { } strip)
        {
            page.Text($"{strip.Span}: {strip.Letters}", CardIndent, CardIndent);
            page.Text(legend, CardIndent + 2, CardIndent + 2);
        }

        foreach (var line in card.Remarks)
        {
            page.Text(line, CardIndent, CardIndent);
        }

        if (!card.Backing.IsEmpty)
        {
            page.Text(card.Kind == CardKind.New ? card.Backing[0] : $"{words.BackedBy}: {string.Join("; ", card.Backing)}", CardIndent, CardIndent + 2);
        }

        if (card.Why is { } why)
        {
            page.Text($"{words.Why}: {why}", CardIndent, CardIndent + 2);
        }

        if (card.Page is { } link)
        {
            page.Raw(new string(' ', CardIndent) + link.AbsoluteUri);
        }
    }

    private static void Statement(Lines page, DigestStatement statement)
    {
        string?[] facts = [statement.When, statement.Value, statement.Outlet, statement.Speaker, statement.AsOf];
        var label = statement.Label is null ? "" : statement.Label + "  ";
        page.Text(label + string.Join("; ", facts.Where(f => f is not null)), CardIndent, CardIndent + 2);
        page.Text($"\"{statement.Quote.Text}\"", QuoteIndent, QuoteIndent);
        page.Text(statement.ReadAs is null ? null : $"[{statement.ReadAs}]", QuoteIndent, QuoteIndent);
        page.Link(statement.Link, QuoteIndent);
    }

    private static void Section(Lines page, string title, DigestLines lines, DigestWords words)
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
            page.Text($"{words.Format(words.AndMore, Count(untold))}; {words.Format(words.InNextDigest, Count(untold))}.", 2, 4);
        }
    }

    private static void Overflow(Lines page, DigestOverflow overflow, Digest digest)
    {
        var words = digest.Words;
        page.Blank();
        page.Text($"{words.Format(words.AndMore, Count(overflow.Count))} ({Word(overflow.Kind, words)}):");
        foreach (var line in overflow.Lines)
        {
            ListLine(page, line);
        }

        if (overflow.Unlisted > 0)
        {
            page.Text(words.Format(words.InNextDigest, Count(overflow.Unlisted)) + ".", 2, 4);
        }

        if (digest.Page is { } link)
        {
            page.Raw(link.AbsoluteUri);
        }
    }

    internal static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static void ListLine(Lines page, DigestLine line)
    {
        page.Text(Ascii(line.ClaimId is { } id ? $"{id} {line.Text}" : line.Text), 2, 4);
        page.Link(line.Link, 4);
    }

    private static void Strips(Lines page, Digest digest)
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

    /// <summary>Arrows of our own lines; quotes keep theirs.</summary>
    private static string Ascii(string line) => line.Replace("→", "->", StringComparison.Ordinal);

    /// <summary>Lays out lines. White space of the text that is not a line break stays; only plain spaces break lines.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _text = new();

        public void Blank() => _text.Append('\n');

        /// <summary>As it is, however long.</summary>
        public void Raw(string line) => _text.Append(line).Append('\n');

        public void Link(DigestLink? link, int indent)
        {
            if (link is not null)
            {
                Raw(new string(' ', indent) + link.Url);
            }
        }

        /// <summary>With something at the right edge; on a line of its own when there is no room.</summary>
        public void Heading(string left, string right)
        {
            if (left.Length + 2 + right.Length <= Columns)
            {
                Raw(left.PadRight(Columns - right.Length) + right);
                return;
            }

            Text(left, 0, CardIndent);
            Text(right, CardIndent, CardIndent);
        }

        public void Text(string? text, int indent = 0, int hanging = 0)
        {
            if (string.IsNullOrEmpty(text))
            {
                return;
            }

            var margin = indent;
            var rest = text.AsSpan().TrimEnd(' ');
            while (margin + rest.Length > Columns)
            {
                var room = Columns - margin;
                var space = rest[..(room + 1)].LastIndexOf(' ');
                var end = space > 0 ? space : Math.Max(1, char.IsLowSurrogate(rest[room]) && char.IsHighSurrogate(rest[room - 1]) ? room - 1 : room);
                Append(margin, rest[..end]);
                rest = rest[end..].TrimStart(' ');
                margin = hanging;
            }

            if (!rest.IsEmpty)
            {
                Append(margin, rest);
            }
        }

        public override string ToString() => _text.ToString();

        private void Append(int margin, ReadOnlySpan<char> text) => _text.Append(' ', margin).Append(text.TrimEnd(' ')).Append('\n');
    }
}
