using Practice.Benchmarks;
using Practice.Benchmarks.Edge;
using Practice.Benchmarks.Product;
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
    case ["past"]:
        await PastBenchmark.Run();
        return 0;
    case ["submit"]:
        await SubmitBenchmark.Run();
        return 0;
    case ["load", .. var rest]:
        await LoadBenchmark.Run(rest is [var file] ? file : null);
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
        Console.Error.WriteLine("usage: benchmarks planner | store | station | past | submit | load [CSV] | writer (postgres CONNECTION | sqlite FILE)");
        return 2;
}
