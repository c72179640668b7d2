using System.Net.Sockets;
using Npgsql;
using Practice.Store.Writing;

namespace Practice.Store.Postgres;

/// <summary>Writes a batch as one prepared statement over one connection of its own.</summary>
internal sealed class PostgresBatchExecutor(NpgsqlDataSource source) : IBatchExecutor
{
    private NpgsqlConnection? _connection;

    public async Task<bool[]> Execute(CommitBatch batch)
    {
        var admitted = new bool[batch.Chains.Count];
        await using var command = new NpgsqlBatch(await Connection());
        if (batch.Delivered.Count > 0)
            command.BatchCommands.Add(PostgresParameters.Delivered(batch.Delivered));
        if (batch.Chains.Count > 0)
            command.BatchCommands.Add(PostgresParameters.Commit(batch));

        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            admitted[reader.GetInt32(0)] = true;
        while (await reader.NextResultAsync())
            while (await reader.ReadAsync())
                admitted[reader.GetInt32(0)] = true;
        return admitted;
    }

    public async Task<HashSet<Guid>> Recorded(IReadOnlyList<Change> changes)
    {
        await using var command = new NpgsqlBatch(await Connection());
        command.BatchCommands.Add(PostgresParameters.Recorded(changes));
        await using var reader = await command.ExecuteReaderAsync();
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync())
            found.Add(reader.GetGuid(0));
        return found;
    }

    public bool IsLost(Exception error) => IsTransient(error);

    public async Task Reset()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Reset();

    /// <summary>
    /// Connection exceptions (class 08), a server that stops or starts (57P), too few resources (53), deadlock and serialization
    /// (40), lock and statement time (55P03, 57014), I/O (58) and a server that became read-only after a failover (25006).
    /// </summary>
    internal static bool IsTransient(Exception error) => error switch
    {
        PostgresException e => e.SqlState is "55P03" or "57014" or "25006" || e.SqlState[..2] is "08" or "53" or "40" or "58"
            || e.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException e => e.IsTransient || e.InnerException is IOException or SocketException or TimeoutException or null,
        IOException or SocketException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    private async Task<NpgsqlConnection> Connection()
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open)
            return open;

        await Reset();
        return _connection = await source.OpenConnectionAsync();
    }
}
