using System.Diagnostics;

namespace Practice.Benchmarks.Product;

/// <summary>Verb <c>station</c>: needs submitted to one unit's grain by 512 callers at once, against the same by one caller.</summary>
internal static class StationBenchmark
{
    private const int Callers = 512;
    private const int WarmUps = 4;
    private const int Number = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public static async Task Run()
    {
        Report.Machine();
        await using var network = await ProductNetwork.Start();
        var rounds = new Rounds();
        for (var round = 0; round < WarmUps + Number; round++)
        {
            var many = await Rate(network, Callers);
            var one = await Rate(network, 1);
            if (round < WarmUps)
                continue; // The just-in-time compiler.
            rounds.Add("many", many.Rate);
            rounds.Add("one", one.Rate);
            rounds.Add("cpu", many.Cpu * 1e6);
        }

        Report.Line("one station, 512 callers", rounds.Median("many"), "needs/s", "the unit's turns and the rows' JSON: one core");
        Report.Line("one station, one caller", rounds.Median("one"), "needs/s", "the latency of one commit");
        Report.Line("CPU of this process a need, 512 callers", rounds.Median("cpu"), "us", "rules, JSON, the driver");
        Report.AtLeast("512 callers / one caller", rounds.Ratio("many", "one"), 15);
        Report.Machine();
    }

    private static async Task<(double Rate, double Cpu)> Rate(ProductNetwork network, int callers)
    {
        var needs = network.Needs(await network.Station());
        var (since, cpu) = (Stopwatch.StartNew(), Meter.Own());
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; since.Elapsed < Length; count++)
                if ((await needs.Submit(ProductNetwork.Operation(), SampleNeed.Command())).Refusal is { } refusal)
                    throw new InvalidOperationException(refusal.Message);
            return count;
        })));
        return (counts.Sum() / since.Elapsed.TotalSeconds, (Meter.Own() - cpu) / counts.Sum());
    }
}
