using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Practice.Hosting;

/// <summary>
/// Traces, metrics and logs of a process. All three leave it by OTLP where the standard <c>OTEL_EXPORTER_OTLP_…ENDPOINT</c> names a
/// collector; one that cannot be reached costs dropped batches and nothing else. Metrics are also scraped, see <see cref="Scraping"/>.
/// </summary>
internal static class TelemetryHosting
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:Console:FormatterName"] = LogLine.FormatterName,
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:OpenIddict"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        ["Logging:LogLevel:Yarp.ReverseProxy.Forwarder"] = "Error",
        ["Logging:LogLevel:Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",

        // A process that stops offers the collector what is left, and a collector that takes it and says nothing may not hold it up.
        ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "3000",
    };

    /// <param name="service">The name of this kind of process, like <c>practice-silo</c>.</param>
    /// <remarks>
    /// What nobody reads is not gathered: traces are on with an exporter, or by <c>Practice:Tracing=true</c>; metrics with an exporter or
    /// a scrape address.
    /// </remarks>
    public static WebApplicationBuilder AddPracticeTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Logging.AddConsoleFormatter<LogLine, ConsoleFormatterOptions>();
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);

        // Trace context only: baggage is other people's words, and ends up in places that nobody has thought of.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        var export = Exports(builder.Configuration);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(service));
        if (export || Scraping.Address(builder.Configuration) is not null)
            telemetry.WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddMeter("Microsoft.Orleans", "Npgsql", "Practice.Kernel", "Practice.Store", "Practice.Network", "Practice.Edge", ProblemInstruments.Name)
                .AddScraping(builder));
        if (IsTraced(builder.Configuration))
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !IsWatching(context.Request.Path))
                .AddHttpClientInstrumentation(http => http.FilterHttpRequestMessage = request => !IsWatching(request.RequestUri?.AbsolutePath))
                .AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage", "Npgsql", "Practice.*"));
        if (export) telemetry.UseOtlpExporter();
        foreach (var (setting, collector) in Collectors.Of(builder.Configuration).DistinctBy(c => c.Address.Authority))
            builder.Services.AddSingleton<IHostedService>(services => new CollectorWatch(
                collector, setting, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<CollectorWatch>>()));
        return builder;
    }

    /// <summary>Whether somebody reads traces.</summary>
    public static bool IsTraced(IConfiguration configuration) => Exports(configuration) || configuration.GetValue<bool>("Practice:Tracing");

    private static bool IsWatching(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments(Scraping.Path);

    private static bool Exports(IConfiguration configuration) => Collectors.Of(configuration).Any();
}
