using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Npgsql;
using Practice.Gateway.Accounts;
using Practice.Hosting;

namespace Practice.Gateway.Identity;

/// <summary>Brings the identity store up: tables, keys, and the accounts that a first start needs. Several gateways at once agree.</summary>
internal sealed class IdentityPreparation(
    GatewayOptions options, IKeyManager protectionKeys, IssuerKeys issuerKeys, FirstAccounts firstAccounts, TimeProvider time) : IPreparation
{
    private static readonly TimeSpan ProtectionKeyLife = TimeSpan.FromDays(90);

    public async Task Prepare(CancellationToken cancellation)
    {
        if (options.Postgres is null) Directory.CreateDirectory(options.DataFolder);
        await using var held = await IdentityLock.Take(options, time, cancellation);
        await Migrate(cancellation);
        EnsureProtectionKey();
        if (!options.IssuesTokens) return;
        await issuerKeys.Load(cancellation);
        await firstAccounts.Ensure(cancellation);
    }

    private async Task Migrate(CancellationToken cancellation)
    {
        await using DbConnection connection = options.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.IdentityFile }.ConnectionString);
        await connection.OpenAsync(cancellation);
        if (options.Postgres is null)
        {
            await using var journal = connection.CreateCommand();
            journal.CommandText = "pragma journal_mode = wal";
            await journal.ExecuteNonQueryAsync(cancellation);
        }

        var scripts = SqlScript.Embedded(typeof(IdentityPreparation).Assembly, options.Postgres is null ? "Identity.Sql.sqlite" : "Identity.Sql.postgres");
        await SqlScripts.Apply(connection, options.Postgres is not null, "identity", scripts, cancellation);
    }

    /// <summary>The first key is made under the lock: gateways that start together would otherwise each make one.</summary>
    private void EnsureProtectionKey()
    {
        var now = time.GetUtcNow();
        if (!protectionKeys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now)) protectionKeys.CreateNewKey(now, now + ProtectionKeyLife);
    }
}
