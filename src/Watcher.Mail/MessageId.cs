using System.Text;

namespace Watcher.Mail;

/// <summary>A <c>Message-ID</c>, phantom thread root or <c>Content-ID</c>: <c>left@right</c>, kept without its angle brackets.</summary>
public sealed record MessageId
{
    /// <summary>Long enough for every id we form; an id never has to be folded.</summary>
    private const int MaxLength = 250;

    private MessageId(string value) => Value = value;

    /// <summary>Without angle brackets.</summary>
    public string Value { get; }

    public string Local => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    /// <exception cref="FormatException">Not <c>left@right</c> of plain ASCII atoms. Ids are refused, never cleaned.</exception>
    public static MessageId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return text.Length <= MaxLength && Ascii.IsValid(text) && text.Split('@') is [var left, var right]
            && MailAddress.IsDotAtom(left) && MailAddress.AsciiDomain(right) is not null
            ? new MessageId(text)
            : throw new FormatException("Not a message id (left@right in ASCII atoms, without angle brackets).");
    }

    /// <summary>With angle brackets, as a header shows it.</summary>
    public override string ToString() => $"<{Value}>";
}
