using Npgsql;

namespace Practice.Reliability;

/// <summary>Looks at the outbox all the time: how old each ordered message was when its row was last seen, and where messages stand at a moment.</summary>
/// <remarks>A message that came and went between two looks is not counted: what is counted is slower than the truth.</remarks>
internal sealed class OutboxWatch : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<(string, string, long), TimeSpan> _ages = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly string _connection;
    private readonly Task _looking;

    public OutboxWatch(Cluster cluster)
    {
        _connection = cluster.Connection;
        _looking = Task.Run(Look);
    }

    /// <summary>Ages in seconds, ascending. Read it after <see cref="Stop"/>.</summary>
    public IReadOnlyList<double> Ages => [.. _ages.Values.Select(age => age.TotalSeconds).Order()];

    /// <summary>Messages that are owed and not taken in yet, and such as are taken in and still owed.</summary>
    public async Task<(long Waiting, long Taken)> Standing()
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*) FILTER (WHERE m.seq IS NULL OR m.seq < o.slot), count(*) FILTER (WHERE m.seq >= o.slot)
            FROM outbox o LEFT JOIN marks m ON m.stream = o.receiver AND m.sender = o.stream WHERE o.topic = ''
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _looking;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    private async Task Look()
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        while (!_stop.IsCancellationRequested)
        {
            await using (var command = new NpgsqlCommand("SELECT stream, receiver, slot, now() - at FROM outbox WHERE topic = ''", connection))
            await using (var reader = await command.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                    _ages[(reader.GetString(0), reader.GetString(1), reader.GetInt64(2))] = reader.GetTimeSpan(3);
            await Task.Delay(Beat, TimeProvider.System);
        }
    }
}
