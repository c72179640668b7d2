using System.Net;
using System.Net.Sockets;

namespace Practice.Tests.Support;

/// <summary>A loopback port that nobody listens on now.</summary>
/// <remarks>
/// Below the ports that systems give to outgoing connections (Linux: 32768 and up): one of those may be taken between asking and listening.
/// Each port is given out once in a long while, and processes begin at different ones.
/// </remarks>
internal static class FreePort
{
    private const int First = 20_000, Many = 12_000;
    private static int _next = Environment.ProcessId * 97 % Many;

    public static int Next()
    {
        for (var tried = 0; tried < Many; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Many);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next, then.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
