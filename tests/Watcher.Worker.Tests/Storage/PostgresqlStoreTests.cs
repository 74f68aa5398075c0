using Dapper;
using Npgsql;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Storage;

/// <summary>On PostgreSQL, when WATCHER_TEST_POSTGRESQL holds a connection string. Every test has a schema of its own.</summary>
[RequiresEnvironment("WATCHER_TEST_POSTGRESQL")]
public sealed class PostgresqlStoreTests : StoreTests
{
    private readonly string _server = Environment.GetEnvironmentVariable("WATCHER_TEST_POSTGRESQL") ?? "";
    private readonly string _schema = $"test_{Guid.NewGuid():n}";

    private protected override ISqlDialect CreateStore()
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Execute($"create schema {_schema}");
        return new PostgresqlDialect(new NpgsqlConnectionStringBuilder(_server) { SearchPath = _schema }.ConnectionString);
    }

    protected override async Task RemoveStoreAsync()
    {
        if (_server.Length > 0)
        {
            await using var connection = new NpgsqlConnection(_server);
            await connection.ExecuteAsync($"drop schema if exists {_schema} cascade");
        }
    }
}
