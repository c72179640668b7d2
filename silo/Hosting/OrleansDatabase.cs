using System.Data.Common;
using Npgsql;
using Practice.Hosting;
using Practice.Store.Migrations;

namespace Practice.Silo.Hosting;

/// <summary>The database of Orleans' own tables: PostgreSQL in a cluster, a SQLite file of its own on one machine.</summary>
/// <remarks>Apart from the unit store's pool, so that a burst of changes does not starve membership.</remarks>
internal sealed class OrleansDatabase(PracticeOptions options) : IMigration, IAsyncDisposable
{
    /// <summary>Most connections to PostgreSQL that membership, reminders and small states may hold.</summary>
    public const int MostConnections = 12;

    private const string Component = "orleans";
    private readonly string? _postgres = options.Postgres;

    public bool IsPostgres { get; } = options.Postgres is not null;

    /// <summary>The name by which Orleans knows the provider. By the SQLite one it loads Microsoft.Data.Sqlite.</summary>
    public string Invariant => IsPostgres ? "Npgsql" : "System.Data.SQLite";

    public DbDataSource Source { get; } = options.Postgres is { } connection ? Postgres(connection) : Sqlite(options);

    public Task Prepare(CancellationToken cancellation) => PostgresSetting.Use(_postgres, async () =>
    {
        await using var connection = await Source.OpenConnectionAsync(cancellation);
        await MigrationRunner.Run(connection, Component, Scripts(), TimeProvider.System, cancellation);
        if (IsPostgres) await MigrationRunner.Grant(connection, Rights(), cancellation);
    });

    public Task Check(CancellationToken cancellation) => PostgresSetting.Use(_postgres, async () =>
    {
        await using var connection = await Source.OpenConnectionAsync(cancellation);
        MissingMigration.Refuse(await MigrationRunner.Missing(connection, Component, Scripts(), cancellation));
    });

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private IReadOnlyList<MigrationScript> Scripts() =>
        MigrationScript.Embedded(typeof(OrleansDatabase).Assembly, IsPostgres ? "Practice.Silo.Sql.postgres." : "Practice.Silo.Sql.sqlite.");

    // Granted by the last of the silo's migrations, for the unit store's tables too.
    private static string Rights() => MigrationScript.Text(typeof(OrleansDatabase).Assembly, "Practice.Silo.Sql.rights.sql");

    private static NpgsqlDataSource Postgres(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.Name = builder.ConnectionStringBuilder.ApplicationName = "practice-orleans";
        builder.ConnectionStringBuilder.MaxPoolSize = MostConnections;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 40;
        builder.ConnectionStringBuilder.Multiplexing = false;
        return builder.Build();
    }

    private static GatedSqliteDataSource Sqlite(PracticeOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        return new GatedSqliteDataSource(options.OrleansFile);
    }
}
