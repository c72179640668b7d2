using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Practice.Hosting;
using Practice.Store.Migrations;

namespace Practice.Gateway.Identity;

/// <summary>Brings the identity store's schema up to this release. Several gateways at once: one does it, the others wait.</summary>
internal sealed class IdentityMigration(GatewayOptions options, TimeProvider time) : IMigration
{
    private const string Component = "identity";
    private const string Scripts = "Practice.Gateway.Identity.Sql.";

    public Task Prepare(CancellationToken cancellation) => PostgresSetting.Use(options.Postgres, async () =>
    {
        await using var connection = await Open(cancellation);
        if (options.Postgres is null) await WriteAhead(connection, cancellation);
        await MigrationRunner.Run(connection, Component, All(), time, cancellation);
        if (options.Postgres is not null) await MigrationRunner.Grant(connection, MigrationScript.Text(typeof(IdentityMigration).Assembly, Scripts + "rights.sql"), cancellation);
    });

    public Task Check(CancellationToken cancellation) => PostgresSetting.Use(options.Postgres, async () =>
    {
        await using var connection = await Open(cancellation);
        MissingMigration.Refuse(await MigrationRunner.Missing(connection, Component, All(), cancellation));
    });

    private IReadOnlyList<MigrationScript> All() => MigrationScript.Embedded(typeof(IdentityMigration).Assembly, Scripts + (options.Postgres is null ? "sqlite." : "postgres."));

    private async Task<DbConnection> Open(CancellationToken cancellation)
    {
        DbConnection connection = options.IdentityConnection is { } postgres ? new NpgsqlConnection(postgres) : File();
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private SqliteConnection File() => new(new SqliteConnectionStringBuilder { DataSource = options.IdentityFile }.ConnectionString);

    private static async Task WriteAhead(DbConnection connection, CancellationToken cancellation)
    {
        await using var journal = connection.CreateCommand();
        journal.CommandText = "pragma journal_mode = wal";
        await journal.ExecuteNonQueryAsync(cancellation);
    }
}
