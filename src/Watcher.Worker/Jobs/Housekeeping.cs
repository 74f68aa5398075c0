using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Jobs;

/// <summary>The daily upkeep: retention, removed recipients, space.</summary>
internal sealed partial class Housekeeping(RetentionStore retention, ILogger<Housekeeping> log)
{
    public async Task TidyAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        var erased = await retention.EraseAsync(configuration, cancellationToken);
        await retention.TidyAsync(cancellationToken);
        LogTidied(erased.Articles, erased.Mails, erased.Recipients);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "housekeeping: erased the text of {Articles} articles, {Mails} mails, {Recipients} removed subscriptions' addresses")]
    private partial void LogTidied(int articles, int mails, int recipients);
}
