using System.Diagnostics;
using Practice.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Practice.Gateway.Edge;

/// <summary>Routes to the silos and the web app, with health checks, limits of time and size, and problems for what fails on the way.</summary>
internal static partial class Proxy
{
    public const string Silos = "silos";
    public const string Web = "web";

    private const int Last = 1000;

    /// <summary>What the silos serve; everything else that the gateway does not serve itself is the web app's.</summary>
    private static readonly string[] SiloPrefixes = ["api", "openapi", "open311", "calendars", "orleans"];

    public static WebApplicationBuilder AddPracticeProxy(this WebApplicationBuilder builder, GatewayOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.BodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddSingleton<IDestinationResolver, NamedDestinations>();
        builder.Services.AddHostedService<SiloWatch>();
        builder.Services.AddSingleton<EdgeInstruments>();
        builder.Services.AddSingleton<DistributedContextPropagator, EdgePropagator>();
        builder.Services.AddReverseProxy().LoadFromMemory([.. Routes(options)], [.. Clusters(options)]);
        return builder;
    }

    /// <summary>Whether an address is passed on to the silos.</summary>
    public static bool IsSilos(PathString path) => SiloPrefixes.Any(prefix => path.StartsWithSegments("/" + prefix));

    public static WebApplication MapPracticeProxy(this WebApplication app, GatewayOptions options)
    {
        app.MapReverseProxy(proxy =>
        {
            proxy.Use((context, next) => Guard(context, next, options));
            proxy.Use(AnotherSilo.Try);
            proxy.UseSessionAffinity();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        return app;
    }

    private static async Task Guard(HttpContext context, RequestDelegate next, GatewayOptions options)
    {
        var limit = BodyLimits.MostOf(context.Request.Path, options);
        if (context.Request.ContentLength > limit)
        {
            await Problem.Write(context, 413, "body.tooLarge", $"The body is larger than {limit} bytes.");
            return;
        }

        await next(context);
        if (context.GetForwarderErrorFeature() is { } failure && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await Explain(context, failure);
    }

    /// <summary>A change that was sent and not answered is an unknown outcome, never a failure.</summary>
    private static Task Explain(HttpContext context, IForwarderErrorFeature failure)
    {
        context.RequestServices.GetRequiredService<EdgeInstruments>().Failed(context.GetRouteModel().Config.ClusterId ?? "", failure.Error);
        LogFailure(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Proxy)), context.GetRouteModel().Config.RouteId, failure.Error, failure.Exception?.Message);
        if (context.Response.StatusCode is 400 or 413 || failure.Exception is BadHttpRequestException)
        {
            var status = failure.Exception is BadHttpRequestException bad ? bad.StatusCode : context.Response.StatusCode;
            return Problem.Write(context, status, Problem.CodeOf(status), status == 413 ? "The body is larger than this address takes." : "The request cannot be read.");
        }

        var sent = failure.Error is not (ForwarderError.NoAvailableDestinations or ForwarderError.Request)
            || failure.Exception is not (null or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError });
        var reading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        return sent && !reading
            ? Problem.Write(context, 503, "outcome.unknown", "The answer did not come. Ask again with the same Idempotency-Key.")
            : Problem.Write(context, 503, "service.unavailable", "The service is not available now. Ask again.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request of route {Route} got no answer: {Error}. {Reason}")]
    private static partial void LogFailure(ILogger logger, string route, ForwarderError error, string? reason);

    private static IEnumerable<RouteConfig> Routes(GatewayOptions options)
    {
        foreach (var prefix in SiloPrefixes)
            yield return new RouteConfig
            {
                RouteId = prefix, ClusterId = Silos, Order = prefix.Length, AuthorizationPolicy = "anonymous", Match = new RouteMatch { Path = $"/{prefix}/{{**rest}}" },
            };
        if (options.WebAddresses.Count > 0)
            yield return new RouteConfig
            {
                RouteId = Web, ClusterId = Web, Order = Last, AuthorizationPolicy = "anonymous", Match = new RouteMatch { Path = "/{**rest}" },
            };
    }

    private static IEnumerable<ClusterConfig> Clusters(GatewayOptions options)
    {
        yield return new ClusterConfig
        {
            ClusterId = Silos,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            Destinations = Destinations(options.SiloAddresses),
            // What a client may send a silo directly it may send it through the gateway.
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8" },
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = options.Limits.Patience },
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true, Interval = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(3), Policy = "ConsecutiveFailures", Path = "/health/ready",
                },
                Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(5) },
            },
        };
        if (options.WebAddresses.Count == 0) yield break;
        yield return new ClusterConfig
        {
            ClusterId = Web,
            Destinations = Destinations(options.WebAddresses),
            // The circuits of the pages live in one process: a browser stays with the one it began with.
            SessionAffinity = options.WebAddresses.Count == 1 ? null : new SessionAffinityConfig
            {
                Enabled = true, Policy = "HashCookie", FailurePolicy = "Redistribute", AffinityKeyName = ".practice.web",
                Cookie = new SessionAffinityCookieConfig { HttpOnly = true, SameSite = SameSiteMode.Lax },
            },
        };
    }

    private static Dictionary<string, DestinationConfig> Destinations(IEnumerable<string> addresses) =>
        addresses.Select((address, i) => (address, i)).ToDictionary(at => $"{at.i}", at => new DestinationConfig { Address = at.address });
}
