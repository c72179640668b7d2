using System.Globalization;
using Practice.Benchmarks.Baseline;

namespace Practice.Benchmarks.Scale;

/// <summary>The verbs of a whole city, one by one or all of them with their table.</summary>
internal static class CityBenchmarks
{
    private const int ManyStations = 100_000, FewStations = 400;

    /// <summary>The last word of a run that shows only that the verb runs.</summary>
    private const string Quick = "--quick";

    /// <summary>What a verb with its options runs; null = that is no such verb.</summary>
    public static Func<Task>? Read(string[] arguments)
    {
        var quick = arguments is [.., Quick];
        Report.Judges = !quick;
        var (size, many) = quick ? (BenchmarkSize.Smoke, FewStations) : (BenchmarkSize.Default, ManyStations);
        return arguments[..^(quick ? 1 : 0)] switch
        {
            ["baseline"] => () => BaselineBenchmark.Run(size),
            ["board"] => () => BoardBenchmark.Run(size, many),
            ["board", var stations] when int.TryParse(stations, CultureInfo.InvariantCulture, out var number) => () => BoardBenchmark.Run(size, number),
            ["growth"] => () => GrowthBenchmark.Run(size),
            ["country"] => () => CountryBenchmark.Run(size, null),
            ["country", "--villages", var file] => () => CountryBenchmark.Run(size, file),
            ["units"] => () => UnitsBenchmark.Run(size),
            ["chains"] => () => ChainBenchmark.Run(size),
            ["publish"] => () => PublicationBenchmark.Run(size),
            ["day"] => () => DayBenchmark.Run(size),
            ["scale"] => () => All(size, many, null),
            ["scale", "--villages", var file] => () => All(size, many, file),
            _ => null,
        };
    }

    private static async Task All(BenchmarkSize size, int stations, string? villages)
    {
        await BaselineBenchmark.Run(size);
        await BoardBenchmark.Run(size, stations);
        await GrowthBenchmark.Run(size);
        await CountryBenchmark.Run(size, villages);
        await UnitsBenchmark.Run(size);
        await ChainBenchmark.Run(size);
        await PublicationBenchmark.Run(size);
        await DayBenchmark.Run(size);
        Report.All();
    }
}
