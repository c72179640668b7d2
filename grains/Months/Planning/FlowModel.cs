namespace Practice.Months.Planning;

/// <summary>
/// The month as a flow of units of time (a helper in a slot): from needs, up the tree of places, to teams and their weeks.
/// </summary>
/// <remarks>
/// A relaxation, so that its optimum is a bound for every plan: slots are taken together in buckets, and a need's units may be split among
/// teams. Needs of the same kind, window, place and weight are one supply; needs of the same kind and window share one copy of the tree
/// above them. A unit pays a hop for each step up; at each unit between a team's place and its reach the team can be entered, for the steps
/// down from there and the team's own price. The cheapest way to a team is then the way through the lowest common ancestor, whose price is
/// <see cref="PlanScore.Total"/>: arcs grow with needs plus teams, not with their product, and no eligible pair is left out.
/// </remarks>
internal sealed class FlowModel
{
    private readonly Candidates _given;
    private readonly FlowGraph _graph = new();
    private readonly int _sink;
    private readonly long _total;
    private readonly Dictionary<(int Kind, int Window, string Path), int> _places = [];
    private readonly Dictionary<(int Kind, int Window, string Path, int Weight), Supply> _supplies = [];
    private readonly Dictionary<(int Team, int Bucket), int> _weeks = [];
    private readonly Dictionary<(int Team, int Window), int> _windows = [];
    private readonly Dictionary<(int Kind, string Path), List<int>> _entries = [];
    private readonly Dictionary<(int Kind, string Path), List<int>> _ownUnitOnly = [];
    private readonly HashSet<int> _kinds = [];
    private readonly List<List<int>> _out = [];
    private readonly Dictionary<int, int> _teamOf = [];
    private long[] _left = [];

    public FlowModel(Candidates given, CancellationToken cancellation)
    {
        _given = given;
        _sink = Node();
        _total = given.Needs.Sum(n => (long)n.Demand);
        foreach (var need in given.Order())
        {
            cancellation.ThrowIfCancellationRequested();
            SupplyOf(need).Needs.Add(need);
        }
        foreach (var supply in _supplies.Values)
        {
            var demand = supply.Needs.Sum(n => (long)given.Needs[n].Demand);
            _graph.Supply(supply.Node, demand);
            supply.Unserved = Arc(supply.Node, _sink, demand, (long)given.Needs[supply.Needs[0]].Weight * given.Options.UnservedCost);
        }
        _graph.Supply(_sink, -_total);
    }

    /// <summary>Solves the model and proves the optimum. The solver itself cannot be interrupted.</summary>
    public FlowCertificate Solve(CancellationToken cancellation)
    {
        _graph.Solve();
        cancellation.ThrowIfCancellationRequested();
        _left = [.. Enumerable.Range(0, _graph.Arcs).Select(_graph.Flow)];
        return _graph.Certify(_total, _supplies.Values.Sum(s => _left[s.Unserved]), cancellation);
    }

    /// <summary>The teams that the flow gives each need, those with most of it first. A need that it leaves unserved has none.</summary>
    public int[][] Teams()
    {
        var teams = new int[_given.Needs.Length][];
        foreach (var supply in _supplies.Values)
            foreach (var need in supply.Needs)
            {
                var units = new Dictionary<int, long>();
                for (long left = _given.Needs[need].Demand; left > 0;)
                {
                    var (team, amount) = Walk(supply, left);
                    left -= amount;
                    if (team >= 0)
                        units[team] = units.GetValueOrDefault(team) + amount;
                }
                teams[need] = [.. units.OrderByDescending(u => u.Value).ThenBy(u => u.Key).Select(u => u.Key)];
            }
        return teams;
    }

    // Takes one path of the flow, up to an amount, from a supply to a team, or to the sink where it is unserved (-1).
    private (int Team, long Amount) Walk(Supply supply, long amount)
    {
        var path = new List<int>();
        var node = supply.Node;
        var team = -1;
        while (node != _sink && !_teamOf.TryGetValue(node, out team))
        {
            var arc = _out[node].Where(a => _left[a] > 0 && a != supply.Unserved).DefaultIfEmpty(supply.Unserved).First();
            path.Add(arc);
            amount = Math.Min(amount, _left[arc]);
            node = _graph.Head(arc);
        }
        foreach (var arc in path)
            _left[arc] -= amount;
        return (node == _sink ? -1 : team, amount);
    }

