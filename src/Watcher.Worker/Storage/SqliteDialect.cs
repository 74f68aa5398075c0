using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Worker.Storage;

/// <summary>One file, one process.</summary>
internal sealed class SqliteDialect(string path) : ISqlDialect
{
    private const int KeptBackups = 3;

    public string Name => "sqlite";

    /// <summary>FULL, because a lost commit would be a repeated mail.</summary>
    public string ConnectionSettings => "pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 30000;";

    /// <summary>Write-ahead logging stays with the file.</summary>
    public string StoreSettings => "pragma journal_mode = wal;";

    public string Upkeep => "vacuum; pragma wal_checkpoint(truncate); pragma optimize;";

    public string VersionTable => "select name from sqlite_master where type = 'table' and name = 'schema_version'";

    public string MigrationLock => "";

    public string LiftAppendOnly => "drop trigger ledger_entry_no_update; drop trigger sighting_no_update;";

    /// <summary>As the first migration made them.</summary>
    public string RestoreAppendOnly => """
        create trigger ledger_entry_no_update before update on ledger_entry begin select raise(abort, 'the ledger is append-only'); end;
        create trigger sighting_no_update before update on sighting begin select raise(abort, 'the ledger is append-only'); end;
        """;

    public bool IsSingleProcess => true;

    public string Among(string name) => $"in @{name}";

    public DbDataSource CreateDataSource()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);   // a full file path has a directory
        var settings = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 };
        return SqliteFactory.Instance.CreateDataSource(settings.ConnectionString);
    }

    public bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED };

    public async Task BackUpAsync(DbConnection connection, int version, CancellationToken cancellationToken)
    {
        var backup = $"{path}.v{version}.bak";
        File.Delete(backup);                                                          // left by an upgrade that was undone
        await connection.ExecuteAsync(new CommandDefinition("vacuum into @backup", new { backup }, cancellationToken: cancellationToken));

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var old in Directory.EnumerateFiles(folder, Path.GetFileName(path) + ".v*.bak").OrderByDescending(File.GetLastWriteTimeUtc).Skip(KeptBackups))
        {
            File.Delete(old);
        }
    }
}
