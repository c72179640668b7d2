using System.Net.Sockets;

namespace Practice.Hosting;

/// <summary>The collectors that the standard <c>OTEL_EXPORTER_OTLP_…ENDPOINT</c> settings name.</summary>
internal static class Collectors
{
    private static readonly string[] Settings =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    public static string Setting => Settings[0];

    /// <exception cref="SettingException">What is named is no address. One that nobody answers at is no reason not to start.</exception>
    public static IEnumerable<(string Setting, Uri Address)> Of(IConfiguration configuration)
    {
        foreach (var name in Settings)
            if (configuration[name] is { } text && !string.IsNullOrWhiteSpace(text))
                yield return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" }
                    ? (name, address)
                    : throw new SettingException(name, $"'{text}' is not an absolute http or https address: write http://collector:4317, or remove it.");
    }

    /// <summary>Whether somebody listens there.</summary>
    public static async Task<bool> Answers(Uri collector, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(collector.DnsSafeHost, collector.Port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
