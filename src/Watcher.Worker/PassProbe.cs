namespace Watcher.Worker;

/// <summary>The points of a pass at which it matters that a worker may die.</summary>
internal enum PassPoint
{
    FeedParsed,
    PageFetched,

    /// <summary>Inside the transaction: everything is written, nothing committed.</summary>
    ArticleWritten,
    ArticleRecorded,

    /// <summary>Rendered; neither in the outbox nor marked.</summary>
    DigestRendered,
    DigestAdded,
    AlertRendered,
    AlertAdded,
    MailTaken,

    /// <summary>The transport has the mail and the outbox does not know.</summary>
    MailAccepted,
    MailRecorded,
    FeedFinished,
}

/// <summary>
/// Is told how far a pass has come, and does nothing with it. The tests put an action in its place that ends the process there, which no
/// log line could do at the right moment.
/// </summary>
internal sealed class PassProbe(Action<PassPoint>? reached = null)
{
    public void Reached(PassPoint point) => reached?.Invoke(point);
}
