namespace Practice.Hosting;

/// <summary>
/// Says once when the collector cannot be reached, and once when it can again. The exporter itself is silent: it drops what it cannot
/// send, and nothing waits for it.
/// </summary>
internal sealed partial class CollectorWatch(Uri collector, string setting, TimeProvider time, ILogger<CollectorWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var reached = true;
        try
        {
            do
            {
                if (await Collectors.Answers(collector, Patience, stoppingToken) is var answers && answers != reached)
                {
                    if (answers) LogReached(setting);
                    else LogUnreached(setting, $"{collector.Scheme}://{collector.Authority}");
                    reached = answers;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting}: no collector answers at {Collector}. Telemetry is dropped until one does; start it, or remove the setting")]
    private partial void LogUnreached(string setting, string collector);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Setting}: the collector answers again")]
    private partial void LogReached(string setting);
}
