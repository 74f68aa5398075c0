using System.Collections.Immutable;
using System.Security.Cryptography;
using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>The key that signs readers' links when the operator names none. It lies in the store, so that all instances share it.</summary>
internal sealed class SigningKeyStore(Database database, TimeProvider time)
{
    private const int KeyBytes = 32;

    /// <summary>Newest first; empty when there is none yet.</summary>
    public async Task<ImmutableArray<string>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select secret from signing_key order by id desc", cancellationToken: cancellationToken))];
    }

    /// <summary>Makes the first key, unless another instance was faster.</summary>
    public Task MakeAsync(CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.RunAsync(
            "insert into signing_key (id, secret, made_at) select 1, @secret, @now where not exists (select 1 from signing_key) on conflict do nothing",
            new { secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)), now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken),
        cancellationToken);
}
