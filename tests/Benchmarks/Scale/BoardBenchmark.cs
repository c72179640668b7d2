using System.Globalization;
using Practice.Benchmarks.Edge;
using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>board [STATIONS]</c>: a board's latency at each level in a network of 100 stations and in one of 100,000, each station with a need
/// that waits, one that is promised and one that is done; two silos on one server, read in turn.
/// </summary>
internal static class BoardBenchmark
{
    private const int Few = 100;
    private const int Boards = 50;

    private static readonly Level[] Levels = [Level.City, Level.Centre, Level.Institute, Level.Station];

    public static async Task Run(BenchmarkSize size, int stations)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var mix = new NeedMix(1, 1, 1);
        await using var small = await RunningCity.Start(server, http, CityShape.Of(Few), mix);
        await using var large = await RunningCity.Start(server, http, CityShape.Of(stations), mix);
        var rounds = new Rounds();
        for (var round = -size.WarmUps; round < size.Rounds; round++)
            foreach (var level in Levels)
                foreach (var (name, city) in round % 2 == 0 ? new[] { ("few", small), ("many", large) } : [("many", large), ("few", small)])
                {
                    var paths = Some(city.Shape.Units(level)).Select(unit => $"/public/units/{unit}/board").ToArray();
                    var read = await city.Read(size.Length / 2.5, signed: false, paths);
                    if (round < 0)
                        continue; // The just-in-time compiler.
                    rounds.Add($"{name} {level}", read.Percentile(0.5));
                    rounds.Add($"{name} {level} p99", read.Percentile(0.99));
                }

        foreach (var level in Levels)
        {
            var word = Json.Name(level);
            Report.Line(Text($"board at level {word}, {small.Shape.Stations} stations, p50"), rounds.Median($"few {level}"), "ms", "one round trip of six statements, JSON");
            Report.Line(Text($"board at level {word}, {large.Shape.Stations} stations, p50 (p99 {rounds.Median($"many {level} p99"):F1})"), rounds.Median($"many {level}"), "ms", "the same");
            Report.AtMost(Text($"board at level {word}: {large.Shape.Stations} stations / {small.Shape.Stations}"), rounds.Ratio($"many {level}", $"few {level}"), 1.2);
        }

        Report.Machine();
    }

    /// <summary>Some units from everywhere in the network.</summary>
    public static IEnumerable<string> Some(string[] units) => units.Where((_, i) => i % Math.Max(1, units.Length / Boards) == 0).Take(Boards);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
