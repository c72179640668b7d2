namespace Practice.Hosting;

/// <summary>
/// A process that was told to stop says at once that it is not ready, and serves on until those in front have noticed: only then does it
/// close its port. Meanwhile every answer ends its connection, so that none is kept whose next request would meet a closed port.
/// </summary>
internal static partial class Draining
{
    public static WebApplicationBuilder AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<Delay>();
        return builder;
    }

    /// <summary>First in the pipeline.</summary>
    public static WebApplication UseDrain(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
            return next(context);
        });
        return app;
    }

    private sealed partial class Delay(ProcessSettings settings, TimeProvider time, ILogger<Delay> logger) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        /// <summary>Before any service stops, the server and the silo among them.</summary>
        public async Task StoppingAsync(CancellationToken cancellationToken)
        {
            if (settings.DrainTime == TimeSpan.Zero) return;
            LogDraining(settings.DrainTime.TotalSeconds);
            await Task.Delay(settings.DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(Level = LogLevel.Information, Message = "Told to stop: serving for {Seconds} s more, not ready any more")]
        private partial void LogDraining(double seconds);
    }
}
