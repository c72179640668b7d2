using Microsoft.Data.Sqlite;

namespace Practice.Store.Sqlite;

/// <summary>Opens connections to the unit file, with the settings that its durability rests on: WAL and synchronous=FULL.</summary>
internal static class SqliteFile
{
    public static SqliteConnection Open(StoreOptions options, bool readOnly)
    {
        if (!readOnly && Path.GetDirectoryName(Path.GetFullPath(options.SqlitePath)) is { } directory)
            Directory.CreateDirectory(directory);

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.SqlitePath,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 4000;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                PRAGMA query_only = {(readOnly ? 1 : 0)};
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
