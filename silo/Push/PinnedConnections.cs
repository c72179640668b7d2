using System.Net;
using System.Net.Sockets;
using Practice.Push;
using Practice.Silo.Hosting;

namespace Practice.Silo.Push;

/// <summary>
/// The way out to targets that somebody else has named. A name is resolved once, every address is judged, and the connection goes to the
/// very addresses that were judged: a name that answers differently the second time leads nowhere.
/// </summary>
internal static class PinnedConnections
{
    private const int MostAddresses = 4;

    public static SocketsHttpHandler Handler(PushSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        MaxConnectionsPerServer = 8,
        ConnectTimeout = settings.Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellation) => Connect(context.DnsEndPoint, settings, cancellation),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint target, PushSettings settings, CancellationToken cancellation)
    {
        var found = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = found.Where(address => PublicAddresses.Contain(address) || settings.IsInside(new(address, target.Port))).Take(MostAddresses).ToArray();
        if (allowed.Length == 0 || allowed.Length < Math.Min(found.Length, MostAddresses))
            throw new InsideAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A target resolves to an address that is not public and that nobody has allowed.</summary>
internal sealed class InsideAddressException() : Exception("The target resolves to an address that is not public.");
