using Microsoft.Extensions.DependencyInjection;
using Practice.Imports;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Xunit;

namespace Practice.Tests.Kernel;

public sealed class WakerGrainTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly string _folder = Directory.CreateTempSubdirectory("practice-waker").FullName;

    [Fact]
    public async Task A_sweep_of_all_wakers_acts_on_what_is_due_on_the_scenarios_clock()
    {
        await using var host = await Host(TimeSpan.Zero);
        var clock = host.Grains.GetGrain<IScenarioClockGrain>(IScenarioClockGrain.Key);
        await clock.Advance(Operation.System, Then);
        var import = host.Grains.GetGrain<IImportGrain>("import-late");
        await import.Upload(Operation.System, 0, [1, 2, 3]);

        var early = await host.Grains.SweepAll();
        await clock.Advance(Operation.System, Then + Import.Abandoned);
        var late = await host.Grains.SweepAll();

        Assert.Equal((0, 1), (early.Woken, late.Woken));
        Assert.Equal(ImportState.Failed, (await import.View()).Value!.State);
    }

    [Fact]
    public async Task Started_wakers_find_by_themselves_what_is_due()
    {
        await using var host = await Host(TimeSpan.FromMilliseconds(20), silo => silo.AddWakers());
        var clock = host.Grains.GetGrain<IScenarioClockGrain>(IScenarioClockGrain.Key);
        await clock.Advance(Operation.System, Then);
        var import = host.Grains.GetGrain<IImportGrain>("import-late");
        await import.Upload(Operation.System, 0, [1, 2, 3]);
        await clock.Advance(Operation.System, Then + Import.Abandoned);

        var state = ImportState.Receiving;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (state != ImportState.Failed && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            state = (await import.View()).Value!.State;

        Assert.Equal(ImportState.Failed, state);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<NetworkHost> Host(TimeSpan interval, Action<ISiloBuilder>? more = null) => NetworkHost.Start(Path.Combine(_folder, "units.db"), silo =>
    {
        silo.Services.Configure<KernelOptions>(o => o.WakeInterval = interval);
        silo.AddScenarioClock();
        more?.Invoke(silo);
    });
}
