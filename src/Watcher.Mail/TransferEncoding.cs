using System.Text;

namespace Watcher.Mail;

/// <summary>RFC 2045 §6: bodies as lines of at most 76 ASCII characters, each ended by CRLF. Never 8bit.</summary>
internal static class TransferEncoding
{
    private const int MaxLineLength = 76;

    /// <summary>Quoted-printable, or base64 when more than one byte in six is not ASCII.</summary>
    /// <param name="text">Any line ending; read back as CRLF.</param>
    public static (string Name, string Body) Encode(string text)
    {
        var canonical = CrLf(text);
        var bytes = Encoding.UTF8.GetBytes(canonical);
        var beyondAscii = bytes.Count(value => value > 127);
        return beyondAscii * 6 > bytes.Length ? ("base64", Base64(bytes)) : ("quoted-printable", QuotedPrintable(canonical));
    }

    /// <summary>Without a line break at the end.</summary>
    public static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

    /// <summary>Soft breaks stand between characters, though the standard would let them cut one: some readers decode line by line.</summary>
    /// <param name="text">With CRLF line ends; the encoded text ends with one exactly when this does.</param>
    public static string QuotedPrintable(string text)
    {
        var body = new StringBuilder(text.Length * 5 / 4);
        var lines = text.Split("\r\n");
        WriteLine(body, lines[0]);
        foreach (var line in lines.AsSpan(1))
        {
            body.Append("\r\n");
            WriteLine(body, line);
        }

        return body.ToString();
    }

    internal static string CrLf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    private static void WriteLine(StringBuilder body, string line)
    {
        Span<byte> bytes = stackalloc byte[4];
        var column = 0;
        for (var at = 0; at < line.Length;)
        {
            _ = Rune.DecodeFromUtf16(line.AsSpan(at), out var rune, out var consumed);   // a lone surrogate comes out as U+FFFD

            var last = at + consumed == line.Length;
            var literal = IsLiteral(rune, last);
            var length = literal ? 1 : 3 * rune.Utf8SequenceLength;

            // One column is kept for the "=" of a soft break, also before the last character of a line, where none would be needed.
            if (column + length > MaxLineLength - 1)
            {
                body.Append("=\r\n");
                column = 0;
            }

            // At the start of a line "From " is altered on its way by mbox stores, and a dot by careless relays.
            if (column == 0 && (rune.Value == '.' || line.AsSpan(at).StartsWith("From ", StringComparison.Ordinal)))
                (literal, length) = (false, 3);

            if (literal)
            {
                body.Append((char)rune.Value);
            }
            else
            {
                foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                    body.Append('=').Append(Convert.ToHexString([value]));
            }

            column += length;
            at += consumed;
        }
    }

    private static bool IsLiteral(Rune rune, bool last) => rune.Value switch
    {
        ' ' or '\t' => !last,   // white space at the end of a line is lost on the way
        '=' => false,
        _ => rune.Value is > 32 and < 127,
    };
}
