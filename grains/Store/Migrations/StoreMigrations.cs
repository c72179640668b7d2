using Npgsql;
using Practice.Store.Sqlite;

namespace Practice.Store.Migrations;

/// <summary>Brings the unit store's schema up to this release.</summary>
public static class StoreMigrations
{
    private const string Component = "units";

    /// <returns>How many scripts were applied.</returns>
    public static async Task<int> Migrate(StoreOptions options, CancellationToken cancellation)
    {
        if (options.Postgres is null)
        {
            await using var file = SqliteFile.Open(options, readOnly: false);
            return await MigrationRunner.Run(file, Component, Scripts("Sqlite"), options.Time, cancellation);
        }

        await using var connection = new NpgsqlConnection(options.Postgres);
        await connection.OpenAsync(cancellation);
        return await MigrationRunner.Run(connection, Component, Scripts("Postgres"), options.Time, cancellation);
    }

    /// <summary>The names of the scripts that the database lacks. Changes no schema.</summary>
    public static async Task<IReadOnlyList<string>> Missing(StoreOptions options, CancellationToken cancellation)
    {
        if (options.Postgres is null)
        {
            await using var file = SqliteFile.Open(options, readOnly: false);
            return await MigrationRunner.Missing(file, Component, Scripts("Sqlite"), cancellation);
        }

        await using var connection = new NpgsqlConnection(options.Postgres);
        await connection.OpenAsync(cancellation);
        return await MigrationRunner.Missing(connection, Component, Scripts("Postgres"), cancellation);
    }

    private static IReadOnlyList<MigrationScript> Scripts(string database) =>
        MigrationScript.Embedded(typeof(StoreMigrations).Assembly, $"Practice.Store.{database}.");
}
