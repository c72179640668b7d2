using System.Diagnostics;
using System.Globalization;
using Practice.Months.Planning;

namespace Practice.Benchmarks;

/// <summary>Plans months of the brief's size and of ten times it, and prints the times with the certificates.</summary>
/// <remarks>Goal on two cores: 1,200 needs × 450 teams in 0.5 s, 10,000 × 1,200 in 2 s, both proven optimal for the flow model.</remarks>
internal static class PlannerBenchmark
{
    private const int Runs = 5;

    public static void Run()
    {
        foreach (var (needs, teams, towns, stations, goal) in new[] { (1_200, 450, 8, 91, 0.5), (10_000, 1_200, 18, 310, 2.0) })
            foreach (var wide in new[] { false, true })
            {
                var month = SyntheticMonth.Make(needs, teams, towns, stations, wide, seed: 7);
                var times = new double[Runs];
                var cpu = Environment.CpuUsage.TotalTime;
                Plan plan = null!;
                for (var run = 0; run < Runs; run++)
                {
                    var watch = Stopwatch.StartNew();
                    plan = MonthPlanner.Plan(month.Needs, month.Teams);
                    times[run] = watch.Elapsed.TotalSeconds;
                }
                var work = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / Runs;
                var first = times[0];
                Array.Sort(times);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{needs} needs x {teams} teams, reach {(wide ? "town" : "own unit and below")}: first {first:F3} s, median {times[Runs / 2]:F3} s, CPU {work:F3} s (goal {goal} s) {(times[Runs / 2] <= goal && plan.Flow.ProvenOptimal ? "met" : "MISSED")}"));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {plan.Method}: {plan.Assignments.Length} served at cost {plan.Cost}; greedy: {plan.Greedy.Served} at {plan.Greedy.Cost}"));
                Console.WriteLine($"  certificate {plan.Flow}");
            }
    }
}
