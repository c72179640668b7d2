using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Practice.Gateway.Edge;

/// <summary>Says when silos come and go, and that the gateway waits when there is none: it may start before them.</summary>
internal sealed partial class SiloWatch(IProxyStateLookup proxy, TimeProvider time, ILogger<SiloWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var said = (Ready: -1, All: -1, At: 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (ready, all) = Count();
            if ((ready, all) == (said.Ready, said.All) && !(ready == 0 && time.GetElapsedTime(said.At) >= SayAgain)) continue;
            said = (ready, all, time.GetTimestamp());
            if (ready == 0) LogNone(all);
            else LogReady(ready, all);
        }
    }

    private (int Ready, int All) Count() => proxy.TryGetCluster(Proxy.Silos, out var silos)
        ? (silos.DestinationsState.AllDestinations.Count(silo => silo.Health.Active == DestinationHealth.Healthy && silo.Health.Passive != DestinationHealth.Unhealthy), silos.DestinationsState.AllDestinations.Count)
        : (0, 0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for a silo: none of {All} is ready (Practice:Silos). Requests to the API are answered 503 meanwhile")]
    private partial void LogNone(int all);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ready} of {All} silos are ready")]
    private partial void LogReady(int ready, int all);
}
