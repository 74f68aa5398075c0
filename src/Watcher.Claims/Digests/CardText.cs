namespace Watcher.Claims.Digests;

/// <summary>Writes a card into a text part.</summary>
internal static class CardText
{
    public const int Indent = 4;
    private const int QuoteIndent = 8;
    private const int MaxStatus = 28;

    public static string Word(CardKind kind, DigestWords words) => kind switch
    {
        CardKind.Contradiction => words.Contradiction,
        CardKind.Resolved => words.ResolvedWord,
        CardKind.New => words.New,
        CardKind.Updated => words.UpdatedWord,
        _ => words.RetractedWord,
    };

    public static string Level(Severity severity, DigestWords words) => severity switch
    {
        Severity.Critical => words.Critical,
        Severity.High => words.High,
        Severity.Medium => words.Medium,
        _ => words.Low,
    };

    public static void Write(TextLines page, DigestCard card, string head, DigestWords words, string legend)
    {
        page.Heading(head, card.Severity is { } severity ? $"{card.ClaimId} {Level(severity, words)}" : card.ClaimId, Indent);
        foreach (var line in card.Intro)
        {
            page.Text(Ascii(line), Indent, Indent);
        }

        foreach (var statement in card.Statements)
        {
            Statement(page, statement, words);
        }

        foreach (var line in card.Also)
        {
            page.Text(Ascii(line.Text), Indent, Indent + 2);
            page.Link(line.Link, Indent + 2);
        }

        if (card.Plot is { } plot)
        {
            foreach (var line in TextChart.Draw(plot, words.Culture))
            {
                page.Raw(line);
            }
        }

        History(page, card, words, legend);
        foreach (var line in card.Remarks)
        {
            page.Text(line, Indent, Indent);
        }

        if (!card.Backing.IsEmpty)
        {
            page.Text(card.Kind == CardKind.New ? card.Backing[0] : $"{words.BackedBy}: {string.Join("; ", card.Backing)}", Indent, Indent + 2);
        }

        if (card.Why is { } why)
        {
            page.Text($"{words.Why}: {why}", Indent, Indent + 2);
        }

        if (card.Page is { } link)
        {
            page.Raw(new string(' ', Indent) + link.AbsoluteUri);
        }

        if (card.Mute is { } mute)
        {
            page.Text(words.MuteClaim + ":", Indent, Indent);
            page.Raw(new string(' ', Indent) + mute.AbsoluteUri);
        }
    }

    /// <summary>Arrows of our own lines; quotes keep theirs.</summary>
    public static string Ascii(string line) => line.Replace("→", "->", StringComparison.Ordinal);

    private static void Statement(TextLines page, DigestStatement statement, DigestWords words)
    {
        string?[] facts = [statement.When, statement.Value, statement.Outlet, statement.Speaker, statement.AsOf];
        var label = statement.Label is null ? "" : statement.Label + "  ";
        page.Text(label + string.Join("; ", facts.Where(f => f is not null)), Indent, Indent + 2);
        page.Text(words.Quoted(statement.Quote.Text), QuoteIndent, QuoteIndent);
        page.Text(statement.ReadAs is null ? null : $"[{statement.ReadAs}]", QuoteIndent, QuoteIndent);
        page.Link(statement.Link, QuoteIndent);
    }

    private static void History(TextLines page, DigestCard card, DigestWords words, string legend)
    {
        var width = card.History.IsEmpty ? 0 : card.History.Max(row => row.When.Length);
        var status = card.History.IsEmpty ? 0 : Math.Min(MaxStatus, card.History.Max(row => row.Status.Length));
        foreach (var row in card.History)
        {
            var mark = row.IsNew ? $"  <-- {words.NewMark}" : "";
            page.Text($"{row.When.PadRight(width)} {row.Status.PadRight(status)}  {row.Who}{mark}", Indent, Indent + width + 1);
        }

        if (card.Strip is { } strip)
        {
            page.Text($"{strip.Span}: {strip.Letters}", Indent, Indent);
            page.Text(legend, Indent + 2, Indent + 2);
        }
    }
}
