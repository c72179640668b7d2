using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Practice.Benchmarks.Edge;

/// <summary>What the product's edge is measured against: a Kestrel that says hello, and a YARP with one route to it. Processes of their own.</summary>
/// <remarks>Both end when their standard input does: with whoever started them.</remarks>
internal static class BarePair
{
    public static Task Hello(string url)
    {
        var app = Builder(url).Build();
        app.MapPost("/{**any}", () => Results.Text("hello"));
        return Run(app);
    }

    public static Task Proxy(string url, string behind)
    {
        var builder = Builder(url);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "hello", Match = new RouteMatch { Path = "/{**any}" } }],
            [new ClusterConfig { ClusterId = "hello", Destinations = new Dictionary<string, DestinationConfig> { ["0"] = new() { Address = behind } } }]);
        var app = builder.Build();
        app.MapReverseProxy();
        return Run(app);
    }

    private static WebApplicationBuilder Builder(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        return builder;
    }

    private static async Task Run(WebApplication app)
    {
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
