using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes a mail again that a relay found too big: without pictures and table, then as text only. The Message-ID stays.</summary>
internal sealed class SmallerMail(OutboxQueries queries, DigestComposition digests, AlertComposition alerts)
{
    /// <returns>The next smaller form; null when there is none, or the mail cannot be made again.</returns>
    public async Task<(ReadOnlyMemory<byte> Message, MailReduction Reduction)?> MakeAsync(
        DueMail due, WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (await queries.FindAsync(due.Mail.Id, cancellationToken) is not [var mail])
        {
            return null;
        }

        for (var reduction = due.Reduction + 1; reduction <= MailReduction.TextOnly; reduction++)
        {
            var message = mail.Kind switch
            {
                "digest" => (await digests.AgainAsync(configuration, mail, reduction, cancellationToken))?.Message,
                "alert" when reduction == MailReduction.TextOnly => (await alerts.AgainAsync(configuration, mail, cancellationToken))?.Message,
                _ => null,
            };

            // A mail that had neither is not smaller without them.
            if (message is { } smaller && smaller.Length < due.Mail.Rendered.Length)
            {
                return (smaller, reduction);
            }
        }

        return null;
    }
}
