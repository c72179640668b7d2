using System.Globalization;

namespace Practice.Benchmarks;

/// <summary>CPU time (user and system) of processes and what they started, as Linux counts it in <c>/proc</c>, in seconds.</summary>
internal static class Meter
{
    private const double Tick = 0.01;

    /// <summary>Of this process alone.</summary>
    public static double Own() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Of a process and all its descendants, living and dead.</summary>
    public static double Tree(int root)
    {
        var processes = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(Read).OfType<Entry>().ToList();
        var children = processes.ToLookup(p => p.Parent);
        return processes.Where(p => p.Id == root).Sum(Sum);

        double Sum(Entry process) => process.Seconds + children[process.Id].Sum(Sum);
    }

    /// <summary>Of everything this process has started, but for some.</summary>
    public static double Started(params IEnumerable<int> but) => Tree(Environment.ProcessId) - TreeOnly(Environment.ProcessId) - but.Sum(Tree);

    /// <summary>Resident memory of a process, in megabytes.</summary>
    public static double Memory(int id) => Status(id, "VmRSS:");

    /// <summary>The most that it has been.</summary>
    public static double PeakMemory(int id) => Status(id, "VmHWM:");

    private static double Status(int id, string line)
    {
        var text = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith(line, StringComparison.Ordinal))[line.Length..];
        return double.Parse(text.Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private static double TreeOnly(int id) => Read(id.ToString(CultureInfo.InvariantCulture))!.Alone;

    private static Entry? Read(string? name)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{name}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new(int.Parse(name!, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));

            double Ticks(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture) * Tick;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended meanwhile.
        }
    }

    /// <param name="Reaped">Of its dead children.</param>
    private sealed record Entry(int Id, int Parent, double Alone, double Reaped)
    {
        public double Seconds => Alone + Reaped;
    }
}

/// <summary>What was measured in several rounds, by name.</summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, List<double>> _values = [];

    public void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out var list))
            _values[name] = list = [];
        list.Add(value);
    }

    public double Median(string name) => _values[name].Order().ElementAt(_values[name].Count / 2);

    /// <summary>Median over the rounds of one value by another of the same round: what slows a whole round does not show.</summary>
    public double Ratio(string above, string below)
    {
        var ratios = _values[above].Zip(_values[below], (a, b) => a / b).Order().ToList();
        return ratios[ratios.Count / 2];
    }
}

/// <summary>How a result is printed: the figure, its goal, what bounds it. What was printed can be printed again as one table.</summary>
internal static class Report
{
    private static readonly List<string> Table = [];

    /// <summary>Whether goals are judged: a run of seconds shows that it runs, not how fast.</summary>
    public static bool Judges { get; set; } = true;

    public static void Line(string what, double value, string unit, string bound)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-64} {value,9:F1} {unit,-12} bound by {bound}"));
        Table.Add(string.Create(CultureInfo.InvariantCulture, $"| {what.Trim()} | – | {Figure(value)} {unit} | {bound} |"));
    }

    public static void AtLeast(string what, double ratio, double goal) => Goal(what, ratio, goal, ratio >= goal, ">=");

    public static void AtMost(string what, double ratio, double goal) => Goal(what, ratio, goal, ratio <= goal, "<=");

    /// <summary>How busy the machine is with everything: a ratio of one run means little where others took most of it.</summary>
    public static void Machine() => Console.WriteLine($"{Environment.ProcessorCount} cores, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {DateLine()}");

    /// <summary>Everything so far, as Markdown.</summary>
    public static void All()
    {
        Console.WriteLine("\n| what | goal | measured | bounded by |\n|---|---|---|---|");
        foreach (var line in Table)
            Console.WriteLine(line);
    }

    private static string DateLine() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static void Goal(string what, double ratio, double goal, bool met, string sign)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-64} {ratio,9:F2} {"",-12} goal {sign} {goal:F2}: {(!Judges ? "not judged" : met ? "met" : "MISSED")}"));
        var figure = string.Create(CultureInfo.InvariantCulture, $"{ratio:F2}");
        Table.Add(string.Create(CultureInfo.InvariantCulture, $"| {what.Trim()} | {(sign == ">=" ? "≥" : "≤")} {goal} | {(met ? figure : $"**{figure}, missed**")} | |"));
    }

    private static string Figure(double value) => value.ToString(value switch { >= 100 => "N0", >= 10 => "F1", _ => "F2" }, CultureInfo.InvariantCulture);
}
