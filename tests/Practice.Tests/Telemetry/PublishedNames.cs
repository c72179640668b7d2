using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace Practice.Tests.Telemetry;

/// <summary>The names by which Prometheus would know every instrument of this process, also of those that have nothing to show yet.</summary>
internal static partial class PublishedNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["By"] = "bytes", ["s"] = "seconds", ["ms"] = "milliseconds", ["bytes"] = "bytes", ["MB"] = "megabytes",
    };

    public static IReadOnlySet<string> Now()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.UnionWith(NamesOf(instrument)) };
        listener.Start();
        return names;
    }

    private static IEnumerable<string> NamesOf(Instrument instrument)
    {
        var name = Odd().Replace(instrument.Name, "_");
        if (Units.TryGetValue(instrument.Unit ?? "", out var unit) && !name.EndsWith(unit, StringComparison.Ordinal))
            name += "_" + unit;
        var kind = instrument.GetType().Name.Split('`')[0];
        return kind switch
        {
            "Histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            "Counter" or "ObservableCounter" => [name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total"],
            _ => [name],
        };
    }

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex Odd();
}
