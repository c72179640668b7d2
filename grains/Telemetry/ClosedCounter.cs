using System.Diagnostics.Metrics;

namespace Practice.Telemetry;

/// <summary>A counter over closed sets of tag values. Every combination is there from the start, at zero.</summary>
/// <remarks>
/// A series that appears with its first event hides that event from every rate, and a rule that names it cannot be checked before it
/// happens. A value outside its set is counted under <see cref="Other"/>. Adding costs two look-ups and an interlocked addition,
/// whether somebody listens or not.
/// </remarks>
internal sealed class ClosedCounter
{
    public const string Other = "other";

    // Of a counter with one tag. A second value here would be a second series of the same tag, and of two the later hides the first.
    private static readonly Dictionary<string, int> Only = new() { [""] = 0 };

    private readonly Dictionary<string, int> _first, _second;
    private readonly long[] _counts;
    private readonly KeyValuePair<string, object?>[][] _tags;

    public ClosedCounter(Meter meter, string name, string unit, string description, (string Name, IEnumerable<string> Values) tag)
        : this(meter, name, unit, description, tag, ("", []))
    {
    }

    public ClosedCounter(
        Meter meter, string name, string unit, string description, (string Name, IEnumerable<string> Values) first, (string Name, IEnumerable<string> Values) second)
    {
        (_first, _second) = (Index(first.Values), second.Name.Length == 0 ? Only : Index(second.Values));
        _counts = new long[_first.Count * _second.Count];
        _tags = new KeyValuePair<string, object?>[_counts.Length][];
        foreach (var (a, i) in _first)
            foreach (var (b, j) in _second)
                _tags[(i * _second.Count) + j] = second.Name.Length == 0 ? [new(first.Name, a)] : [new(first.Name, a), new(second.Name, b)];
        meter.CreateObservableCounter(name, Observe, unit, description);
    }

    public void Add(string value, long number = 1) => Add(value, "", number);

    public void Add(string first, string second, long number = 1) =>
        Interlocked.Add(ref _counts[(At(_first, first) * _second.Count) + At(_second, second)], number);

    private static int At(Dictionary<string, int> index, string value) => index.TryGetValue(value, out var at) ? at : index[Other];

    private static Dictionary<string, int> Index(IEnumerable<string> values) =>
        values.Append(Other).Distinct(StringComparer.Ordinal).Select((value, i) => (value, i)).ToDictionary(v => v.value, v => v.i, StringComparer.Ordinal);

    // What is outside the sets is shown once there is something.
    private IEnumerable<Measurement<long>> Observe()
    {
        for (var i = 0; i < _counts.Length; i++)
            if (Volatile.Read(ref _counts[i]) is var count && (count > 0 || !_tags[i].Any(tag => tag.Value is Other)))
                yield return new(count, _tags[i]);
    }
}
