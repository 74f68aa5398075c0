using System.Data.Common;
using Npgsql;

namespace Watcher.Worker.Storage;

/// <summary>A server, any number of processes.</summary>
internal sealed class PostgresqlDialect(string connectionString) : ISqlDialect
{
    /// <summary>Any number will do, as long as every version of Watcher takes the same one.</summary>
    private const long MigrationLockNumber = 7_246_119_002;

    public string Name => "postgresql";

    public string ConnectionSettings => "";

    public string StoreSettings => "";

    /// <summary>The server looks after itself.</summary>
    public string Upkeep => "";

    public string VersionTable => "select to_regclass('schema_version')::text";

    public string MigrationLock => $"select pg_advisory_xact_lock({MigrationLockNumber})";

    public string LiftAppendOnly =>
        "alter table ledger_entry disable trigger ledger_entry_no_change; alter table sighting disable trigger sighting_no_change;";

    public string RestoreAppendOnly =>
        "alter table ledger_entry enable trigger ledger_entry_no_change; alter table sighting enable trigger sighting_no_change;";

    public bool IsSingleProcess => false;

    public string Among(string name) => $"= any(@{name})";

    public DbDataSource CreateDataSource() => NpgsqlDataSource.Create(connectionString);

    public bool IsConflict(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    public Task BackUpAsync(DbConnection connection, int version, CancellationToken cancellationToken) => Task.CompletedTask;
}
