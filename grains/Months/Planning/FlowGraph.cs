using Google.OrTools.Graph;

namespace Practice.Months.Planning;

/// <summary>A network with supplies, capacities and costs, its minimum-cost flow, and the proof of it.</summary>
internal sealed class FlowGraph
{
    private readonly List<Arc> _arcs = [];
    private readonly List<long> _supply = [];
    private long[] _flow = [];

    public int Nodes => _supply.Count;

    public int Arcs => _arcs.Count;

    public int AddNode()
    {
        _supply.Add(0);
        return _supply.Count - 1;
    }

    public int AddArc(int tail, int head, long capacity, long cost)
    {
        _arcs.Add(new(tail, head, capacity, cost));
        return _arcs.Count - 1;
    }

    public void Supply(int node, long amount) => _supply[node] += amount;

    public long Flow(int arc) => _flow[arc];

    public int Head(int arc) => _arcs[arc].Head;

    /// <exception cref="InvalidOperationException">The solver found no flow, which a network with a way for all supply always has.</exception>
    public void Solve()
    {
        using var solver = new MinCostFlow(Nodes, Arcs);
        foreach (var arc in _arcs)
            solver.AddArcWithCapacityAndUnitCost(arc.Tail, arc.Head, arc.Capacity, arc.Cost);
        for (var node = 0; node < Nodes; node++)
            solver.SetNodeSupply(node, _supply[node]);
        var status = solver.Solve();
        if (status != MinCostFlowBase.Status.OPTIMAL)
            throw new InvalidOperationException($"The flow model has no solution: {status}.");

        _flow = new long[Arcs];
        for (var arc = 0; arc < _flow.Length; arc++)
            _flow[arc] = solver.Flow(arc);
    }

    /// <summary>Takes a flow, by arc, in place of the solver's: what is claimed is then certified or not.</summary>
    public void Claim(long[] flow) => _flow = flow;

    /// <summary>
    /// Proves the flow optimal by duality: potentials with no negative reduced cost on the residual network, found by Bellman-Ford, whose
    /// dual value equals the flow's cost. A flow that is not optimal has a negative cycle, and the rounds do not end by themselves.
    /// </summary>
    public FlowCertificate Certify(long demand, long unserved, CancellationToken cancellation)
    {
        var (potential, rounds, settled) = Potentials(cancellation);
        var balance = _supply.ToArray();
        long cost = 0, dual = 0;
        var within = true;
        for (var i = 0; i < _arcs.Count; i++)
        {
            var arc = _arcs[i];
            within &= _flow[i] >= 0 && _flow[i] <= arc.Capacity;
            balance[arc.Tail] -= _flow[i];
            balance[arc.Head] += _flow[i];
            cost += arc.Cost * _flow[i];
            dual += Math.Min(0, arc.Cost + potential[arc.Tail] - potential[arc.Head]) * arc.Capacity;
        }
        for (var node = 0; node < Nodes; node++)
            dual -= _supply[node] * potential[node];
        var proven = settled && within && cost == dual && Array.TrueForAll(balance, b => b == 0);
        return new(Nodes, Arcs, cost, dual, demand, unserved, rounds, proven);
    }

    private (long[] Potential, int Rounds, bool Settled) Potentials(CancellationToken cancellation)
    {
        var potential = new long[Nodes];
        for (var round = 1; round <= Nodes + 1; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var changed = false;
            for (var k = 0; k < _arcs.Count; k++)
            {
                // Forth and back in turn: a path that runs against the order of the arcs settles in one round too.
                var i = (round & 1) == 1 ? k : _arcs.Count - 1 - k;
                var arc = _arcs[i];
                if (_flow[i] < arc.Capacity && potential[arc.Tail] + arc.Cost < potential[arc.Head])
                {
                    potential[arc.Head] = potential[arc.Tail] + arc.Cost;
                    changed = true;
                }
                if (_flow[i] > 0 && potential[arc.Head] - arc.Cost < potential[arc.Tail])
                {
                    potential[arc.Tail] = potential[arc.Head] - arc.Cost;
                    changed = true;
                }
            }
            if (!changed)
                return (potential, round, true);
        }
        return (potential, Nodes + 1, false);
    }

    private readonly record struct Arc(int Tail, int Head, long Capacity, long Cost);
}
