namespace Practice.Hosting;

/// <summary>
/// Stops the process when whoever started it is gone: with <c>Practice:StopWithParent=true</c> standard input is a pipe from the parent,
/// and its end is the parent's end, even by kill -9.
/// </summary>
internal static class StopWithParent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddStopWithParent(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>("Practice:StopWithParent")) builder.Services.AddHostedService<Watch>();
        return builder;
    }

    private sealed class Watch(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            // A thread of its own: a read of standard input blocks and cannot be cancelled.
            new Thread(WaitForTheEnd) { IsBackground = true, Name = "stop-with-parent" }.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private void WaitForTheEnd()
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
}
