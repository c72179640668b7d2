using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Practice.Store;
using Practice.Telemetry;

namespace Practice.Kernel;

/// <summary>The fixed set of wakers.</summary>
public static partial class Wakers
{
    public const int Count = 4;

    /// <summary>The shards that a waker watches: every one of them is watched by exactly one.</summary>
    public static ImmutableArray<int> ShardsOf(int waker) => [.. Enumerable.Range(0, StreamShard.Count).Where(shard => shard % Count == waker)];

    /// <summary>Starts the wakers, and the census beside them, with the silo. Needs a reminder service.</summary>
    public static ISiloBuilder AddWakers(this ISiloBuilder silo) => silo.AddStartupTask((services, cancellation) =>
    {
        _ = Start(services, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return Task.CompletedTask;
    });

    /// <summary>Sweeps until nothing in the whole network is due or owed at the domain's present time. For demo and test hosts.</summary>
    /// <returns>How many wakes it took, and who is stuck.</returns>
    public static async Task<SweepOutcome> SweepAll(this IGrainFactory grains)
    {
        for (var woken = 0; ;)
        {
            var outcomes = await Task.WhenAll(All(grains).Select(waker => waker.SweepNow()));
            woken += outcomes.Sum(o => o.Woken);
            if (outcomes.All(o => o.Idle))
                return new(woken, true, [.. outcomes.SelectMany(o => o.Stuck).Order(StringComparer.Ordinal)]);
        }
    }

    private static IEnumerable<IWakerGrain> All(IGrainFactory grains) => Enumerable.Range(0, Count)
        .Select(n => grains.GetGrain<IWakerGrain>(string.Create(CultureInfo.InvariantCulture, $"waker-{n}")));

    private static async Task Start(IServiceProvider services, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<ILogger<KernelServices>>();
        var time = services.GetRequiredService<TimeProvider>();
        var grains = services.GetRequiredService<IGrainFactory>();
        for (var wait = TimeSpan.FromSeconds(1); !cancellation.IsCancellationRequested; wait *= wait < TimeSpan.FromMinutes(1) ? 2 : 1)
        {
            try
            {
                await Task.WhenAll(All(grains).Select(waker => waker.Start()).Append(grains.GetGrain<ICensusGrain>(ICensusGrain.Key).Start()));
                return;
            }
            catch (Exception e)
            {
                LogNotStarted(log, e);
                await Task.Delay(wait, time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The wakers could not be started yet")]
    private static partial void LogNotStarted(ILogger logger, Exception reason);
}
