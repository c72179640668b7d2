using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Practice.Benchmarks.Product;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Support;
using Practice.Units;

namespace Practice.Benchmarks.Edge;

/// <summary>
/// Verb <c>submit</c>: CPU of a need submitted through the gateway (gateway, silo, PostgreSQL), against the sum of a bare YARP to a
/// bare hello, asked with the same request, and of the store alone writing the same rows.
/// </summary>
/// <remarks>The generator's own CPU is not counted, except where it is the store's client. Rounds are interleaved; the ratio is the median of theirs.</remarks>
internal static class SubmitBenchmark
{
    private const int Connections = 64;
    private const int Stations = 50;
    private const int Number = 7;
    private const int WarmUps = 40_000;
    private const int MostWarmUps = 20;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static int _next;

    public static async Task Run()
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(100) };
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var options = new StoreOptions { Postgres = await server.CreateDatabase(CancellationToken.None) };
        var product = await ProductProcesses.Start(http, options.Postgres);
        var helloUrl = $"http://127.0.0.1:{FreePort.Next()}";
        var proxyUrl = $"http://127.0.0.1:{FreePort.Next()}";
        var hello = ChildProcess.Verb("hello", helloUrl);
        var proxy = ChildProcess.Verb("proxy", proxyUrl, helloUrl);
        try
        {
            await proxy.Ready(http, proxyUrl + "/");
            await using var store = (UnitStore)StoreRegistration.Open(options);
            var paths = await Found(store);
            var token = await product.Token(http);
            foreach (var station in paths.Keys)
                await Post(http, $"{product.Address}/api/v1/units/{station}/open", token, "", 200);
            await Measure(http, product, (proxy, hello, proxyUrl), store, paths, token);
        }
        finally
        {
            await proxy.DisposeAsync();
            await hello.DisposeAsync();
            await product.DisposeAsync();
        }

        Report.Machine();
    }

    private static async Task Measure(
        HttpClient http, ProductProcesses product, (ChildProcess Proxy, ChildProcess Hello, string Url) bare, UnitStore store, Dictionary<string, string> paths, AuthenticationHeaderValue token)
    {
        int[] hosts = [product.Silo.Id, product.Gateway.Id, bare.Proxy.Id, bare.Hello.Id];
        string[] stations = [.. paths.Keys];
        var books = stations.Select(station => new Book("unit-9" + station)).ToArray();
        var rounds = new Rounds();
        var (warmUps, warmed) = (0, 0);
        for (var round = 0; round < Number;)
        {
            token = await product.Token(http);
            var (gateway, silo, database) = (Meter.Tree(product.Gateway.Id), Meter.Tree(product.Silo.Id), Meter.Started(hosts));
            var (submitted, seconds) = await Drive(http, n => $"{product.Address}/api/v1/units/{stations[n % Stations]}/needs", token, 201);
            gateway = (Meter.Tree(product.Gateway.Id) - gateway) * 1e6 / submitted;
            silo = (Meter.Tree(product.Silo.Id) - silo) * 1e6 / submitted;
            database = (Meter.Started(hosts) - database) * 1e6 / submitted;

            var pair = Meter.Tree(bare.Proxy.Id) + Meter.Tree(bare.Hello.Id);
            var (greeted, _) = await Drive(http, n => $"{bare.Url}/api/v1/units/{stations[n % Stations]}/needs", token, 200);
            pair = (Meter.Tree(bare.Proxy.Id) + Meter.Tree(bare.Hello.Id) - pair) * 1e6 / greeted;

            var (client, stored) = await Store(store, books, [.. paths.Values], hosts, Math.Clamp(submitted, 1000, 8000));
            if (warmed < WarmUps && warmUps < MostWarmUps)
            {
                // The just-in-time compiler is most of the first minute's CPU: rounds count once it has little more to do.
                warmUps++;
                warmed += submitted;
                continue;
            }

            round++;
            rounds.Add("rate", submitted / seconds);
            rounds.Add("gateway", gateway);
            rounds.Add("silo", silo);
            rounds.Add("database", database);
            rounds.Add("pair", pair);
            rounds.Add("client", client);
            rounds.Add("stored", stored);
            rounds.Add("processes", gateway + silo);
            rounds.Add("bare processes", pair + client);
            rounds.Add("all", gateway + silo + database);
            rounds.Add("bare all", pair + client + stored);
        }

        Console.WriteLine($"after {warmed} submissions of warm-up");
        Report.Line($"submit through the gateway, {Connections} connections", rounds.Median("rate"), "needs/s", "CPU, generator included");
        Report.Line("  gateway, CPU a request", rounds.Median("gateway"), "us", "HTTP twice, the token, YARP");
        Report.Line("  silo, CPU a request", rounds.Median("silo"), "us", "HTTP, the token, JSON, the grain, the rows");
        Report.Line("  PostgreSQL, CPU a request", rounds.Median("database"), "us", "rows and their indexes");
        Report.Line("bare YARP to bare hello, CPU the same request", rounds.Median("pair"), "us", "HTTP twice, YARP");
        Report.Line("the store alone, the same rows, CPU a change in the process", rounds.Median("client"), "us", "the driver, the tokens of the search");
        Report.Line("  and in PostgreSQL", rounds.Median("stored"), "us", "rows and their indexes");
        Report.AtMost("submit / (bare pair + store), PostgreSQL counted on both sides", rounds.Ratio("all", "bare all"), 1.3);
        Report.AtMost("submit / (bare pair + store), .NET processes only", rounds.Ratio("processes", "bare processes"), 1.3);
    }

    /// <summary>The rows of as many submissions, made by the rules beforehand; microseconds of CPU a change, in this process and in PostgreSQL.</summary>
    private static async Task<(double Own, double Database)> Store(UnitStore store, Book[] books, string[] paths, int[] hosts, int number)
    {
        var kinds = UnitKinds.Create();
        var now = TimeProvider.System.GetUtcNow();
        var changes = new List<Change>(number);
        for (var n = 0; n < number; n++)
        {
            var at = n % books.Length;
            if (books[at].Head is null)
                books[at] = await Profile(store, books[at], paths[at], kinds);
            (var change, books[at]) = SampleNeed.Upon(books[at], paths[at], kinds, now);
            changes.Add(change);
        }

        GC.Collect();
        var (own, database) = (Meter.Own(), Meter.Started(hosts));
        var next = -1;
        var byStream = changes.GroupBy(change => change.Stream).Select(stream => stream.ToArray()).ToArray();
        await Task.WhenAll(byStream.Select(stream => Task.Run(async () =>
        {
            // As many in flight as the connections have: one a stream, and a second for some.
            var depth = Interlocked.Increment(ref next) < Connections - Stations ? 2 : 1;
            var flying = new Queue<Task>();
            foreach (var change in stream)
            {
                if (flying.Count == depth)
                    await flying.Dequeue();
                flying.Enqueue(store.Commit(change));
            }

            await Task.WhenAll(flying);
        })));
        return ((Meter.Own() - own) * 1e6 / number, (Meter.Started(hosts) - database) * 1e6 / number);
    }

    /// <summary>A book with the profile of an open unit, whose stream is the benchmark's own.</summary>
    private static async Task<Book> Profile(UnitStore store, Book book, string path, ItemKinds kinds)
    {
        var draft = new Draft(book, "benchmark", TimeProvider.System.GetUtcNow());
        var id = book.Stream["unit-".Length..];
        draft.Record(new UnitImported(Level.Station, ProductNetwork.Institute), new UnitProfile
        {
            Id = id, CreatedAt = draft.Now, Name = id, Level = Level.Station, Parent = ProductNetwork.Institute, Path = path, Status = UnitStatus.Active,
        });
        await store.Commit(draft.Close(Guid.CreateVersion7(), path, kinds, _ => true, null));
        return draft.Book;
    }

    private static async Task<(int Number, double Seconds)> Drive(HttpClient http, Func<int, string> address, AuthenticationHeaderValue token, int expected)
    {
        var since = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; since.Elapsed < Length; count++)
                await Post(http, address(Interlocked.Increment(ref _next)), token, Body(), expected);
            return count;
        })));
        return (counts.Sum(), since.Elapsed.TotalSeconds);
    }

    private static string Body()
    {
        var command = SampleNeed.Command();
        return $$"""{"title":"{{command.Title}}","description":"{{command.Description}}","category":"{{command.Category}}","channel":"phone","contact":{"name":"张三丰","phone":"13812345678"},"onBehalf":true}""";
    }

    private static async Task Post(HttpClient http, string address, AuthenticationHeaderValue token, string body, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address)) { Content = new StringContent(body, Encoding.UTF8, JsonType) };
        request.Headers.Authorization = token;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode != expected)
            throw new InvalidOperationException($"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The stations and what is above them, imported; id to path.</summary>
    private static async Task<Dictionary<string, string>> Found(UnitStore store)
    {
        var kinds = UnitKinds.Create();
        var above = $"/{ProductNetwork.City}/{ProductNetwork.Centre}/{ProductNetwork.Institute}/";
        var stations = Enumerable.Range(1, Stations)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{ProductNetwork.Institute}{n:D3}")).ToDictionary(id => id, id => $"{above}{id}/");
        (string Id, string Parent, string Path)[] units =
        [
            (ProductNetwork.City, "32", $"/{ProductNetwork.City}/"),
            (ProductNetwork.Centre, ProductNetwork.City, $"/{ProductNetwork.City}/{ProductNetwork.Centre}/"),
            (ProductNetwork.Institute, ProductNetwork.Centre, above),
            .. stations.Select(s => (s.Key, ProductNetwork.Institute, s.Value)),
        ];
        await store.CreateStreams(
            [.. units.Select(u => UnitRules.Imported(u.Id, "单位" + u.Id, Ids.LevelOf(u.Id), u.Parent, u.Path, Guid.CreateVersion7(), "benchmark", TimeProvider.System.GetUtcNow(), kinds))],
            CancellationToken.None);
        return stations;
    }
}
