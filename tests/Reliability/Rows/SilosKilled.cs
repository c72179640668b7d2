using System.Globalization;

namespace Practice.Reliability;

/// <summary>One silo after another is killed under a light load, and started again; how long until every grain is served again.</summary>
internal sealed class SilosKilled(string probes, double goal, int ci, int rounds) : IRow
{
    private const int Clients = 6;
    private const double Half = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => $"silo-kill-{probes}";

    public string Goal => string.Create(CultureInfo.InvariantCulture,
        $"silo kill -9, {rounds} rounds, {probes} probes: lost 0, doubled 0, failed after retry 0, all grains served again in {goal} s (median, CPU at most half busy)");

    public string Control => "rows deleted and doubled";

    public async Task Run(Trial trial)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Probes = probes });
        using var journal = new Journal();
        var (number, seen) = (trial.Rounds(ci, rounds), new List<(double Seconds, double Busy)>());
        await using (new Crowd(cluster, journal, Clients, Scripts.Desk, Rest))
        {
            for (var round = 0; round < number; round++)
            {
                var silo = cluster.Silos[round % cluster.Silos.Count];
                var cpu = Serving.Cpu();
                await silo.Kill();
                var seconds = await Serving.Again(cluster);
                seen.Add((seconds, Serving.Percent(cpu, Serving.Cpu())));
                await silo.Start();
            }
        }

        var calm = seen.Where(round => round.Busy <= Half).ToList();
        Trial.Figure("silos killed", number, "times");
        Trial.Figure("  rounds with the machine at most half busy", calm.Count);
        Trial.Figure("  CPU of the machine until all were served, mean", seen.Average(round => round.Busy), "%");
        Trial.Figure("operations acknowledged", journal.Read().Count(entry => entry.Outcome == Outcome.Acknowledged));
        Trial.Figure("  slowest round", seen.Max(round => round.Seconds), "s");
        // A busier machine than the goal speaks of only makes it harder.
        var judged = calm.Count > 0 ? Median(calm) : Median(seen);
        if (calm.Count > 0 || judged <= goal)
            trial.AtMost("all grains served again, median", judged, goal, "s");
        else
            Trial.Figure("all grains served again, median; not judged, the machine was never at most half busy", judged, "s");
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Catches(checker, new AcknowledgedIsThere(), "an outcome deleted", Damage.LoseAnOutcome);
        await trial.Catches(checker, new OneStepAnItem(), "a step doubled", Damage.DoubleAStep);
    }

    private static double Median(List<(double Seconds, double Busy)> rounds) => rounds.Select(round => round.Seconds).Order().ElementAt(rounds.Count / 2);
}
