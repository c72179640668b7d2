namespace Practice.Reliability.History;

/// <summary>The durable changes, by stream and number.</summary>
internal sealed class Streams
{
    private readonly Dictionary<string, List<int>> _ofStream = [];

    public Streams(IReadOnlyList<DurableChange> changes)
    {
        Changes = changes;
        foreach (var group in Enumerable.Range(0, changes.Count).GroupBy(n => changes[n].Stream))
            _ofStream[group.Key] = [.. group.OrderBy(n => changes[n].First)];
    }

    public IReadOnlyList<DurableChange> Changes { get; }

    /// <summary>Pairs of neighbours in a stream, the earlier first.</summary>
    public IEnumerable<(int Before, int After)> Neighbours => _ofStream.Values.SelectMany(line => line.Zip(line.Skip(1)));

    /// <summary>The change that wrote a version; −1 = none that is durable.</summary>
    public int Of(string stream, long version)
    {
        if (!_ofStream.TryGetValue(stream, out var line))
            return -1;
        var (low, high) = (0, line.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var change = Changes[line[middle]];
            if (version < change.First)
                high = middle - 1;
            else if (version > change.Last)
                low = middle + 1;
            else
                return line[middle];
        }

        return -1;
    }

    /// <summary>An item's stream: its id names its owner.</summary>
    public static string StreamOf(string item) => "unit-" + item[..item.LastIndexOf('-')];
}
