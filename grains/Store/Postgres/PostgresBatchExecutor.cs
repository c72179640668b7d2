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

    /// <summary>
    /// What the server says of data: cardinality (21), data (22), integrity (23), program limits (54), raised by a trigger (P0).
    /// Everything else it says (shutting down, no resources, deadlock, read-only, refused login, no such table) is not about the data.
    /// </summary>
    public bool IsLost(Exception error) => error switch
    {
        PostgresException e => e.SqlState[..2] is not ("21" or "22" or "23" or "54" or "P0"),
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    public async Task Reset()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Reset();

    private async Task<NpgsqlConnection> Connection()
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open)
            return open;

        await Reset();
        return _connection = await source.OpenConnectionAsync();
    }
}
