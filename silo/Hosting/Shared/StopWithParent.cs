namespace Practice.Hosting;

/// <summary>
/// Stops the process when whoever started it is gone: with <c>Practice:StopWithParent=true</c> standard input is a pipe from the parent,
/// and its end is the parent's end, even by kill -9.
/// </summary>
internal static class StopWithParent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>From the first moment, so that a start that waits for something ends too.</summary>
    public static void Watch(IHostApplicationLifetime lifetime) =>
        // A thread of its own: a read of standard input blocks and cannot be cancelled.
        new Thread(() => WaitForTheEnd(lifetime)) { IsBackground = true, Name = "stop-with-parent" }.Start();

    private static void WaitForTheEnd(IHostApplicationLifetime lifetime)
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[64];
        try
        {
            while (input.Read(buffer) > 0) { }
        }
        catch (IOException)
        {
            // A broken pipe says the same as its end.
        }

        lifetime.StopApplication();
        _ = TimeProvider.System.CreateTimer(_ => Environment.Exit(1), null, Patience, Timeout.InfiniteTimeSpan);
    }
}
