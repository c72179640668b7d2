using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Practice.Hosting;
using Practice.Store.Migrations;

namespace Practice.Gateway.Identity;

/// <summary>Brings the identity store's schema up to this release. Several gateways at once: one does it, the others wait.</summary>
internal sealed class IdentityMigration(GatewayOptions options, TimeProvider time) : IMigration
{
    private const string Scripts = "Practice.Gateway.Identity.Sql.";

    public async Task Prepare(CancellationToken cancellation)
    {
        await using DbConnection connection = options.Postgres is { } postgres ? new NpgsqlConnection(postgres) : File();
        await connection.OpenAsync(cancellation);
        if (options.Postgres is null) await WriteAhead(connection, cancellation);
        var scripts = MigrationScript.Embedded(typeof(IdentityMigration).Assembly, Scripts + (options.Postgres is null ? "sqlite." : "postgres."));
        await MigrationRunner.Run(connection, "identity", scripts, time, cancellation);
    }

    private SqliteConnection File()
    {
        Directory.CreateDirectory(options.DataFolder);
        return new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.IdentityFile }.ConnectionString);
    }

    private static async Task WriteAhead(DbConnection connection, CancellationToken cancellation)
    {
        await using var journal = connection.CreateCommand();
        journal.CommandText = "pragma journal_mode = wal";
        await journal.ExecuteNonQueryAsync(cancellation);
    }
}
