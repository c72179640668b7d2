using System.Diagnostics.Metrics;
using Practice.Telemetry;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Practice.Gateway.Edge;

/// <summary>Meter <c>Practice.Edge</c>: who was turned away for asking too much, and what did not get through.</summary>
internal sealed class EdgeInstruments : IDisposable
{
    private readonly Meter _meter = new("Practice.Edge");
    private readonly ClosedCounter _refusals, _failures;

    public EdgeInstruments(IProxyStateLookup proxy)
    {
        _refusals = new(_meter, "practice.edge.refusals", "{request}", "Requests past a rate limit, by the limit.", ("limit", ["token", "code", "account", "address", "progress", "public"]));
        _failures = new(_meter, "practice.edge.upstream.failures", "{request}", "Requests passed on that got no answer.",
            ("cluster", [Proxy.Silos, Proxy.Web]), ("error", Enum.GetNames<ForwarderError>().Where(name => name != nameof(ForwarderError.None))));
        _meter.CreateObservableGauge("practice.edge.destinations", () => Destinations(proxy), "{destination}", "Places behind the gateway, by whether they answer.");
    }

    public void Refused(string limit) => _refusals.Add(limit);

    public void Failed(string cluster, ForwarderError error) => _failures.Add(cluster, error.ToString());

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Destinations(IProxyStateLookup proxy)
    {
        foreach (var cluster in proxy.GetClusters())
        {
            // Where nobody is well, the proxy tries all of them: its own list of the available would show none missing.
            var (all, available) = (cluster.DestinationsState.AllDestinations.Count, cluster.DestinationsState.AllDestinations.Count(IsWell));
            yield return new(available, new("cluster", cluster.ClusterId), new("state", "available"));
            yield return new(all - available, new("cluster", cluster.ClusterId), new("state", "unavailable"));
        }
    }

    private static bool IsWell(DestinationState destination) =>
        destination.Health.Active != DestinationHealth.Unhealthy && destination.Health.Passive != DestinationHealth.Unhealthy;
}
