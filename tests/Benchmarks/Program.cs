using Practice.Benchmarks;
using Practice.Benchmarks.Store;

switch (args)
{
    case ["planner"]:
        PlannerBenchmark.Run();
        return 0;
    case ["store"]:
        await StoreBenchmark.Run();
        return 0;
    case ["writer", var database, var address]:
        await WriterProcess.Run(database, address);
        return 0;
    default:
        Console.Error.WriteLine("usage: benchmarks planner | store | writer (postgres CONNECTION | sqlite FILE)");
        return 2;
}
