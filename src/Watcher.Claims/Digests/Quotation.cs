namespace Watcher.Claims.Digests;

/// <summary>A quote in three pieces, so that the part that carries the claim can be set off without touching the text.</summary>
/// <param name="Before">Up to the highlight.</param>
/// <param name="Highlight">Empty when nothing is set off.</param>
/// <param name="After">The rest; the whole quote when nothing is set off comes in <paramref name="Before"/>.</param>
public sealed record Quotation(string Before, string Highlight, string After)
{
    /// <summary>UTF-16 units of one quotation.</summary>
    public const int MaxLength = 240;

    /// <summary>Room left before the highlight when the beginning of a long quote must go.</summary>
    private const int LeadIn = 90;

    /// <summary>A highlight longer than this sets off nothing.</summary>
    private const int MaxHighlight = 100;

    public string Text => Before + Highlight + After;

    /// <summary>Cut at words to <paramref name="maxLength"/>, around the highlight; an ellipsis stands where text is missing.</summary>
    public static Quotation Of(Evidence evidence, int maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var quote = evidence.Quote;
        var (from, to) = Highlighted(evidence);
        var start = 0;
        if (from > 0 && to > maxLength - 1)
        {
            var earliest = Math.Max(0, from - Math.Min(LeadIn, maxLength / 3));
            var space = earliest == 0 ? -1 : quote.IndexOf(' ', earliest, Math.Min(from, quote.Length) - earliest);
            start = DisplayText.OffSurrogate(quote, space >= 0 ? space + 1 : earliest);
        }

        var room = maxLength - (start > 0 ? 1 : 0);
        var end = quote.Length;
        if (end - start > room)
        {
            end = start + DisplayText.CutBefore(quote[start..], room - 1);
            end = Math.Max(end, Math.Min(to, DisplayText.OffSurrogate(quote, start + room - 1)));
        }

        (from, to) = (Math.Clamp(from, start, end), Math.Clamp(to, start, end));
        var before = (start > 0 ? "…" : "") + DisplayText.Clean(quote[start..from]);
        var after = DisplayText.Clean(quote[to..end]) + (end < quote.Length ? "…" : "");
        return new Quotation(before.TrimStart(), DisplayText.Clean(quote[from..to]), after.TrimEnd());
    }

    /// <summary>Offsets in the quote; equal when nothing is set off.</summary>
    private static (int From, int To) Highlighted(Evidence evidence)
    {
        if (evidence.Highlight is not { } mark)
        {
            return (0, 0);
        }

        var (from, to) = (mark.Start - evidence.Span.Start, mark.End - evidence.Span.Start);
        return from >= 0 && to <= evidence.Quote.Length && to - from is > 0 and <= MaxHighlight
            ? (DisplayText.OffSurrogate(evidence.Quote, from), DisplayText.OffSurrogate(evidence.Quote, to)) : (0, 0);
    }
}
