using System.Collections.Concurrent;
using System.Diagnostics;
using Practice.Benchmarks.Product;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Verb <c>chains</c>: needs taken in at points whose own station and town have nobody: submitted, checked, sent up point → station →
/// institute → centre, offered to a team of the centre and accepted by it.
/// </summary>
internal static class ChainBenchmark
{
    private const int Callers = 64;
    private const int Stations = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        await using var network = await ProductNetwork.Start();
        for (var n = 0; n < size.Of(80, 4); n++)
            Must(await network.Teams(ProductNetwork.Centre).Register(ProductNetwork.Operation(), new RegisterTeam { Name = $"分队{n}", Level = TeamLevel.Squad, Fields = ["lifeService"], Capacity = 200 }));
        var points = new List<string>();
        for (var n = 0; n < size.Of(Stations, 2); n++)
            points.Add(Must(await network.Unit(await network.Station()).AddPoint(ProductNetwork.Operation(), new AddPoint("服务点", null, null, null))).Code);

        await Chains(network, points, size.Quick ? size.Length : 2 * size.Length); // The just-in-time compiler.
        var (rate, times) = await Chains(network, points, size.Quick ? size.Length : 4 * size.Length);
        Report.Line($"dispatch chains of four levels, accepted, {Callers} callers", rate, "chains/s", "about 20 changes a chain; the centre's turns, whose ranking reads 80 teams");
        Report.Line("  a chain from submitted to accepted, p50", times[times.Length / 2], "ms", "ten hops, each a commit");
        Report.Line("  p99", times[(int)(times.Length * 0.99)], "ms", "queueing at the centre");
        Report.Machine();
    }

    private static async Task<(double Rate, double[] Milliseconds)> Chains(ProductNetwork network, List<string> points, TimeSpan length)
    {
        var times = new ConcurrentBag<double>();
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            while (since.Elapsed < length)
            {
                var began = Stopwatch.GetTimestamp();
                await Chain(network.Needs(points[caller % points.Count]));
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return (times.Count / since.Elapsed.TotalSeconds, [.. times.Order()]);
    }

    private static async Task Chain(INeedListGrain needs)
    {
        var need = Must(await needs.Submit(ProductNetwork.Operation(), SampleNeed.Command() with { Category = "lifeService" })).Id;
        Must(await needs.Verify(ProductNetwork.Operation(), need, new VerifyNeed { Decision = Verdict.Accept }));
        var view = Must(await needs.Dispatch(ProductNetwork.Operation(), need, new DispatchNeed { Mode = DispatchMode.Auto, By = ProductNetwork.City, ByPath = $"/{ProductNetwork.City}/" }));
        while (view.Orders.IsEmpty)
        {
            await Task.Delay(Look, TimeProvider.System);
            view = Must(await needs.View(need));
        }

        var order = Must(await needs.AcceptOrder(ProductNetwork.Operation(), view.Orders[0].Id, new AcceptOrder()));
        if (order.Status != OrderStatus.Accepted)
            throw new InvalidOperationException($"{order.Id} is {order.Status}.");
    }

    private static T Must<T>(Result<T> result) => result.Value ?? throw new InvalidOperationException(result.Refusal!.Message);
}
