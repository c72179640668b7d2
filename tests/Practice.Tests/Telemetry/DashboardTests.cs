using System.Net;
using System.Net.Http.Headers;
using Practice.Tests.EndToEnd;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>The Orleans dashboard, asked for through the gateway.</summary>
[Collection(typeof(Alone))]
public sealed class DashboardTests(WatchedNetwork network) : IClassFixture<WatchedNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/orleans/")]
    [InlineData("/orleans/ClusterStats")]
    [InlineData("/orleans/DashboardCounters")]
    public async Task The_dashboard_is_for_operators_of_the_whole_network_only(string path)
    {
        var root = network.Token("root", ("operator", "*"));
        var city = network.Token("city", ("operator", Network.City));
        var clerk = network.Token("clerk", ("clerk", "*"));

        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(path, null));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(path, city));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(path, clerk));
        Assert.Equal(HttpStatusCode.OK, await Ask(path, root));
    }

    [Fact]
    public async Task Not_even_they_see_the_state_of_grains_or_the_log()
    {
        var root = network.Token("root", ("operator", "*"));

        Assert.Equal(HttpStatusCode.NotFound, await Ask($"/orleans/GrainState?grainId=settings-{Network.City}&grainType=settings", root));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask("/orleans/Trace", root));
    }

    private async Task<HttpStatusCode> Ask(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await network.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
