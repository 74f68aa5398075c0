using System.Text;

namespace Watcher.Mail;

/// <summary>The same content as another mail: a new Message-ID and subject, every other byte as it was. Pure.</summary>
public static class ResentMail
{
    /// <param name="rendered">A message of <see cref="MimeWriter"/>.</param>
    /// <param name="messageId">Of the new mail.</param>
    /// <param name="subject">Of the new mail; cleaned when written.</param>
    /// <exception cref="ArgumentException">The message has no header block.</exception>
    public static byte[] Of(ReadOnlySpan<byte> rendered, MessageId messageId, string subject)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(subject);
        var end = rendered.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new ArgumentException("A message begins with its headers.", nameof(rendered));

        var output = new StringBuilder();
        var headers = new HeaderBlock(output);
        var isReplaced = false;
        foreach (var line in Encoding.UTF8.GetString(rendered[..end]).Split("\r\n"))
        {
            // A folded header goes on in lines that begin with white space.
            if (line is [' ' or '\t', ..])
            {
                if (!isReplaced)
                    output.Append(line).Append("\r\n");

                continue;
            }

            isReplaced = true;
            if (line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase))
            {
                headers.Text("Subject", subject);
            }
            else if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
            {
                headers.Tokens("Message-ID", [messageId.ToString()]);
            }
            else
            {
                output.Append(line).Append("\r\n");
                isReplaced = false;
            }
        }

        return [.. Encoding.UTF8.GetBytes(output.ToString()), .. rendered[(end + 2)..]];
    }
}