    private Supply SupplyOf(int need)
    {
        var (kind, window, path) = (_given.Kind(need), WindowOf(need), _given.Needs[need].Path);
        var key = (kind, window, path, _given.Needs[need].Weight);
        if (_supplies.TryGetValue(key, out var supply))
            return supply;

        Register(need);
        supply = new Supply(Node());
        _supplies[key] = supply;
        if (window < 0)
            return supply;
        Arc(supply.Node, Place(kind, window, path), _total, 0);
        foreach (var team in _ownUnitOnly.GetValueOrDefault((kind, path)) ?? [])
            Enter(supply.Node, team, window, path);
        return supply;
    }

    // Where each team of the need's kind can be entered, once a kind.
    private void Register(int need)
    {
        var kind = _given.Kind(need);
        if (!_kinds.Add(kind))
            return;
        foreach (var index in _given.InField(need))
        {
            var team = _given.Teams[index];
            if (_given.Needs[need].Skills.Any(s => !team.Skills.Contains(s)))
                continue;
            if (!team.Reach.Below)
                Listed(_ownUnitOnly, (kind, team.Reach.Path)).Add(index);
            else if (!PlanPath.IsWithin(team.Path, team.Reach.Path))
                Listed(_entries, (kind, team.Reach.Path)).Add(index);
            else
                for (var at = team.Path; at is not null && PlanPath.IsWithin(at, team.Reach.Path); at = PlanPath.Above(at))
                    Listed(_entries, (kind, at)).Add(index);
        }
    }

    private int Place(int kind, int window, string path)
    {
        if (_places.TryGetValue((kind, window, path), out var node))
            return node;
        _places[(kind, window, path)] = node = Node();
        foreach (var team in _entries.GetValueOrDefault((kind, path)) ?? [])
            Enter(node, team, window, path);
        if (PlanPath.Above(path) is { } above)
            Arc(node, Place(kind, window, above), _total, _given.Options.HopCost);
        return node;
    }

    private void Enter(int from, int team, int window, string path)
    {
        var node = TeamIn(team, window);
        if (node < 0)
            return;
        var at = _given.Teams[team];
        var score = PlanScore.Of(new PlanNeed("", "", [], 1, 1, 0, 0, 1, path), at, _given.Options);
        Arc(from, node, _total, score.Total);
    }

    // A team within a window: one node, then its weeks, so that arcs into teams do not multiply by weeks.
    private int TeamIn(int team, int window)
    {
        if (_windows.TryGetValue((team, window), out var node))
            return node;
        var (first, last) = (window >> 16, window & 0xFFFF);
        var weeks = Enumerable.Range(first, last - first + 1).Select(b => Week(team, b)).Where(w => w >= 0).ToArray();
        node = weeks is [var only] ? only : -1;
        if (weeks.Length > 1)
        {
            node = Node();
            foreach (var week in weeks)
                Arc(node, week, _total, 0);
        }
        if (node >= 0)
            _teamOf[node] = team;
        _windows[(team, window)] = node;
        return node;
    }

    private int Week(int team, int bucket)
    {
        if (_weeks.TryGetValue((team, bucket), out var node))
            return node;
        var size = _given.Options.BucketSlots;
        var free = _given.Teams[team].Free;
        long capacity = 0;
        for (var slot = bucket * size; slot < (bucket + 1) * size && slot < free.Length; slot++)
            capacity += free[slot];
        node = -1;
        if (capacity > 0)
        {
            node = Node();
            Arc(node, _sink, capacity, 0);
        }
        return _weeks[(team, bucket)] = node;
    }

    private int WindowOf(int need)
    {
        var (first, last) = _given.Window(need);
        return last < first ? -1 : ((first / _given.Options.BucketSlots) << 16) | (last / _given.Options.BucketSlots);
    }

    private int Node()
    {
        _out.Add([]);
        return _graph.AddNode();
    }

    private int Arc(int tail, int head, long capacity, long cost)
    {
        var arc = _graph.AddArc(tail, head, capacity, cost);
        _out[tail].Add(arc);
        return arc;
    }

    private static List<int> Listed(Dictionary<(int, string), List<int>> lists, (int, string) key) =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private sealed class Supply(int node)
    {
        public int Node { get; } = node;

        public List<int> Needs { get; } = [];

        public int Unserved { get; set; }
    }
}
