using System.Net.Sockets;

namespace Practice.Hosting;

/// <summary>
/// Whether the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names can be reached. One that is away is no reason to take needs in no
/// more: <see cref="CollectorWatch"/> says so, unless <c>Practice:CollectorRequired</c> makes it one.
/// </summary>
internal sealed class CollectorCheck(IConfiguration configuration, ProcessSettings settings) : IPreparation
{
    private const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="SettingException">The address is none.</exception>
    public static Uri? Address(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingException(Setting, $"'{text}' is not an absolute http or https address: write http://collector:4317, or remove it.");
    }

    public async Task Prepare(CancellationToken cancellation)
    {
        if (!settings.CollectorRequired) return;
        if (Address(configuration) is not { } address)
            throw new SettingException(Setting, "Practice:CollectorRequired asks for a collector: name its address.");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(address.Host, address.Port, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new NotYetException($"a collector at {address} ({Reason(failure)})", Setting, "start it, name another, or do without Practice:CollectorRequired.");
        }
    }

    private static string Reason(Exception failure) => failure is SocketException ? failure.Message : "no answer";
}
