using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Practice.Store.Writing;

namespace Practice.Store.Sqlite;

/// <summary>SQLite: one connection that writes, behind a gate, and a few that read. The file has one owner process.</summary>
/// <remarks>Times are unix microseconds. Calls block in the driver, so reads run on the thread pool, not in a grain's turn.</remarks>
internal sealed class SqliteDatabase : IStoreDatabase
{
    private const int Readers = 4;

    private readonly Channel<SqliteConnection> _readers = Channel.CreateUnbounded<SqliteConnection>();
    private readonly SqliteWriter _writer;
    private readonly StoreOptions _options;
    private int _opened;

    public SqliteDatabase(StoreOptions options) => (_options, _writer) = (options, new SqliteWriter(options));

    public IBatchExecutor Executor() => new SqliteBatchExecutor(_writer);

    public Task<T> Read<T>(Func<DbConnection, Task<T>> read, ReadMode mode, CancellationToken cancellation) => Task.Run(async () =>
    {
        try
        {
            var connection = await Rent(cancellation);
            try
            {
                if (mode != ReadMode.Snapshot)
                    return await read(connection);

                using var transaction = connection.BeginTransaction(deferred: true);
                var result = await read(connection);
                transaction.Commit();
                return result;
            }
            finally
            {
                if (!_readers.Writer.TryWrite(connection))
                    connection.Dispose();
            }
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException(e.Message);
        }
    }, cancellation);

    public Task Write(string sql, IReadOnlyList<object?> parameters, CancellationToken cancellation) => Task.Run(async () =>
    {
        try
        {
            await _writer.Run(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 0; i < parameters.Count; i++)
                    AddParameter(command, $"p{i}", parameters[i]);
                return command.ExecuteNonQuery();
            });
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException(e.Message);
        }
    }, cancellation);

    public object Time(DateTimeOffset time) => UnixMicroseconds.Of(time);

    public DateTimeOffset Time(DbDataReader reader, int column) => UnixMicroseconds.From(reader.GetInt64(column));

    public (string Sql, object Value) Words(IReadOnlyList<string> tokens, string parameter) => (
        $"row IN (SELECT rowid FROM items_text WHERE items_text MATCH {parameter})",
        string.Join(" AND ", tokens.Select(t => string.Create(CultureInfo.InvariantCulture, $"\"{t}\""))));

    public string Ordered => "";

    public string? Ancestor(int depth) => null;

    public void AddParameter(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));

    public async ValueTask DisposeAsync()
    {
        _readers.Writer.TryComplete();
        await foreach (var connection in _readers.Reader.ReadAllAsync())
            await connection.DisposeAsync();
        _writer.Dispose();
    }

    private async ValueTask<SqliteConnection> Rent(CancellationToken cancellation)
    {
        if (_readers.Reader.TryRead(out var idle))
            return idle;

        if (Interlocked.Increment(ref _opened) <= Readers)
        {
            try
            {
                return SqliteFile.Open(_options, readOnly: true);
            }
            catch
            {
                Interlocked.Decrement(ref _opened);
                throw;
            }
        }

        Interlocked.Decrement(ref _opened);
        return await _readers.Reader.ReadAsync(cancellation);
    }
}
