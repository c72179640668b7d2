using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Practice.Benchmarks.Edge;
using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>country [--villages PATH]</c>: the whole country's villages imported through the API, and a board at each level afterwards.
/// Without a file of the national shape (<c>.csv</c> or <c>.csv.gz</c>) a made-up one of as many rows serves.
/// </summary>
internal static class CountryBenchmark
{
    /// <summary>Villages and communities of the country in 2023.</summary>
    public const int Villages = 620_573;

    private const int Boards = 50;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    public static async Task Run(BenchmarkSize size, string? file)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(5) };
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var database = await server.CreateDatabase(CancellationToken.None);
        await using var product = await ProductProcesses.Start(http, database, root: true);
        var csv = file is null ? MadeUp(size.Of(Villages, 2_000)) : await Read(file);

        var token = await product.Token(http);
        var idle = Meter.Memory(product.Silo.Id);
        var (silo, all) = (Meter.Tree(product.Silo.Id), Meter.Started());
        var since = Stopwatch.StartNew();
        var rows = await Import(http, product, token, csv);
        var seconds = since.Elapsed.TotalSeconds;
        Report.Line($"import of {rows} villages with all that is above them, PostgreSQL", seconds, "s", "one lane of bulk commits; the server's work on rows and indexes");
        Report.Line("  rows a second", rows / seconds, "/s", "the same");
        Report.Line("  CPU of the silo", Meter.Tree(product.Silo.Id) - silo, "s", "parsing, rules, JSON");
        Report.Line("  CPU of PostgreSQL, gateway and silo", Meter.Started() - all, "s", "rows and their indexes");
        Report.Line("  peak memory of the silo (RSS)", Meter.PeakMemory(product.Silo.Id), "MB", "the file in memory, one city at a time");
        Report.Line("  memory of the silo before", idle, "MB", "the runtime");

        await RunningCity.Settle(database);
        foreach (var level in new[] { Level.City, Level.Centre, Level.Institute, Level.Station })
            await Board(size, product, csv, level);
        Report.Machine();
    }

    private static async Task Board(BenchmarkSize size, ProductProcesses product, byte[] csv, Level level)
    {
        var length = level switch { Level.City => 4, Level.Centre => 6, Level.Institute => 9, _ => 12 };
        var codes = Encoding.UTF8.GetString(csv).Split('\n').Skip(1).Where((line, i) => i % 97 == 0 && line.Length > 12).Select(line => line[..length]).Distinct().ToArray();
        var paths = codes.Where((_, i) => i % Math.Max(1, codes.Length / Boards) == 0).Take(Boards).ToArray();
        var next = 0;
        foreach (var warm in new[] { true, false })
        {
            var read = await RawLoad.Drive(product.Direct, 1, size.Length / (warm ? 2 : 1), null, () => new("board", "GET", $"/api/v1/public/units/{paths[next++ % paths.Length]}/board", null, 200, false));
            if (!warm)
                Report.Line(string.Create(CultureInfo.InvariantCulture, $"board at level {Json.Name(level)} of the country, p50 (p99 {read.Percentile(0.99):F1})"), read.Percentile(0.5), "ms", "one round trip of six statements");
        }
    }

    private static async Task<int> Import(HttpClient http, ProductProcesses product, AuthenticationHeaderValue token, byte[] csv)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(product.Direct + "/api/v1/imports/divisions")) { Content = new ByteArrayContent(csv) };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.Authorization = token;
        using var accepted = await http.SendAsync(request);
        var text = await accepted.Content.ReadAsStringAsync();
        if (!accepted.IsSuccessStatusCode)
            throw new InvalidOperationException(text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
        while (true)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri($"{product.Direct}/api/v1/imports/{id}"));
            ask.Headers.Authorization = token;
            using var answer = await http.SendAsync(ask);
            answer.EnsureSuccessStatusCode();
            var view = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            switch (view.GetProperty("state").GetString())
            {
                case "failed":
                    throw new InvalidOperationException(view.ToString());
                case "done":
                    return view.GetProperty("rowsTotal").GetInt32();
                default:
                    await Task.Delay(Beat, TimeProvider.System);
                    break;
            }
        }
    }

    private static async Task<byte[]> Read(string file)
    {
        await using var stream = File.OpenRead(file);
        await using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole);
        return whole.ToArray();
    }

    /// <summary>As many villages as asked for, in the columns of the national file: 330 cities of the mean shape for the whole country.</summary>
    private static byte[] MadeUp(int villages)
    {
        var text = new StringBuilder("code,name,streetCode,provinceCode,cityCode,areaCode\n");
        var shape = new CityShape(villages / 1800 + 1, 9, 14, 15);
        foreach (var village in shape.CityIds.SelectMany(shape.CountiesOf).SelectMany(shape.TownsOf).SelectMany(shape.VillagesOf).Take(villages))
            text.Append(CultureInfo.InvariantCulture, $"{village},\"第{village[6..]}社区居委会\",{village[..9]},{village[..2]},{village[..4]},{village[..6]}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
