using Practice.Benchmarks;
using Practice.Benchmarks.Baseline;
using Practice.Benchmarks.Edge;
using Practice.Benchmarks.Product;
using Practice.Benchmarks.Scale;
using Practice.Benchmarks.Store;

switch (args)
{
    case ["planner"]:
        PlannerBenchmark.Run();
        return 0;
    case ["store"]:
        await StoreBenchmark.Run();
        return 0;
    case ["station"]:
        await StationBenchmark.Run();
        return 0;
    case ["signup", .. var rest] when rest is [] or ["--quick"]:
        await SignUpBenchmark.Run(rest is [] ? BenchmarkSize.Default : BenchmarkSize.Smoke);
        return 0;
    case ["past"]:
        await PastBenchmark.Run();
        return 0;
    case ["submit"]:
        await SubmitBenchmark.Run();
        return 0;
    case ["load", .. var rest]:
        await LoadBenchmark.Run(rest is [var file] ? file : null);
        return 0;
    case ["baseline" or "board" or "growth" or "country" or "units" or "chains" or "publish" or "day" or "scale", ..] when CityBenchmarks.Read(args) is { } run:
        await run();
        return 0;
    case ["smoke"]:
        await CityBenchmarks.Read(["scale", "--quick"])!();
        return 0;
    case ["baseline-server", var url, var database, var issuer, var tokens]:
        await BaselineServer.Run(url, database, issuer, tokens == "remember");
        return 0;
    case ["hello", var url]:
        await BarePair.Hello(url);
        return 0;
    case ["proxy", var url, var behind]:
        await BarePair.Proxy(url, behind);
        return 0;
    case ["writer", var database, var address]:
        await WriterProcess.Run(database, address);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: benchmarks planner | store | station | signup | past | submit | load [CSV] | writer (postgres CONNECTION | sqlite FILE)
                   baseline | board [STATIONS] | growth | country [--villages CSV[.gz]] | units | chains | publish | day
                   scale [--villages CSV[.gz]]   all of the second line, and their table
                   smoke                         the same for seconds, as --quick behind any of them: that they run, not how fast
            """);
        return 2;
}
