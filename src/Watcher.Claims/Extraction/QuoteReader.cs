using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// Finds the quotations of a block. A mark that opens twice ends the first quotation; one that never closes ends with its block. Two single marks side
/// by side are a double one, as typewriters made it.
/// </summary>
internal static class QuoteReader
{
    /// <param name="text">The article's text.</param>
    /// <param name="block">The block to read.</param>
    /// <param name="continues">The block before ended inside a quotation.</param>
    /// <param name="endsInQuote">The block ends inside one.</param>
    /// <returns>The insides of the quotations, in order.</returns>
    public static ImmutableArray<TextSpan> Read(string text, TextSpan block, bool continues, out bool endsInQuote)
    {
        ImmutableArray<TextSpan>.Builder? quotes = null;       // most blocks have none
        var start = -1;
        for (var i = block.Start; i < block.End; i++)
        {
            switch (text[i])
            {
                case '“' or '«' or '„' or '"' when Opens(text, i, block):
                    Close(ref quotes, text, start, i);
                    start = i + 1;
                    break;
                case '‘' when IsPair(text, i, block):
                    Close(ref quotes, text, start, i);
                    start = i + 2;
                    break;
                case '’' or '\'' when start >= 0 && IsPair(text, i, block):
                    i++;        // the first of the two stays inside, so that the quotation ends at the second
                    Close(ref quotes, text, start, i);
                    start = -1;
                    break;
                case '”' or '»' or '"':
                    if (start < 0 && quotes is null && continues)
                    {
                        start = block.Start;
                    }

                    Close(ref quotes, text, start, i);
                    start = -1;
                    break;
            }
        }

        endsInQuote = start >= 0;
        Close(ref quotes, text, start, block.End);
        return quotes?.DrainToImmutable() ?? [];
    }

    private static bool IsPair(string text, int index, TextSpan block) => index + 1 < block.End && text[index + 1] == text[index];

    private static bool Opens(string text, int index, TextSpan block) => text[index] switch
    {
        '“' or '«' or '„' => true,
        _ => index + 1 < block.End && !char.IsWhiteSpace(text[index + 1])
            && (index == block.Start || char.IsWhiteSpace(text[index - 1]) || text[index - 1] is '(' or '[' or '-' or '–' or '—'),
    };

    private static void Close(ref ImmutableArray<TextSpan>.Builder? quotes, string text, int start, int end)
    {
        if (start >= 0 && end > start && !text.AsSpan(start, end - start).IsWhiteSpace())
        {
            (quotes ??= ImmutableArray.CreateBuilder<TextSpan>(1)).Add(new TextSpan(start, end));
        }
    }
}
