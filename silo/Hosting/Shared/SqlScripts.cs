using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Practice.Hosting;

/// <summary>A migration: run once for each text, in the order of names.</summary>
internal sealed record SqlScript(string Name, string Text)
{
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The scripts embedded in an assembly under a folder, like <c>Sql.postgres</c>.</summary>
    public static SqlScript[] Embedded(Assembly assembly, string folder) =>
    [
        .. from name in assembly.GetManifestResourceNames()
           where name.Contains($".{folder}.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)
           orderby name
           select new SqlScript(name[(name.IndexOf($".{folder}.", StringComparison.Ordinal) + folder.Length + 2)..], Read(assembly, name)),
    ];

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Brings a database to the newest scripts: all of them in one transaction, or none.</summary>
/// <remarks>
/// Laws: several starting at once end with one winner, the others find nothing to do; a script whose text was run is not run again, so
/// a process without schema rights starts on a database that a job has prepared. Scripts only expand, and stand being run again.
/// </remarks>
internal static class SqlScripts
{
    private const long PostgresLock = 0x507261637469;

    /// <param name="connection">Open, of PostgreSQL or SQLite.</param>
    /// <param name="owner">Whose scripts these are: one database may hold those of several.</param>
    /// <returns>The names of the scripts that were run.</returns>
    public static async Task<IReadOnlyList<string>> Apply(
        DbConnection connection, bool postgres, string owner, IReadOnlyList<SqlScript> scripts, CancellationToken cancellation)
    {
        if (await Missing(connection, owner, scripts, postgres, null, cancellation) is []) return [];

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (postgres) await Execute(connection, transaction, $"select pg_advisory_xact_lock({PostgresLock})", cancellation);
        var missing = await Missing(connection, owner, scripts, postgres, transaction, cancellation);
        if (missing.Count > 0)
            await Execute(connection, transaction, "create table if not exists practice_scripts (owner text not null, hash text not null, name text not null, primary key (owner, hash))", cancellation);
        foreach (var script in missing)
        {
            await Execute(connection, transaction, script.Text, cancellation);
            await Record(connection, transaction, owner, script, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return [.. missing.Select(script => script.Name)];
    }

    private static async Task<List<SqlScript>> Missing(
        DbConnection connection, string owner, IReadOnlyList<SqlScript> scripts, bool postgres, DbTransaction? transaction, CancellationToken cancellation)
    {
        var table = postgres ? "select 1 where to_regclass('practice_scripts') is not null" : "select 1 from sqlite_master where name = 'practice_scripts'";
        await using var exists = connection.CreateCommand();
        exists.Transaction = transaction;
        exists.CommandText = table;
        if (await exists.ExecuteScalarAsync(cancellation) is null) return [.. scripts];

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select hash from practice_scripts where owner = @owner";
        Add(command, "owner", owner);
        var known = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) known.Add(reader.GetString(0));
        return [.. scripts.Where(script => !known.Contains(script.Hash))];
    }

    private static async Task Record(DbConnection connection, DbTransaction transaction, string owner, SqlScript script, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into practice_scripts (owner, hash, name) values (@owner, @hash, @name)";
        Add(command, "owner", owner);
        Add(command, "hash", script.Hash);
        Add(command, "name", script.Name);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Execute(DbConnection connection, DbTransaction transaction, string text, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
