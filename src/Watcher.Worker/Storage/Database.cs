using System.Data;
using System.Data.Common;
using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>Opens connections with the settings of the dialect, and runs writing transactions.</summary>
internal sealed class Database(ISqlDialect dialect) : IAsyncDisposable
{
    /// <summary>Conflicts are rare and short; more than this many in a row is a broken host, and worth an exception.</summary>
    private const int MaxTries = 5;

    private readonly DbDataSource _source = dialect.CreateDataSource();

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public ISqlDialect Dialect { get; } = dialect;

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        if (Dialect.ConnectionSettings.Length > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(Dialect.ConnectionSettings, cancellationToken: cancellationToken));
        }

        return connection;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction that no other writer can interleave with (SQLite: BEGIN IMMEDIATE; PostgreSQL:
    /// serializable), and commits it. After a conflict it runs again, so it must not act outside the transaction.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);

        for (var tries = 1; ; tries++)
        {
            await using var connection = await OpenAsync(cancellationToken);
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
                var result = await work(transaction);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (DbException e) when (tries < MaxTries && Dialect.IsConflict(e))
            {
                // Another instance was first: look at the store again.
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

/// <summary>Shortens the calls to Dapper inside a transaction.</summary>
internal static class TransactionQueries
{
    public static Task<int> RunAsync(this DbTransaction transaction, string sql, object? values, CancellationToken cancellationToken) =>
        Connection(transaction).ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this DbTransaction transaction, string sql, object? values, CancellationToken cancellationToken) =>
        [.. await Connection(transaction).QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken))];

    public static Task<T?> FirstAsync<T>(this DbTransaction transaction, string sql, object? values, CancellationToken cancellationToken) =>
        Connection(transaction).QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));

    private static DbConnection Connection(DbTransaction transaction) =>
        transaction.Connection ?? throw new InvalidOperationException("The transaction is over.");
}
