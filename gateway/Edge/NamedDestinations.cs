using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Practice.Gateway.Edge;

/// <summary>
/// A destination with a name is one destination for each address that the name has, asked for again every few seconds: silos that come
/// and go behind a headless service are balanced and checked one by one. A name that cannot be resolved keeps the addresses it had.
/// </summary>
internal sealed partial class NamedDestinations(TimeProvider time, ILogger<NamedDestinations> logger) : IDestinationResolver
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, IPAddress[]> _known = [];

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>(destinations.Count);
        var named = false;
        foreach (var (id, destination) in destinations)
        {
            var address = new Uri(destination.Address);
            if (address.HostNameType != UriHostNameType.Dns || address.IsLoopback)
            {
                resolved[id] = destination;
                continue;
            }

            named = true;
            foreach (var ip in await Addresses(address.DnsSafeHost, cancellationToken))
                resolved[$"{id}@{ip}"] = destination with { Address = new UriBuilder(address) { Host = ip.ToString() }.Uri.ToString(), Host = destination.Host ?? address.Authority };
        }

        return new ResolvedDestinationCollection(resolved, named ? new CancellationChangeToken(new CancellationTokenSource(AskAgain, time).Token) : null);
    }

    private async Task<IPAddress[]> Addresses(string name, CancellationToken cancellation)
    {
        try
        {
            return Remember(name, await Dns.GetHostAddressesAsync(name, cancellation));
        }
        catch (SocketException unresolved)
        {
            LogUnresolved(name, unresolved.Message);
            lock (_known) return _known.GetValueOrDefault(name, []);
        }
    }

    private IPAddress[] Remember(string name, IPAddress[] addresses)
    {
        lock (_known) return _known[name] = addresses;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The name {Name} has no address now ({Reason}); the addresses it had stay")]
    private partial void LogUnresolved(string name, string reason);
}
