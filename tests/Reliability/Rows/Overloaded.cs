using System.Diagnostics;
using System.Globalization;

namespace Practice.Reliability;

/// <summary>
/// Five times the load that the system can take. The generator has the first core to itself in both runs, the system the others: what
/// is measured is what the system makes of it.
/// </summary>
internal sealed class Overloaded : IRow
{
    private const int Connections = 64;
    private const double Times = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public string Verb => "overload";

    public string Goal => "five times the load it can take: goodput at least 80 % of the peak, refused only with 429 and 503, nobody without an answer";

    public string Control => "without the limit of calls under way the same load is not answered so";

    public async Task Run(Trial trial)
    {
        if (Environment.ProcessorCount < 2)
        {
            trial.Is("two cores, to tell the generator from the system", false);
            return;
        }

        var length = trial.Long ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(8);
        await Pin(Environment.ProcessId, string.Create(CultureInfo.InvariantCulture, $"1-{Environment.ProcessorCount - 1}"));
        try
        {
            var (peak, flooded) = await Measure(length);
            Trial.Figure("peak, closed loop, 64 connections", peak["good"] / peak["seconds"], "1/s");
            Trial.Figure("offered", flooded["sent"] / flooded["seconds"], "1/s");
            Trial.Figure("  of the peak", flooded["sent"] / flooded["seconds"] / (peak["good"] / peak["seconds"]), "times");
            Trial.Figure("  refused with 429 or 503", flooded["busy"]);
            trial.AtLeast("offered, in peaks", flooded["sent"] / flooded["seconds"] / (peak["good"] / peak["seconds"]), Times * 0.9);
            trial.AtLeast("goodput, of the peak", Ratio(peak, flooded) * 100, 80, "%");
            trial.AtMost("answered too late to be of use", flooded["late"], 0);
            trial.AtMost("refused otherwise", flooded["other"], 0);
            trial.AtMost("not answered", flooded["none"], 0);

            var (freePeak, free) = await Measure(length, ("Practice__Limits__UnderWay", "0"));
            Trial.Figure("control: goodput without the limit", Ratio(freePeak, free) * 100, "%");
            Trial.Figure("control: late or not answered", free["late"] + free["none"]);
            trial.Caught("without the limit", Ratio(freePeak, free) < 0.8 || free["late"] + free["none"] > 0);
        }
        finally
        {
            await Pin(Environment.ProcessId, string.Create(CultureInfo.InvariantCulture, $"0-{Environment.ProcessorCount - 1}"));
        }
    }

    private static double Ratio(Dictionary<string, double> peak, Dictionary<string, double> flooded) => flooded["good"] / flooded["seconds"] / (peak["good"] / peak["seconds"]);

    private static async Task<(Dictionary<string, double> Peak, Dictionary<string, double> Flooded)> Measure(TimeSpan length, params (string, string)[] settings)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 1, Gateways = 1, Settings = settings });

        // Both kinds of load first: a refusal that the just-in-time compiler has not seen costs several times what it costs later.
        var warm = await Generate(cluster, 0, WarmUp);
        await Generate(cluster, Times * warm["good"] / warm["seconds"], WarmUp);
        var peak = await Generate(cluster, 0, length);
        var flooded = await Generate(cluster, Times * peak["good"] / peak["seconds"], length);
        return (peak, flooded);
    }

    private static async Task<Dictionary<string, double>> Generate(Cluster cluster, double rate, TimeSpan length)
    {
        var gateway = cluster.Gateways[0].Address;
        var start = new ProcessStartInfo("taskset",
        [
            "-c", "0", "dotnet", typeof(Flood).Assembly.Location, Flood.Verb, gateway, string.Join(',', cluster.Stations),
            Text(rate), Text(Connections), Text(length.TotalSeconds),
        ]) { RedirectStandardOutput = true };
        start.Environment[Flood.Token] = (await cluster.Token(new Uri(gateway))).Parameter;
        start.Environment["DOTNET_gcServer"] = "0";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var counts = said.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        foreach (var name in new[] { "good", "late", "after", "busy", "other", "none" })
            counts.TryAdd(name, 0);
        return counts;
    }

    private static string Text(double number) => ((int)Math.Ceiling(number)).ToString(CultureInfo.InvariantCulture);

    private static async Task Pin(int process, string cores)
    {
        using var pin = Process.Start(new ProcessStartInfo("taskset", ["-acp", cores, process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        await pin.WaitForExitAsync();
    }
}
