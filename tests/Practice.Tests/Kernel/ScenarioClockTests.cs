using Microsoft.Extensions.DependencyInjection;
using Practice.Kernel;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Kernel;

public sealed class ScenarioClockTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly string _folder = Directory.CreateTempSubdirectory("practice-clock").FullName;

    [Fact]
    public async Task The_scenarios_time_survives_a_restart_and_ends_with_its_release()
    {
        await using (var host = await Host())
        {
            var set = await Clock(host).Advance(Operation.System, Then);
            Assert.Equal(Then, set.Value!.At);
            Assert.Equal(Then, Domain(host).Now);
        }

        await using (var host = await Host())
        {
            Assert.Equal((Then, true), (Domain(host).Now, Domain(host).IsScenario));
            Assert.Equal("clock.backwards", (await Clock(host).Advance(Operation.System, Then.AddSeconds(-1))).Refusal!.Code);
            Assert.True((await Clock(host).Release(Operation.System)).Value!.Released);
            Assert.False(Domain(host).IsScenario);
        }

        await using (var host = await Host())
        {
            Assert.False(Domain(host).IsScenario);
            Assert.Equal("clock.released", (await Clock(host).Advance(Operation.System, Then.AddYears(1))).Refusal!.Code);
        }
    }

    [Fact]
    public async Task A_scenario_that_is_still_to_come_cannot_be_released()
    {
        await using var host = await Host();
        await Clock(host).Advance(Operation.System, new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var release = await Clock(host).Release(Operation.System);

        Assert.Equal("clock.ahead", release.Refusal!.Code);
    }

    [Fact]
    public async Task A_host_on_real_time_refuses_a_scenario()
    {
        await using var host = await NetworkHost.Start(Path.Combine(_folder, "units.db"));

        var set = await Clock(host).Advance(Operation.System, Then);

        Assert.Equal("clock.real", set.Refusal!.Code);
        Assert.False(Domain(host).IsScenario);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<NetworkHost> Host() => NetworkHost.Start(Path.Combine(_folder, "units.db"), silo => silo.AddScenarioClock());

    private static IScenarioClockGrain Clock(NetworkHost host) => host.Grains.GetGrain<IScenarioClockGrain>(IScenarioClockGrain.Key);

    private static DomainClock Domain(NetworkHost host) => host.Services.GetRequiredService<DomainClock>();
}
