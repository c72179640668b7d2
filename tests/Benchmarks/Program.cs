using Practice.Benchmarks;

switch (args)
{
    case ["planner"]:
        PlannerBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: benchmarks planner");
        return 2;
}
