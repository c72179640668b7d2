using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Practice.Store.Migrations;

/// <summary>
/// Applies the scripts that a database lacks, in one transaction, and notes them in <c>schema_versions</c>. When several processes
/// start at once, one applies them and the others find them applied.
/// </summary>
public static class MigrationRunner
{
    // Any number will do, as long as it never changes: it is the name of the lock.
    private const long Lock = 0x50726163746963;

    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            component  varchar(100) NOT NULL,
            version    integer NOT NULL,
            name       varchar(200) NOT NULL,
            applied_at varchar(40) NOT NULL,
            PRIMARY KEY (component, version)
        )
        """;

    /// <param name="connection">An open connection to PostgreSQL or SQLite.</param>
    /// <param name="component">Whose scripts they are; versions count within it.</param>
    /// <returns>How many scripts were applied.</returns>
    public static async Task<int> Run(
        DbConnection connection, string component, IReadOnlyList<MigrationScript> scripts, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await Begin(connection, cancellation);
        await Execute(connection, transaction, Table, [], cancellation);
        var applied = await Applied(connection, transaction, component, cancellation);
        var number = 0;
        foreach (var script in scripts.OrderBy(s => s.Version))
        {
            if (applied.Contains(script.Version))
                continue;

            await Execute(connection, transaction, script.Sql, [], cancellation);
            await Execute(
                connection, transaction, "INSERT INTO schema_versions (component, version, name, applied_at) VALUES (@p0, @p1, @p2, @p3)",
                [component, script.Version, script.Name, time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture)], cancellation);
            number++;
        }

        await transaction.CommitAsync(cancellation);
        return number;
    }

    /// <summary>The names of the scripts that a database lacks, in order. Changes nothing.</summary>
    public static async Task<IReadOnlyList<string>> Missing(
        DbConnection connection, string component, IReadOnlyList<MigrationScript> scripts, CancellationToken cancellation)
    {
        HashSet<int> applied = [];
        try
        {
            applied = await Applied(connection, null, component, cancellation);
        }
        catch (DbException e) when (e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } or SqliteException { SqliteErrorCode: 1 })
        {
            // Nobody has migrated anything here yet.
        }

        return [.. scripts.Where(script => !applied.Contains(script.Version)).OrderBy(script => script.Version).Select(script => $"{component} {script.Name}")];
    }

    /// <summary>Runs a script that may be repeated: the rights of roles on what the migrations made. Only PostgreSQL has any.</summary>
    public static async Task Grant(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var transaction = await Begin(connection, cancellation);
        await Execute(connection, transaction, sql, [], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection sqlite)
            return sqlite.BeginTransaction(deferred: false);

        if (connection is not NpgsqlConnection)
            throw new ArgumentException("Only PostgreSQL and SQLite are known.", nameof(connection));

        var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, transaction, "SELECT pg_advisory_xact_lock(@p0)", [Lock], cancellation);
        return transaction;
    }

    private static async Task<HashSet<int>> Applied(DbConnection connection, DbTransaction? transaction, string component, CancellationToken cancellation)
    {
        await using var command = Command(connection, transaction, "SELECT version FROM schema_versions WHERE component = @p0", [component]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var versions = new HashSet<int>();
        while (await reader.ReadAsync(cancellation))
            versions.Add(reader.GetInt32(0));
        return versions;
    }

    private static async Task Execute(
        DbConnection connection, DbTransaction transaction, string sql, object[] parameters, CancellationToken cancellation)
    {
        await using var command = Command(connection, transaction, sql, parameters);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, object[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", parameters[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
