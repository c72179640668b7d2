namespace Practice.Reliability.History;

/// <summary>
/// Whether a history of reads and acknowledged writes could have come from owners that do one thing at a time, each within the time
/// between its question and its answer (strict serializability, per stream).
/// </summary>
/// <remarks>
/// A graph of who must come before whom: changes in the order of their stream, a reader after the change it saw and before the next
/// one of the same item, a client's acts in their order, and what was answered before what was asked later. A cycle is an anomaly;
/// so is a version or a title that no durable change wrote. All edges are sound, so a correct system shows none.
/// </remarks>
internal static class HistoryCheck
{
    public static List<string> Anomalies(IReadOnlyList<Act> acts, IReadOnlyList<DurableChange> changes)
    {
        var streams = new Streams(changes);
        var found = new List<string>();
        var nodes = new int[acts.Count];
        for (var n = 0; n < acts.Count; n++)
            nodes[n] = NodeOf(acts[n], changes.Count + n, streams, found);
        found.AddRange(WrongTitles(acts, streams));

        var graph = new Graph(changes.Count + acts.Count, node => node < changes.Count
            ? $"change {changes[node].First}–{changes[node].Last} of {changes[node].Stream}"
            : acts[node - changes.Count].ToString());
        foreach (var (before, after) in streams.Neighbours)
            graph.Add(before, after, "precedes");
        AddReads(acts, nodes, streams, graph);
        if (graph.Cycle() is { } ofData)
            return [.. found, ofData];
        foreach (var session in Enumerable.Range(0, acts.Count).GroupBy(n => acts[n].Client))
            foreach (var (before, after) in session.OrderBy(n => acts[n].Start).Pairs())
                graph.Add(nodes[before], nodes[after], "same client, later");
        if (graph.Cycle() is { } ofSessions)
            return [.. found, ofSessions];
        foreach (var stream in Enumerable.Range(0, acts.Count).GroupBy(n => Streams.StreamOf(ItemOf(acts[n]))))
            AddTime(acts, nodes, [.. stream], graph);
        return graph.Cycle() is { } ofTime ? [.. found, ofTime] : found;
    }

    private static string ItemOf(Act act) => act.Wrote?.Item ?? act.Read[0].Item;

    // An acknowledged write is its change; a read stands for itself.
    private static int NodeOf(Act act, int own, Streams streams, List<string> found)
    {
        foreach (var seen in act.Read)
            if (streams.Of(Streams.StreamOf(seen.Item), seen.Version) < 0)
                found.Add($"{act}: version {seen.Version} of {seen.Item} was never durable");
        if (act.Wrote is not { } wrote)
            return own;
        var change = streams.Of(Streams.StreamOf(wrote.Item), wrote.Version);
        if (change < 0)
            found.Add($"{act}: the acknowledged write is lost");
        return change < 0 ? own : change;
    }

    private static void AddReads(IReadOnlyList<Act> acts, int[] nodes, Streams streams, Graph graph)
    {
        // What touched an item: its events, and every version that anybody saw.
        var touched = new Dictionary<string, SortedSet<(long First, int Change)>>(StringComparer.Ordinal);
        for (var n = 0; n < streams.Changes.Count; n++)
            foreach (var item in streams.Changes[n].Items)
                Touch(item, n);
        foreach (var seen in acts.SelectMany(act => act.Wrote is { } wrote ? act.Read.Add(wrote) : act.Read))
            if (streams.Of(Streams.StreamOf(seen.Item), seen.Version) is >= 0 and var change)
                Touch(seen.Item, change);

        for (var n = 0; n < acts.Count; n++)
            foreach (var seen in acts[n].Read)
            {
                var saw = streams.Of(Streams.StreamOf(seen.Item), seen.Version);
                if (saw < 0)
                    continue;
                graph.Add(saw, nodes[n], $"was seen ({seen.Item} @ {seen.Version}) by");
                var line = touched[seen.Item];
                var next = line.GetViewBetween((streams.Changes[saw].Last + 1, 0), (long.MaxValue, int.MaxValue)).FirstOrDefault((-1, -1));
                if (next.Change >= 0)
                    graph.Add(nodes[n], next.Change, $"saw {seen.Item} @ {seen.Version} before");
            }

        void Touch(string item, int change) =>
            (touched.TryGetValue(item, out var line) ? line : touched[item] = []).Add((streams.Changes[change].First, change));
    }

    // Of what had been answered when an act was asked, only what no other such act comes after: the rest follows.
    private static void AddTime(IReadOnlyList<Act> acts, int[] nodes, List<int> line, Graph graph)
    {
        var byEnd = line.OrderBy(n => acts[n].End).ToList();
        foreach (var n in line)
        {
            var latest = long.MinValue;
            var at = ~byEnd.BinarySearch(-1, Comparer<int>.Create((x, _) => acts[x].End < acts[n].Start ? -1 : 1)) - 1;
            for (; at >= 0 && acts[byEnd[at]].End >= latest; at--)
            {
                graph.Add(nodes[byEnd[at]], nodes[n], "was answered before");
                latest = Math.Max(latest, acts[byEnd[at]].Start);
            }
        }
    }

    // The words of an item are those of the last edit, where that edit was acknowledged and its words are known.
    private static IEnumerable<string> WrongTitles(IReadOnlyList<Act> acts, Streams streams)
    {
        var edits = new Dictionary<string, SortedDictionary<long, int>>(StringComparer.Ordinal);
        for (var n = 0; n < streams.Changes.Count; n++)
            foreach (var item in streams.Changes[n].Edited)
                (edits.TryGetValue(item, out var line) ? line : edits[item] = [])[streams.Changes[n].First] = n;
        var titles = new Dictionary<(string, int), string>();
        foreach (var act in acts)
            if (act.Wrote is { Title: { } title } wrote && streams.Of(Streams.StreamOf(wrote.Item), wrote.Version) is >= 0 and var change)
                titles[(wrote.Item, change)] = title;
        foreach (var act in acts.Where(act => act.Wrote is null))
            foreach (var seen in act.Read)
                if (seen.Title is not null && edits.TryGetValue(seen.Item, out var line)
                    && line.LastOrDefault(edit => edit.Key <= seen.Version) is { Key: > 0 } last
                    && titles.TryGetValue((seen.Item, last.Value), out var title) && title != seen.Title)
                    yield return $"{act}: shows the words '{seen.Title}' of {seen.Item}, which then had '{title}'";
    }

    private static IEnumerable<(int Before, int After)> Pairs(this IEnumerable<int> line)
    {
        int? before = null;
        foreach (var after in line)
        {
            if (before is { } known)
                yield return (known, after);
            before = after;
        }
    }
}
