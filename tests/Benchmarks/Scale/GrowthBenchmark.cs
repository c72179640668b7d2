using System.Globalization;
using Practice.Benchmarks.Edge;
using Practice.Benchmarks.Product;
using Practice.Shared;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>growth</c>: what commands and reads cost in a county of 100 stations with 1, 10 and 100 thousand open needs, and at one more
/// station that has as many all by itself; then in one county and in seven.
/// </summary>
internal static class GrowthBenchmark
{
    private const string County = "321201", Station = "321201001001", Crowded = "321201001999";
    private const int Writers = 16;

    private static readonly (string Name, string Path)[] Reads =
    [
        ("board of the county", $"/public/units/{County}/board"),
        ("needs of the county, newest", $"/needs?under={County}"),
        ("needs of the county, due first", $"/needs?under={County}&sort=due"),
        ("needs of the county, two words", $"/needs?under={County}&q={Uri.EscapeDataString("厨房 三楼")}"),
        ("needs of the county, overdue", $"/needs?under={County}&overdue=true&sort=due"),
        ("statistics of the county", $"/units/{County}/statistics"),
        ("need list of a station", $"/units/{Station}/lists/needs"),
        ("inbox of a station", $"/units/{Station}/inbox"),
        ("statistics of the crowded station", $"/units/{Crowded}/statistics"),
        ("need list of the crowded station", $"/units/{Crowded}/lists/needs"),
    ];

    private static int _next;

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        int[] numbers = size.Quick ? [100] : [1_000, 10_000, 100_000];
        var figures = new Dictionary<int, List<(string What, double Value)>>();
        foreach (var open in numbers)
            figures[open] = await InACounty(size, http, open);
        for (var i = 0; i < figures[numbers[0]].Count; i++)
        {
            var (what, least) = figures[numbers[0]][i];
            var all = string.Join(" / ", numbers.Select(n => figures[n][i].Value.ToString("F1", CultureInfo.InvariantCulture)));
            Report.Line($"{what}, at {string.Join(" / ", numbers)} open needs: {all} ms; last / first", figures[numbers[^1]][i].Value / least, "times", "see the text");
        }

        await Counties(size, http);
        Report.Machine();
    }

    private static async Task<List<(string What, double Value)>> InACounty(BenchmarkSize size, HttpClient http, int open)
    {
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var shape = new CityShape(1, 1, 10, 10);
        var each = open / shape.Stations;
        var promised = each / 10;
        await using var city = await RunningCity.Start(
            server, http, shape, new(each - promised, promised, each / 2), store => BulkNetwork.WriteUnit(store, Crowded, new(open - open / 10, open / 10, 0)));
        var stations = shape.Units(Level.Station);
        var figures = new List<(string, double)>();
        var warm = size.Length / 2;

        // A station's grain is awake from its second submission on: the first ones of all are their activations.
        await Submit(city, stations, Writers, warm);
        figures.Add(("activation of the crowded station, first answer", await city.FirstAnswer($"/units/{Crowded}/statistics")));
        figures.Add(("submit at one of 100 stations, 16 clients, p50", (await Submit(city, stations, Writers, size.Length)).Percentile(0.5)));
        await Submit(city, [Crowded], 1, warm / 2);
        figures.Add(("submit at the crowded station, one client, p50", (await Submit(city, [Crowded], 1, warm)).Percentile(0.5)));
        foreach (var (name, path) in Reads)
        {
            await city.Read(warm / 2, signed: true, path);
            figures.Add((name + ", p50", (await city.Read(warm, signed: true, path)).Percentile(0.5)));
        }

        return figures;
    }

    private static async Task Counties(BenchmarkSize size, HttpClient http)
    {
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var mix = new NeedMix(8, 2, 5);
        await using var one = await RunningCity.Start(server, http, new(1, 1, 10, 10), mix);
        await using var seven = await RunningCity.Start(server, http, new(1, size.Of(7, 2), 10, 10), mix);
        var rounds = new Rounds();
        for (var round = -size.WarmUps; round < size.Rounds; round++)
            foreach (var (name, city) in new[] { ("one", one), ("seven", seven) })
            {
                var submitted = await Submit(city, city.Shape.Units(Level.Station), 64, size.Length / 2);
                var board = await city.Read(size.Length / 5, signed: false, "/public/units/3212/board");
                var statistics = await city.Read(size.Length / 5, signed: true, "/units/3212/statistics");
                if (round < 0)
                    continue;
                rounds.Add(name + " rate", submitted.Rate);
                rounds.Add(name + " board", board.Percentile(0.5));
                rounds.Add(name + " statistics", statistics.Percentile(0.5));
            }

        Report.Line("submit, 64 clients, one county of 100 stations", rounds.Median("one rate"), "/s", "two cores with generator and PostgreSQL");
        Report.Line($"submit: {seven.Shape.Counties} counties / one", rounds.Ratio("seven rate", "one rate"), "times", "fuller batches against more owners to report");
        Report.Line($"board of the city, p50: {seven.Shape.Counties} counties / one", rounds.Ratio("seven board", "one board"), "times", "a row a county and month");
        Report.Line($"statistics of the city, p50: {seven.Shape.Counties} counties / one", rounds.Ratio("seven statistics", "one statistics"), "times", "a count a county");
    }

    private static async Task<LoadResult> Submit(RunningCity city, string[] stations, int clients, TimeSpan length) => await RawLoad.Drive(city.Direct, clients, length, await city.Token(), () =>
    {
        var command = SampleNeed.Command();
        return new("submit", "POST", $"/api/v1/units/{stations[Interlocked.Increment(ref _next) % stations.Length]}/needs",
            $$"""{"title":"{{command.Title}}","description":"{{command.Description}}","category":"{{command.Category}}","channel":"phone","contact":{"name":"张三丰","phone":"13812345678"},"onBehalf":true}""", 201);
    });
}
