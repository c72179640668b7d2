using System.Text;

namespace Practice.Reliability.History;

/// <summary>Who must come before whom, and why.</summary>
internal sealed class Graph(int nodes, Func<int, string> name)
{
    private readonly List<(int To, string Why)>[] _edges = [.. Enumerable.Range(0, nodes).Select(_ => new List<(int, string)>())];

    public void Add(int from, int to, string why)
    {
        if (from != to)
            _edges[from].Add((to, why));
    }

    /// <summary>A short cycle in words; null = there is none.</summary>
    public string? Cycle()
    {
        var remaining = Peeled();
        if (remaining.Count == 0)
            return null;
        List<(int Node, string Why)>? shortest = null;
        foreach (var start in remaining.Take(2000))
            if (Around(start, remaining) is { } way && (shortest is null || way.Count < shortest.Count))
                shortest = way;
        return Told(shortest!);
    }

    // What remains when all that nothing precedes, and all that precedes nothing, is taken away again and again: it holds every cycle.
    private HashSet<int> Peeled()
    {
        var (before, after) = (new int[_edges.Length], new List<int>[_edges.Length]);
        for (var n = 0; n < _edges.Length; n++)
            after[n] = [];
        for (var n = 0; n < _edges.Length; n++)
            foreach (var (to, _) in _edges[n])
            {
                before[to]++;
                after[to].Add(n);
            }

        var behind = _edges.Select(edges => edges.Count).ToArray();
        var remaining = Enumerable.Range(0, _edges.Length).ToHashSet();
        var free = new Queue<int>(remaining.Where(n => before[n] == 0 || behind[n] == 0));
        while (free.TryDequeue(out var node))
        {
            if (!remaining.Remove(node))
                continue;
            foreach (var (to, _) in _edges[node])
                if (--before[to] == 0)
                    free.Enqueue(to);
            foreach (var from in after[node])
                if (--behind[from] == 0)
                    free.Enqueue(from);
        }

        return remaining;
    }

    private List<(int Node, string Why)>? Around(int start, HashSet<int> within)
    {
        var came = new Dictionary<int, (int From, string Why)>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
            foreach (var (to, why) in _edges[node])
            {
                if (!within.Contains(to) || came.ContainsKey(to))
                    continue;
                came[to] = (node, why);
                if (to == start)
                    return Back(start, came);
                queue.Enqueue(to);
            }

        return null;
    }

    private static List<(int Node, string Why)> Back(int start, Dictionary<int, (int From, string Why)> came)
    {
        var way = new List<(int, string)>();
        var node = start;
        do
        {
            var (from, why) = came[node];
            way.Insert(0, (from, why));
            node = from;
        }
        while (node != start);
        return way;
    }

    private string Told(List<(int Node, string Why)> way)
    {
        var told = new StringBuilder("a cycle: ");
        foreach (var (node, why) in way)
            told.Append('[').Append(name(node)).Append("] ").Append(why).Append(' ');
        return told.Append('[').Append(name(way[0].Node)).Append(']').ToString();
    }
}
