using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Practice.Tests.EndToEnd;
using Xunit;
using SiloProgram = Practice.Silo.Program;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>What nobody reads costs nothing.</summary>
[Collection(typeof(Alone))]
public sealed class UntracedTests
{
    private static readonly string[] Sources =
        ["Practice.Kernel", "Practice.Store", "Microsoft.Orleans.Application", "Microsoft.Orleans.Storage", "Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy", "Npgsql"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_reads_traces_none_are_made()
    {
        await using var network = new UntracedNetwork();
        await network.Started(Cancel);

        (await network.Operator.Post($"/units/{Network.Station}/needs", new { title = "厨房下水堵了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201);

        Assert.DoesNotContain(Sources, IsHeard);
        Assert.False(CarriesTraces(network.SiloServices));
    }

    [Fact]
    public async Task Where_traces_are_read_calls_between_grains_carry_them()
    {
        await using var silo = SiloProgram.Build(["--Logging:LogLevel:Default=None", "--Practice:Tracing=true"]);

        Assert.True(CarriesTraces(silo.Services));
    }

    private static bool IsHeard(string name)
    {
        using var source = new ActivitySource(name);
        return source.HasListeners();
    }

    private static bool CarriesTraces(IServiceProvider silo) =>
        silo.GetServices<IOutgoingGrainCallFilter>().Any(filter => filter.GetType().Name.Contains("Activity", StringComparison.Ordinal));

    private sealed class UntracedNetwork : Network
    {
        private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
