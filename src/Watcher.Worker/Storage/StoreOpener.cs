using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>Makes the store ready for this process: migrated, and rid of the leases of a process that died.</summary>
internal sealed class StoreOpener(Database database, MigrationRunner migrations, FeedStore feeds, OutboxStore outbox)
{
    /// <param name="policy">Decides what becomes of a mail whose worker died while sending it.</param>
    /// <exception cref="StoreVersionException">The store does not fit the program.</exception>
    public async Task OpenAsync(bool mayMigrate, UnknownPolicy policy, CancellationToken cancellationToken)
    {
        await migrations.RunAsync(mayMigrate, cancellationToken);
        if (database.Dialect.IsSingleProcess)
        {
            await feeds.ReleaseAllAsync(cancellationToken);
            await outbox.ReleaseAllAsync(policy, cancellationToken);
        }
    }
}
