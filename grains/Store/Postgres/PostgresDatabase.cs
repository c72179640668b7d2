using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Practice.Store.Writing;

namespace Practice.Store.Postgres;

/// <summary>PostgreSQL: a capped pool for reads and side writes, a connection apart for each executor.</summary>
internal sealed class PostgresDatabase : IStoreDatabase
{
    /// <summary>One plan for every batch size, and never one made for tables that were still empty.</summary>
    public const string WriterSettings = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off";

    /// <summary>A list's plan is made for the values it is asked with: a village's and a city's are not found the same way.</summary>
    private const string SearchSettings = "-c plan_cache_mode=force_custom_plan";

    /// <summary>Most connections of the writers of one store; a batch holds one.</summary>
    public const int WriteConnections = 4;

    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _searchers;
    private readonly NpgsqlDataSource _writers;
    private readonly TimeProvider _time;

    public PostgresDatabase(StoreOptions options)
    {
        _time = options.Time;
        var searchers = Math.Max(1, options.ReadConnections / 2);
        _readers = Source(options, "practice-store-read", Math.Max(1, options.ReadConnections - searchers), "");
        _searchers = Source(options, "practice-store-search", searchers, SearchSettings);
        _writers = Source(options, "practice-store-write", WriteConnections, WriterSettings);
    }

    public IBatchExecutor Executor() => new PostgresBatchExecutor(_writers);

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> read, ReadMode mode, CancellationToken cancellation)
    {
        return await Insist(async () =>
        {
            await using var connection = await (mode == ReadMode.Search ? _searchers : _readers).OpenConnectionAsync(cancellation);
            if (mode != ReadMode.Snapshot)
                return await read(connection);

            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var result = await read(connection);
            await transaction.CommitAsync(cancellation);
            return result;
        }, cancellation);
    }

    public async Task Write(string sql, IReadOnlyList<object?> parameters, CancellationToken cancellation)
    {
        await Insist(async () =>
        {
            await using var connection = await _readers.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand(sql, connection);
            for (var i = 0; i < parameters.Count; i++)
                AddParameter(command, $"p{i}", parameters[i]);
            return await command.ExecuteNonQueryAsync(cancellation);
        }, cancellation);
    }

    public object Time(DateTimeOffset time) => time.UtcDateTime;

    public DateTimeOffset Time(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public (string Sql, object Value) Words(IReadOnlyList<string> tokens, string parameter) => ($"search @> {parameter}", tokens.ToArray());

    /// <remarks>A planner that does not know how much lies below one ancestor may gather and sort all of it for the sake of a few rows.</remarks>
    public string Ordered => "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off;";

    public string? Ancestor(int depth) => depth is >= 1 and <= 4 ? string.Create(CultureInfo.InvariantCulture, $"split_part(path, '/', {depth + 1})") : null;

    public void AddParameter(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _searchers.DisposeAsync();
        await _writers.DisposeAsync();
    }

    private async Task<T> Insist<T>(Func<Task<T>> action, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await action();
            }
            catch (Exception e) when (e is DbException or IOException or SocketException && !cancellation.IsCancellationRequested)
            {
                if (attempt == Attempts || e is not (NpgsqlException { IsTransient: true } or IOException or SocketException))
                    throw new StoreUnavailableException(e.Message);
            }

            await Task.Delay(Pause * attempt, _time, cancellation);
        }
    }

    private static NpgsqlDataSource Source(StoreOptions options, string name, int size, string settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            ApplicationName = name,
            MinPoolSize = 0,
            MaxPoolSize = size,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
            KeepAlive = 15,
            NoResetOnClose = true,
        };
        connection.Options = $"{connection.Options} {settings}".Trim();

        // Without a name of its own the pool's metrics are named by its connection string.
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = name }.Build();
    }
}
