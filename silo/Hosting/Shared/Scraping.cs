using OpenTelemetry.Metrics;

namespace Practice.Hosting;

/// <summary>
/// Metrics for Prometheus: <c>GET /metrics</c> on an address of its own, setting <c>Practice:Metrics</c> (<c>http://0.0.0.0:9464</c>).
/// Absent: there is none, and nothing is gathered for it.
/// </summary>
/// <remarks>
/// An address of its own, because what guards it is who can reach it: no route of the gateway leads there, and nothing but metrics is
/// served there. The port decides, not the request's <c>Host</c>, which anybody can write.
/// </remarks>
internal static class Scraping
{
    public const string Setting = "Practice:Metrics";
    public const string Path = "/metrics";

    /// <exception cref="SettingException">No address that can be listened on beside the others.</exception>
    public static Uri? Address(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", Port: > 0, AbsolutePath: "/" }
            ? address
            : throw new SettingException(Setting, $"'{text}' is not an address to listen on: write http://0.0.0.0:9464.");
    }

    public static MeterProviderBuilder AddScraping(this MeterProviderBuilder metrics, WebApplicationBuilder builder)
    {
        if (Address(builder.Configuration) is not { } address) return metrics;
        var others = Ports.Urls(builder.Configuration).Select(at => at.Url).ToList();
        if (others.Any(other => other.EndsWith($":{address.Port}", StringComparison.Ordinal)))
            throw new SettingException(Setting, $"port {address.Port} serves requests already: take another.");

        var own = address.GetLeftPart(UriPartial.Authority);
        if (Ports.Endpoints(builder.Configuration).Count > 0) builder.Configuration[Ports.Section + ":Metrics:Url"] = own;
        else builder.Configuration["urls"] = string.Join(';', others.Append(own));
        return metrics.AddPrometheusExporter(prometheus => (prometheus.ScopeInfoEnabled, prometheus.ScrapeEndpointPath) = (false, Path));
    }

    /// <summary>First in the pipeline: what comes in at the scrape address goes no further.</summary>
    public static WebApplication UsePracticeScraping(this WebApplication app)
    {
        if (Address(app.Configuration) is not { } address) return app;
        app.MapWhen(context => context.Connection.LocalPort == address.Port, scrape =>
        {
            scrape.UseOpenTelemetryPrometheusScrapingEndpoint();
            scrape.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
        return app;
    }
}
