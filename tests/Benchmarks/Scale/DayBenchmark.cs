using System.Collections.Concurrent;
using System.Globalization;
using Practice.Benchmarks.Edge;
using Practice.Benchmarks.Product;
using Practice.Shared;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>day</c>: a mixed day of a city of seven counties through the gateway: boards, searches, submissions, checks, dispatches, lists
/// and inboxes by 64 clients without a pause.
/// </summary>
internal static class DayBenchmark
{
    private const int Clients = 64;
    private static readonly string[] Kinds = ["board", "search", "submit", "check", "dispatch", "need", "inbox"];
    private static readonly string[] Words = ["助餐", "陪同", "修水龙头", "老人", "三楼"];

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        await using var city = await RunningCity.Start(server, http, new(1, size.Of(7, 1), size.Of(10, 2), 10), new(10, 3, 12));
        await Teams(city, size.Of(12, 2));
        var day = new Day(city.Shape);
        await day.Pass(city, Clients, size.Quick ? size.Length : TimeSpan.FromSeconds(25)); // The just-in-time compiler.

        var (gateway, silo, all) = (Meter.Tree(city.Product.Gateway.Id), Meter.Tree(city.Product.Silo.Id), Meter.Started());
        var passed = await day.Pass(city, Clients, size.Quick ? size.Length : TimeSpan.FromSeconds(25));
        (gateway, silo, all) = (Meter.Tree(city.Product.Gateway.Id) - gateway, Meter.Tree(city.Product.Silo.Id) - silo, Meter.Started() - all);
        Report.Line($"the mixed day through the gateway, {Clients} clients", passed.Rate, "requests/s", "two cores with generator and PostgreSQL");
        Report.Line("  requests a second and core, PostgreSQL, silo and gateway counted", passed.Answers.Length / all, "/s/core", "the silo's share is the largest");
        Report.Line("  CPU a request: gateway", gateway * 1e6 / passed.Answers.Length, "us", "HTTP twice, the token");
        Report.Line("  CPU a request: silo", silo * 1e6 / passed.Answers.Length, "us", "HTTP, JSON, grains, rows");
        Report.Line("  CPU a request: PostgreSQL", (all - gateway - silo) * 1e6 / passed.Answers.Length, "us", "rows, their indexes, boards and searches");
        foreach (var kind in Kinds.Where(kind => passed.Answers.Any(a => a.Name == kind)))
            Report.Line(string.Create(CultureInfo.InvariantCulture, $"  {kind}, p50 (p99 {passed.Percentile(0.99, kind):F0})"), passed.Percentile(0.5, kind), "ms", "queueing: all clients ask without a pause");
        Report.Machine();
    }

    private static async Task Teams(RunningCity city, int each)
    {
        var left = new ConcurrentQueue<RawRequest>(city.Shape.Units(Level.Centre).SelectMany(centre => Enumerable.Range(0, each).Select(n => new RawRequest(
            "team", "POST", $"/api/v1/units/{centre}/teams", $$"""{"name":"第{{n}}分队","level":"squad","fields":["lifeService","health","cultureArts","hardshipCare"],"capacity":500}""", 201))));
        await RawLoad.Drive(city.Direct, 4, TimeSpan.FromMinutes(1), await city.Token(), () => left.TryDequeue(out var team) ? team : null);
    }

    /// <summary>Who asks what, in what share; what was submitted is checked later, and what was checked is sent for help.</summary>
    private sealed class Day(CityShape shape)
    {
        private readonly string[] _stations = shape.Units(Level.Station);
        private readonly string[] _places = [.. shape.Units(Level.City).Concat(shape.Units(Level.Centre)).Concat(shape.Units(Level.Institute)).Concat(shape.Units(Level.Station).Take(100))];
        private readonly ConcurrentQueue<string> _submitted = new(), _checked = new();
        private int _next;

        public async Task<LoadResult> Pass(RunningCity city, int clients, TimeSpan length) =>
            await RawLoad.Drive(city.Product.Address, clients, length, await city.Token(), Next, Seen);

        private RawRequest? Next()
        {
            var n = Interlocked.Increment(ref _next);
            return (n * 37 % 100) switch
            {
                < 20 => Submit(n),
                < 35 when _submitted.TryDequeue(out var id) => new("check", "POST", $"/api/v1/needs/{id}/verify", """{"decision":"accept"}""", 200),
                < 42 when _checked.TryDequeue(out var id) => new("dispatch", "POST", $"/api/v1/needs/{id}/dispatch", """{"mode":"auto"}""", 200),
                < 60 => new("search", "GET", $"/api/v1/needs?under={_places[n * 7 % Math.Min(_places.Length, 8)]}&q={Uri.EscapeDataString(Words[n % Words.Length])}&limit=20", null, 200),
                < 68 => new("need", "GET", $"/api/v1/needs/{Ids.Need(_stations[n % _stations.Length], n % 20 + 1)}", null, 200),
                < 75 => new("inbox", "GET", $"/api/v1/units/{_stations[n * 11 % _stations.Length]}/inbox", null, 200),
                _ => new("board", "GET", $"/api/v1/public/units/{_places[n * 13 % _places.Length]}/board", null, 200, false),
            };
        }

        private RawRequest Submit(int n)
        {
            var command = SampleNeed.Command();
            return new("submit", "POST", $"/api/v1/units/{_stations[n * 17 % _stations.Length]}/needs",
                $$"""{"title":"{{command.Title}}","description":"{{command.Description}}","category":"{{command.Category}}","channel":"phone","contact":{"name":"张三丰","phone":"13812345678"},"onBehalf":true}""", 201);
        }

        private void Seen(RawRequest request, RawConnection connection)
        {
            if (request.Name == "submit")
                _submitted.Enqueue(connection.Text("\"id\":\""u8));
            else if (request.Name == "check")
                _checked.Enqueue(connection.Text("\"id\":\""u8));
        }
    }
}
