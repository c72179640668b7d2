using Microsoft.Extensions.Configuration.Memory;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Practice.Hosting;

/// <summary>
/// Traces, metrics and logs of a process. They leave it by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; one that
/// cannot be reached costs dropped batches and nothing else.
/// </summary>
internal static class Telemetry
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
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
    };

    /// <param name="service">The name of this kind of process, like <c>practice-silo</c>.</param>
    /// <remarks>Tracing without a reader costs and serves nobody: it is on with an exporter, or by <c>Practice:Tracing=true</c>.</remarks>
    public static WebApplicationBuilder AddPracticeTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        var export = Exports(builder.Configuration);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddMeter("Microsoft.Orleans", "Npgsql", "Practice.*"));

        if (IsTraced(builder.Configuration))
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.Request.Path.StartsWithSegments("/health"))
                .AddHttpClientInstrumentation()
                .AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage",
                    "Npgsql", "Practice.*"));

        if (export) OpenTelemetry.OpenTelemetryBuilderOtlpExporterExtensions.UseOtlpExporter(telemetry);
        return builder;
    }

    /// <summary>Whether somebody reads traces.</summary>
    public static bool IsTraced(IConfiguration configuration) => Exports(configuration) || configuration.GetValue<bool>("Practice:Tracing");

    private static bool Exports(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
}
