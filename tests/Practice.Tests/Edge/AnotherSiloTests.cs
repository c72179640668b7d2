extern alias gateway;

using System.Net;
using gateway::Practice.Gateway.Edge;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Yarp.ReverseProxy.Configuration;

namespace Practice.Tests.Edge;

/// <summary>What the gateway does when one of its silos cannot be reached, before any health check has noticed.</summary>
public sealed class AnotherSiloTests
{
    private const int Requests = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/api/v1/echo")]
    [InlineData("GET", "/api/v1/units/3202")]
    public async Task A_request_that_never_left_goes_to_another_silo(string method, string path)
    {
        // The first silo is a closed port.
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:Silos:1={silo.Address}");

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => gateway.Send(new HttpMethod(method), path, null, method == "POST" ? new { text = "x" } : null, Cancellation)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_change_that_may_have_arrived_is_not_repeated()
    {
        await using var one = await SiloStandIn.Start(Cancellation);
        await using var two = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:Silos:0={one.Address}", $"--Practice:Silos:1={two.Address}");

        using var change = await gateway.Send(HttpMethod.Post, "/api/v1/hang-up", null, new { }, Cancellation);
        var afterChange = one.HungUp + two.HungUp;
        using var read = await gateway.Send(HttpMethod.Get, "/api/v1/hang-up", null, null, Cancellation);

        Assert.Equal("outcome.unknown", await change.ProblemCode(503, Cancellation));
        Assert.Equal(1, afterChange);
        Assert.Equal("service.unavailable", await read.ProblemCode(503, Cancellation));
        Assert.Equal(3, one.HungUp + two.HungUp);
    }

    [Fact]
    public async Task A_name_is_as_many_silos_as_it_has_addresses()
    {
        var resolver = new NamedDestinations(TimeProvider.System, NullLogger<NamedDestinations>.Instance);
        var mine = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), Cancellation)).Distinct().ToList();

        var resolved = await resolver.ResolveDestinationsAsync(new Dictionary<string, DestinationConfig>
        {
            ["0"] = new() { Address = "http://127.0.0.1:5001" }, ["1"] = new() { Address = $"http://{Dns.GetHostName()}:8080" }, ["2"] = new() { Address = "http://nowhere.invalid:8080" },
        }, Cancellation);

        Assert.Equal("http://127.0.0.1:5001", resolved.Destinations["0"].Address);
        Assert.Equal(mine.Count, resolved.Destinations.Count - 1);
        Assert.All(resolved.Destinations.Where(at => at.Key != "0"), at => Assert.Equal($"{Dns.GetHostName()}:8080", at.Value.Host));
        Assert.NotNull(resolved.ChangeToken);
    }
}
