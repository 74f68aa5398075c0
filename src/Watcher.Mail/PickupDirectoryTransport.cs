using System.Security.Cryptography;
using System.Text;

namespace Watcher.Mail;

/// <summary>
/// Writes one <c>.eml</c> file per mail and sends nothing. A reader of the folder never sees half a mail: the file is written under another
/// name, flushed to the disk and renamed. The same mail again replaces its file.
/// </summary>
/// <param name="directory">Created when it is missing.</param>
public sealed class PickupDirectoryTransport(string directory) : IMailTransport
{
    private const int MaxStemLength = 80;

    private const int MaxIdLength = 100;

    private readonly string _directory = Path.GetFullPath(directory);

    /// <returns>The text of a <see cref="Delivery.Sent"/> reply is the full path.</returns>
    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        cancellationToken.ThrowIfCancellationRequested();

        var path = Path.Combine(_directory, FileName(mail));

        // Derived from the mail, so that the retry after a crash overwrites what was left behind.
        var unfinished = Path.Combine(_directory, $".{FileName(mail)}.tmp");
        var phase = DeliveryPhase.Connect;
        try
        {
            Directory.CreateDirectory(_directory);
            phase = DeliveryPhase.Data;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(mail.Rendered, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            phase = DeliveryPhase.EndOfData;
            File.Move(unfinished, path, overwrite: true);
            return new Delivery.Sent(phase, new RelayReply(null, null, path));
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException)
        {
            return new Delivery.Deferred(phase, RelayReply.Observed(problem.Message), DeliveryFault.Configuration);
        }
        catch (IOException problem)
        {
            // Disk full, or a file stands where the folder should be. Nothing was accepted before the rename.
            return new Delivery.Deferred(phase, RelayReply.Observed(problem.Message), DeliveryFault.Relay);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Stem for people, id for identity: lower-case letters, digits, dots, hyphens and underscores on every file system.</summary>
    private static string FileName(OutgoingMail mail)
    {
        var (stem, id) = (Plain(mail.FileNameStem, MaxStemLength), Plain(mail.MessageId.Local, MaxIdLength));
        if (id != mail.MessageId.Local)
            id += "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId.Value)).AsSpan(0, 4));

        return stem.Length == 0 ? $"{id}.eml" : $"{stem}.{id}.eml";
    }

    private static string Plain(string text, int maxLength)
    {
        var plain = string.Concat(text.Select(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' ? letter
            : char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : '_'));
        return plain[..Math.Min(plain.Length, maxLength)].Trim('.');
    }
}
