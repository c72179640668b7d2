using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>
/// Keeps a demo or test host's clock on the scenario's: loaded before the host takes its first command, and followed while another
/// silo advances it, until it is released.
/// </summary>
/// <remarks>Only where <see cref="ScenarioClockHosting.AddScenarioClock"/> was called; production never does.</remarks>
internal sealed partial class ScenarioFollower(IUnitStore store, DomainClock clock, TimeProvider real, ILogger<ScenarioFollower> log) : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private long _shown;
    private Task _following = Task.CompletedTask;

    /// <summary>Sets the clock to what is durable; answers whether the scenario goes on.</summary>
    public async Task<bool> Load(CancellationToken cancellation)
    {
        var rows = await store.Items(IScenarioClockGrain.Key, ScenarioClock.Kind, [ScenarioClock.ItemId], cancellation);
        if (rows.Length == 0)
            return true;
        var scenario = ItemKinds.Read<ScenarioClock>(rows[0]);
        Set(scenario);
        return !scenario.Released;
    }

    /// <summary>Makes the host's clock show what is durable; what was read before something newer is ignored.</summary>
    public void Set(ScenarioClock scenario)
    {
        lock (_gate)
        {
            if (scenario.Version <= _shown)
                return;
            _shown = scenario.Version;
            if (scenario.Released)
                clock.Release();
            else
                clock.Advance(scenario.At);
        }
    }

    public void Follow() => _following = FollowOn();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
    }

    private async Task FollowOn()
    {
        using var timer = new PeriodicTimer(Interval, real);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                if (!await TryLoad())
                    return;
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> TryLoad()
    {
        try
        {
            return await Load(_stopping.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotRead(log, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scenario's clock could not be read and is tried again")]
    private static partial void LogNotRead(ILogger logger, Exception reason);
}

/// <summary>Puts demo and test hosts on the scenario clock.</summary>
public static class ScenarioClockHosting
{
    /// <summary>The store's schema must be there before the silo starts.</summary>
    public static ISiloBuilder AddScenarioClock(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ScenarioFollower>();
        return silo.AddStartupTask(static async (services, cancellation) =>
        {
            var follower = services.GetRequiredService<ScenarioFollower>();
            if (await follower.Load(cancellation))
                follower.Follow();
        }, ServiceLifecycleStage.ApplicationServices);
    }
}
