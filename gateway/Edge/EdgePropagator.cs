using System.Diagnostics;

namespace Practice.Gateway.Edge;

/// <summary>Traces begin at the edge: what a client says of traces is not believed, what goes on inside is told.</summary>
/// <remarks>A client that could choose the trace's id and that it is recorded could flood the collector and mix its words into other people's traces.</remarks>
internal sealed class EdgePropagator : DistributedContextPropagator
{
    private static readonly DistributedContextPropagator Inside = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => Inside.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => Inside.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
