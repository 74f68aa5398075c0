namespace Watcher.Mail;

/// <summary>One rendered mail to one recipient, as it lies in the outbox.</summary>
public sealed record OutgoingMail
{
    /// <summary>RFC 5322 §2.1.1: 998 characters in a line, without its CRLF.</summary>
    private const int MaxLineBytes = 998;

    /// <summary>The outbox row.</summary>
    public required string Id { get; init; }

    public required MailAddress EnvelopeFrom { get; init; }

    public required MailAddress EnvelopeTo { get; init; }

    public required MessageId MessageId { get; init; }

    /// <summary>
    /// Begins the file's name in a pickup folder, as in <c>20261121-0900-digest-kharkiv</c>. A function of the mail alone, never of the
    /// attempt, so that a repeat has the same name.
    /// </summary>
    public required string FileNameStem { get; init; }

    /// <summary>
    /// The whole message. Every line ends with CRLF: a bare CR or LF is refused, because relays disagree on where such a line ends and a
    /// body could then smuggle in a second mail.
    /// </summary>
    public required ReadOnlyMemory<byte> Rendered
    {
        get;
        init
        {
            RequireLines(value.Span);
            field = value;
        }
    }

    private static void RequireLines(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || !bytes.EndsWith("\r\n"u8))
            throw new ArgumentException("A rendered mail ends with CRLF.", nameof(bytes));

        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0 || !bytes[end..].StartsWith("\r\n"u8))
                throw new ArgumentException("A rendered mail holds a bare CR or LF.", nameof(bytes));
            if (end > MaxLineBytes)
                throw new ArgumentException($"A rendered mail holds a line of more than {MaxLineBytes} bytes.", nameof(bytes));

            bytes = bytes[(end + 2)..];
        }
    }
}
