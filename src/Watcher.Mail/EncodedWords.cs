using System.Buffers;
using System.Text;

namespace Watcher.Mail;

/// <summary>RFC 2047: text beyond ASCII in a header, as words of at most 75 characters, none of which ends inside a character.</summary>
internal static class EncodedWords
{
    private const int MaxWordLength = 75;

    private const string Start = "=?utf-8?";

    private const string End = "?=";

    /// <summary>RFC 2047 §5 (3): what may stand for itself in a phrase, the strictest place.</summary>
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/");

    /// <param name="text">Cleaned.</param>
    /// <param name="firstRoom">Columns left on the first line.</param>
    /// <returns>Never empty. A reader joins the words without the white space between them.</returns>
    public static IReadOnlyList<string> Encode(string text, int firstRoom)
    {
        var quoted = text.EnumerateRunes().Sum(QuotedLength);
        var letter = quoted <= (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4 ? 'q' : 'b';
        var words = new List<string>();
        var chunk = new StringBuilder();
        var (bytes, quotedLength) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var room = Math.Min(MaxWordLength, words.Count == 0 ? firstRoom : MaxWordLength) - Start.Length - 2 - End.Length;
            var length = letter == 'q' ? quotedLength + QuotedLength(rune) : (bytes + rune.Utf8SequenceLength + 2) / 3 * 4;
            if (length > room && chunk.Length > 0)
            {
                words.Add(Word(chunk.ToString(), letter));
                chunk.Clear();
                (bytes, quotedLength) = (0, 0);
            }

            chunk.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
            quotedLength += QuotedLength(rune);
        }

        words.Add(Word(chunk.ToString(), letter));
        return words;
    }

    private static int QuotedLength(Rune rune) =>
        rune.Value == ' ' || (rune.IsAscii && s_plain.Contains((char)rune.Value)) ? 1 : 3 * rune.Utf8SequenceLength;

    private static string Word(string chunk, char letter)
    {
        var bytes = Encoding.UTF8.GetBytes(chunk);
        if (letter == 'b')
            return $"{Start}b?{Convert.ToBase64String(bytes)}{End}";

        var word = new StringBuilder(Start).Append("q?");
        foreach (var value in bytes)
        {
            if (value == ' ')
                word.Append('_');
            else if (s_plain.Contains((char)value))
                word.Append((char)value);
            else
                word.Append('=').Append(Convert.ToHexString([value]));
        }

        return word.Append(End).ToString();
    }
}
