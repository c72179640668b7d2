using Npgsql;

namespace Practice.Gateway.Identity;

/// <summary>Held by the one gateway that prepares the identity store; others wait and find it prepared.</summary>
internal static class IdentityLock
{
    private const long Key = 0x50726163746944;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<IAsyncDisposable> Take(GatewayOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Postgres is not { } connection) return await TakeFile(options.IdentityFile + ".lock", time, cancellation);

        // Not pooled: closing the connection is what gives the lock back.
        var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await holder.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({Key})", holder);
        await command.ExecuteNonQueryAsync(cancellation);
        return holder;
    }

    private static async Task<FileStream> TakeFile(string path, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
