namespace Watcher.Mail;

/// <summary>
/// Takes a rendered mail to a relay, or to a folder. It never changes the bytes: a retry of the outbox sends exactly what was rendered once.
/// </summary>
/// <remarks>
/// What happens on a normal day (a relay that is down, refuses or falls silent) is a <see cref="Delivery"/> and never an exception.
/// Implementations may be called from several threads.
/// </remarks>
public interface IMailTransport : IAsyncDisposable
{
    /// <exception cref="OperationCanceledException">
    /// Cancelled before the relay can have accepted the mail. From the final dot on, cancellation is ignored and the outcome is returned.
    /// </exception>
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>No more mail for now: lets go of a connection that was kept for the next message. Sending again is fine.</summary>
    ValueTask ReleaseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
