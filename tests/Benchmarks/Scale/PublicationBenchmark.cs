using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Npgsql;
using Practice.Benchmarks.Edge;
using Practice.Calendars;
using Practice.Shared;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>publish</c>: the month's end of a city of seven counties and 700 stations, every unit for itself, children first; and what the
/// readers of its boards see meanwhile.
/// </summary>
internal static class PublicationBenchmark
{
    private const int Clerks = 32;
    private const int Readers = 4;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        await using var city = await RunningCity.Start(server, http, new(1, size.Of(7, 1), size.Of(10, 2), size.Of(10, 2)), new(0, 3, 6));
        var month = ChinaTime.MonthOf(TimeProvider.System.GetUtcNow()).ToString();
        string[] boards = [.. city.Shape.Units(Level.City).Concat(city.Shape.Units(Level.Centre)).Select(unit => $"/api/v1/public/units/{unit}/board")];
        await Reading(city, boards, size.Length, CancellationToken.None); // The just-in-time compiler.
        var before = await Reading(city, boards, size.Length, CancellationToken.None);

        using var published = new CancellationTokenSource();
        var meanwhile = Reading(city, boards, TimeSpan.FromMinutes(3), published.Token);
        var since = Stopwatch.StartNew();
        var units = 0;
        foreach (var level in new[] { Level.Station, Level.Institute, Level.Centre, Level.City })
            units += await Publish(http, city, city.Shape.Units(level), month);
        var seconds = since.Elapsed.TotalSeconds;
        await published.CancelAsync();
        var during = await meanwhile;

        Report.Line($"month's end of a city, {units} units published", seconds, "s", "closed needs read from the rows; a level waits for the one below it to have reported");
        Report.Line("  board p50 before", before.Percentile(0.5), "ms", "four readers without a pause");
        Report.Line("  board p50 meanwhile", during.Percentile(0.5), "ms", "two cores shared with the publishing");
        Report.Line("  board p99 before", before.Percentile(0.99), "ms", "the same");
        Report.Line("  board p99 meanwhile", during.Percentile(0.99), "ms", "the same");
        Report.Machine();
    }

    private static Task<LoadResult> Reading(RunningCity city, string[] boards, TimeSpan length, CancellationToken until)
    {
        var next = 0;
        return RawLoad.Drive(city.Direct, Readers, length, null,
            () => until.IsCancellationRequested ? null : new RawRequest("board", "GET", boards[Interlocked.Increment(ref next) % boards.Length], null, 200, false));
    }

    private static async Task<int> Publish(HttpClient http, RunningCity city, string[] units, string month)
    {
        var left = new Queue<string>(units);
        var token = await city.Token();
        await RawLoad.Drive(city.Direct, Math.Min(Clerks, units.Length), TimeSpan.FromMinutes(3), token, () =>
        {
            lock (left)
                return left.TryDequeue(out var unit) ? new RawRequest("publish", "POST", $"/api/v1/units/{unit}/months/{month}/publish", null, 201) : null;
        });
        if (units[0].Length == 4)
            await Complete(http, city, units[0], month);
        else
            foreach (var parent in units.Select(CityShape.ParentOf).Distinct())
                await Told(city, parent, month, units.Count(unit => CityShape.ParentOf(unit) == parent));
        return units.Length;
    }

    /// <summary>Waits until a parent has what its children published: the month's view does not tell, so the rows are asked.</summary>
    private static async Task Told(RunningCity city, string parent, string month, int children)
    {
        await using var connection = new NpgsqlConnection(city.Database);
        await connection.OpenAsync();
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(Beat, TimeProvider.System))
        {
            await using var count = new NpgsqlCommand("SELECT COUNT(*) FROM items WHERE stream = $1 AND kind = 'childPublication' AND month = $2", connection)
            {
                Parameters = { new() { Value = Ids.UnitStream(parent) }, new() { Value = month } },
            };
            if ((long)(await count.ExecuteScalarAsync())! == children)
                return;
        }

        throw new InvalidOperationException($"{parent} has not been told of all its children's publications.");
    }

    private static async Task Complete(HttpClient http, RunningCity city, string unit, string month)
    {
        var view = JsonDocument.Parse(Encoding.UTF8.GetString(await http.GetByteArrayAsync(new Uri($"{city.Direct}/api/v1/public/units/{unit}/publications/{month}")))).RootElement;
        if (view.GetProperty("children").GetArrayLength() != city.Shape.Counties || view.GetProperty("late").GetArrayLength() != 0)
            throw new InvalidOperationException("The city's publication lacks a county.");
    }
}
