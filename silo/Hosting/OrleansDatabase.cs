using System.Data.Common;
using Npgsql;
using Practice.Hosting;
using Practice.Store.Migrations;

namespace Practice.Silo.Hosting;

/// <summary>The database of Orleans' own tables: PostgreSQL in a cluster, a SQLite file of its own on one machine.</summary>
/// <remarks>Apart from the unit store's pool, so that a burst of changes does not starve membership.</remarks>
internal sealed class OrleansDatabase(PracticeOptions options) : IMigration, IAsyncDisposable
{
    public bool IsPostgres { get; } = options.Postgres is not null;

    /// <summary>The name by which Orleans knows the provider. By the SQLite one it loads Microsoft.Data.Sqlite.</summary>
    public string Invariant => IsPostgres ? "Npgsql" : "System.Data.SQLite";

    public DbDataSource Source { get; } = options.Postgres is { } connection ? Postgres(connection) : Sqlite(options);

    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await Source.OpenConnectionAsync(cancellation);
        var scripts = MigrationScript.Embedded(typeof(OrleansDatabase).Assembly, IsPostgres ? "Practice.Silo.Sql.postgres." : "Practice.Silo.Sql.sqlite.");
        await MigrationRunner.Run(connection, "orleans", scripts, TimeProvider.System, cancellation);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static NpgsqlDataSource Postgres(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.ApplicationName = "practice-orleans";
        builder.ConnectionStringBuilder.MaxPoolSize = 12;
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
