using System.Data.Common;

namespace Watcher.Worker.Storage;

/// <summary>The few things in which the databases differ. Everything else is the common subset of their SQL.</summary>
internal interface ISqlDialect
{
    /// <summary>Also the folder of its migrations.</summary>
    string Name { get; }

    DbDataSource CreateDataSource();

    /// <summary>What every opened connection needs first; empty for nothing.</summary>
    string ConnectionSettings { get; }

    /// <summary>Run once, before the first migration and outside any transaction; empty for nothing.</summary>
    string StoreSettings { get; }

    /// <summary>Run once a day, outside any transaction; empty for nothing.</summary>
    string Upkeep { get; }

    /// <summary>Asks for the name of the table of versions: null in a database that no Watcher has used.</summary>
    string VersionTable { get; }

    /// <summary>Keeps two instances from migrating at once; empty where the process already owns the store.</summary>
    string MigrationLock { get; }

    /// <summary>Lets entries and sightings be rewritten until <see cref="RestoreAppendOnly"/>, inside a transaction that others do not see.</summary>
    string LiftAppendOnly { get; }

    string RestoreAppendOnly { get; }

    /// <summary>The operator and operand for "is one of the list parameter <paramref name="name"/>".</summary>
    string Among(string name);

    /// <summary>True when only one process can hold the store, so that leases left by an earlier one are dead.</summary>
    bool IsSingleProcess { get; }

    /// <summary>True for two transactions that could not both go on: the loser is run again.</summary>
    bool IsConflict(DbException exception);

    /// <summary>Keeps a copy of the store before it is changed for good. Does nothing where the operator's own backup is the way.</summary>
    Task BackUpAsync(DbConnection connection, int version, CancellationToken cancellationToken);
}
