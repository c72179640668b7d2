namespace Practice.Reliability;

/// <summary>Silos are killed while messages stand at each step of their way: owed, and taken in but still owed. Each arrives once, and soon.</summary>
internal sealed class OutboxKilled : IRow
{
    private const int Clients = 16;
    private const double Percentile = 0.99;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public string Verb => "outbox-kill";

    public string Goal => "outbox killed at every step: lost 0, doubled 0, delivery p99 at most 5 s";

    public string Control => "a message owed for ever, an offer deleted, an offer doubled";

    public async Task Run(Trial trial)
    {
        var number = trial.Rounds(3, 50);
        await using var cluster = await Cluster.Start(new ClusterPlan { Probes = "fast", Stations = 6 });
        using var journal = new Journal();
        await Teams.Found(cluster, journal);
        await using var watch = new OutboxWatch(cluster);
        var (waiting, taken) = (0L, 0L);
        await using (new Crowd(cluster, journal, Clients, Scripts.Dispatch, TimeSpan.FromMilliseconds(100)))
        {
            for (var round = 0; round < number; round++)
            {
                await Task.Delay(Between, TimeProvider.System);
                var silo = cluster.Silos[round % cluster.Silos.Count];
                var standing = await watch.Standing();
                for (; round % 2 == 0 ? standing.Waiting == 0 : standing.Taken == 0; standing = await watch.Standing())
                    await Task.Delay(Beat, TimeProvider.System);
                await silo.Kill();
                (waiting, taken) = (waiting + standing.Waiting, taken + standing.Taken);
                await silo.Start();
            }

            await Task.Delay(Between, TimeProvider.System);
        }

        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        await watch.Stop();
        Trial.Figure("silos killed", number, "times");
        trial.AtLeast("  messages that stood owed and not taken in", waiting, 1);
        trial.AtLeast("  messages that stood taken in and still owed", taken, 1);
        Trial.Figure("messages seen", watch.Ages.Count);
        Trial.Figure("  delivered, median", At(watch.Ages, 0.5), "s");
        Trial.Figure("  delivered, slowest", At(watch.Ages, 1), "s");
        trial.AtMost("  delivered, p99", At(watch.Ages, Percentile), 5, "s");
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new NothingIsOwed(), new OffersArrive(), new OneStepAnItem(), new HistoryIsWhole());
        await trial.Catches(checker, new NothingIsOwed(), "a message owed for ever", Damage.OweAMessage);
        await trial.Catches(checker, new OffersArrive(), "an offer deleted", Damage.LoseAnOffer);
        await trial.Catches(checker, new OneStepAnItem(), "an offer doubled", Damage.DoubleAnOffer);
    }

    private static double At(IReadOnlyList<double> ascending, double share) => ascending.Count == 0 ? 0 : ascending[Math.Min((int)(share * ascending.Count), ascending.Count - 1)];
}
