using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Practice.Hosting;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Practice.Units;
using Xunit;
using SiloProgram = Practice.Silo.Program;

namespace Practice.Tests.Starting;

public sealed class PlacementTests(PostgresFixture postgres)
{
    private const int Units = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_units_spread_evenly_over_three_silos()
    {
        var connection = await postgres.CreateDatabase(false, Cancellation);
        var silos = new List<WebApplication>();
        try
        {
            for (var i = 0; i < 3; i++) silos.Add(await Start(connection));
            var grains = silos[0].Services.GetRequiredService<IGrainFactory>();
            var ids = Enumerable.Range(0, Units).Select(n => string.Create(CultureInfo.InvariantCulture, $"3202{n:D8}")).ToList();
            var (now, kinds) = (TimeProvider.System.GetUtcNow(), UnitKinds.Create());
            await silos[0].Services.GetRequiredService<IUnitStore>().CreateStreams(
                [.. ids.Select(id => UnitRules.Imported(id, id, Level.Station, "3202", $"/3202/{id}/", Guid.CreateVersion7(), "test", now, kinds))], Cancellation);

            await Parallel.ForEachAsync(ids, Cancellation, async (id, _) => Assert.Null((await grains.GetGrain<IUnitGrain>(Ids.UnitStream(id)).View()).Refusal));
            var statistics = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(null, null, Cancellation);
            var shares = statistics.Where(grain => grain.GrainId.Key.ToString()!.StartsWith("unit-3202", StringComparison.Ordinal))
                .GroupBy(grain => grain.SiloAddress).Select(silo => silo.Count()).ToList();

            Assert.Equal(Units, shares.Sum());
            Assert.Equal(3, shares.Count);
            Assert.All(shares, share => Assert.InRange(share, Units / 3 * 0.75, Units / 3 * 1.25));
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.StopAsync(CancellationToken.None);
                await silo.DisposeAsync();
            }
        }
    }

    private static async Task<WebApplication> Start(string connection)
    {
        var silo = SiloProgram.Build(
        [
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", $"--Practice:Postgres={connection}", $"--Practice:DataFolder={GatewayUnderTest.NewFolder()}",
            $"--Practice:Orleans:SiloPort={FreePort.Next()}", $"--Practice:Orleans:GatewayPort={FreePort.Next()}",
        ]);
        await silo.Prepare(Cancellation);
        await silo.StartAsync(Cancellation);
        return silo;
    }
}
