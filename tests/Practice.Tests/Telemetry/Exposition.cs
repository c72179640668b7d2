using System.Text.RegularExpressions;

namespace Practice.Tests.Telemetry;

/// <summary>What a scrape shows: the series' names, each with the names of its labels.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);
    private readonly List<(string Series, double Value)> _samples = [];

    public IReadOnlyCollection<string> Names => _labels.Keys;

    public static Exposition Read(string text)
    {
        var exposition = new Exposition();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
            exposition.Add(Sample().Match(line));
        return exposition;
    }

    /// <summary>Every series with its labels' values.</summary>
    public IEnumerable<string> Values => _samples.Select(sample => sample.Series);

    public bool Has(string name) => _labels.ContainsKey(name);

    public IReadOnlySet<string> LabelsOf(string name) => _labels[name];

    /// <summary>The sum of a metric's series that have all these labels, as <c>name="value"</c>.</summary>
    public double Sum(string name, params string[] labels) => _samples
        .Where(sample => sample.Series.Split('{')[0] == name && labels.All(label => sample.Series.Contains(label, StringComparison.Ordinal)))
        .Sum(sample => sample.Value);

    private void Add(Match sample)
    {
        var name = sample.Groups["name"].Value;
        if (!_labels.TryGetValue(name, out var labels))
            _labels[name] = labels = new(StringComparer.Ordinal);
        labels.UnionWith(Label().Matches(sample.Groups["labels"].Value).Select(label => label.Groups["name"].Value));
        if (double.TryParse(sample.Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture, out var value))
            _samples.Add((name + sample.Groups["labels"].Value, value));
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{.*\})? (?<value>\S+)""")]
    private static partial Regex Sample();

    // A quote within a value is escaped, so this finds none of its text.
    [GeneratedRegex(@"(?<=[{,])(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=""")]
    private static partial Regex Label();
}
