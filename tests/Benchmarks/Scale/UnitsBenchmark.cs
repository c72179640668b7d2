using System.Diagnostics;
using Practice.Benchmarks.Product;
using Practice.Shared;

namespace Practice.Benchmarks.Scale;

/// <summary>Verb <c>units</c>: units activated as fast as 64 callers ask, and the memory that each takes while nobody asks any more.</summary>
internal static class UnitsBenchmark
{
    private const int Callers = 64;

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        await using var network = await ProductNetwork.Start();
        var empty = new CityShape(1, 5, 20, size.Of(100, 2));
        await BulkNetwork.Write(network.Store, empty, NeedMix.None);
        await Awake(network, empty.Units(Level.Centre)); // The just-in-time compiler.
        var (seconds, cpu, each) = await Awake(network, empty.Units(Level.Station));
        Report.Line($"activation of {empty.Stations} units, {Callers} callers", empty.Stations / seconds, "units/s", "five reads a unit, one snapshot each; the grain's own making");
        Report.Line("  CPU of the silo a unit", cpu * 1e6 / empty.Stations, "us", "the driver, JSON, Orleans' activation");
        Report.Line("  memory of an idle unit without needs", each / 1024, "KB", "its own book; Orleans' activation");

        var busy = new CityShape(2, 5, 10, size.Of(20, 2));
        await BulkNetwork.Write(network.Store, busy, new(18, 2, 0));
        string[] stations = [.. busy.Units(Level.Station).Where(unit => !unit.StartsWith("3212", StringComparison.Ordinal))];
        var (_, _, full) = await Awake(network, stations);
        Report.Line("  memory of an idle unit with 20 open needs", full / 1024, "KB", "the needs as objects");
        Report.Machine();
    }

    private static async Task<(double Seconds, double Cpu, double Bytes)> Awake(ProductNetwork network, string[] units)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (since, cpu) = (Stopwatch.StartNew(), Meter.Own());
        await Parallel.ForEachAsync(units, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (unit, _) =>
        {
            if ((await network.Unit(unit).View()).Refusal is { } refusal)
                throw new InvalidOperationException(refusal.Message);
        });
        var (seconds, used) = (since.Elapsed.TotalSeconds, Meter.Own() - cpu);
        return (seconds, used, (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / units.Length);
    }
}
