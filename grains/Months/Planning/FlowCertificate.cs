using System.Globalization;

namespace Practice.Months.Planning;

/// <summary>The proof that a flow is an optimum of its model, made without the solver that found it.</summary>
/// <param name="Cost">The flow's cost, summed again from its arcs: a lower bound for every plan.</param>
/// <param name="DualCost">The bound that the potentials give; equal to the cost exactly when both are optimal.</param>
/// <param name="Demand">What the needs ask, in helpers × slots.</param>
/// <param name="Unserved">How much of it no team can take.</param>
/// <param name="Rounds">Bellman-Ford rounds until the potentials stood.</param>
/// <param name="ProvenOptimal">Whether the flow is balanced and within its capacities, no residual arc has a negative reduced cost, and both costs agree.</param>
public sealed record FlowCertificate(int Nodes, int Arcs, long Cost, long DualCost, long Demand, long Unserved, int Rounds, bool ProvenOptimal)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(ProvenOptimal ? "optimal" : "NOT PROVEN")}: cost {Cost}, dual {DualCost}, {Unserved} of {Demand} units unserved, {Nodes} nodes, {Arcs} arcs, {Rounds} rounds");
}
