namespace Practice.Reliability;

/// <summary>PostgreSQL is killed under load, again and again; what was acknowledged is there. With <c>synchronous_commit=off</c> some of it is not.</summary>
internal sealed class PostgresKilled : IRow
{
    private const int Clients = 32;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "postgres-kill";

    public string Goal => "PostgreSQL kill -9, 20 times under load: acknowledged and lost 0, doubled 0, failed after retry 0";

    public string Control => "the same with synchronous_commit=off loses some; rows deleted and doubled";

    public async Task Run(Trial trial)
    {
        var rounds = trial.Rounds(20, 50);
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 2, Gateways = 1 });
        using var journal = new Journal();
        await Injure(cluster, journal, rounds);
        var checker = new Checker(cluster, journal);
        var entries = journal.Read();
        Trial.Figure("PostgreSQL killed", rounds, "times");
        Trial.Figure("operations acknowledged", entries.Count(entry => entry.Outcome == Outcome.Acknowledged));
        Trial.Figure("  of them after a retry", entries.Count(entry => entry.Outcome == Outcome.Acknowledged && entry.Attempts > 1));
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Catches(checker, new AcknowledgedIsThere(), "a row deleted", Damage.LoseANeed);
        await trial.Catches(checker, new AcknowledgedIsThere(), "an event deleted", Damage.LoseAnEvent);
        await trial.Catches(checker, new HistoryIsWhole(), "an event deleted", Damage.LoseAnEvent);
        await trial.Catches(checker, new OneEffectAKey(), "a need doubled", Damage.DoubleANeed);
        await trial.Catches(checker, new OneStepAnItem(), "a step doubled", Damage.DoubleAStep);
        trial.Caught("synchronous_commit=off loses some", await LosesWithoutDurability() > 0);
    }

    private static async Task Injure(Cluster cluster, Journal journal, int rounds, params string[] settings)
    {
        await using var crowd = new Crowd(cluster, journal, Clients, Scripts.Desk);
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(Between, TimeProvider.System);
            await cluster.Postgres.Kill(CancellationToken.None);
            await cluster.Postgres.Begin(CancellationToken.None, settings);
        }
    }

    /// <summary>The same without the flush before the answer, until something is lost; it takes a round or two.</summary>
    private static async Task<int> LosesWithoutDurability()
    {
        // The background writer of the log would flush every 200 ms: once in ten seconds leaves more to lose.
        string[] settings = ["synchronous_commit=off", "wal_writer_delay=10000"];
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 2, Gateways = 1, Postgres = settings });
        using var journal = new Journal();
        for (var round = 0; round < 5; round++)
        {
            await Injure(cluster, journal, 1, settings);
            if (await new Checker(cluster, journal).Check(new AcknowledgedIsThere()) is { Count: > 0 } lost)
            {
                Trial.Figure("control: acknowledged and lost, synchronous_commit=off", lost.Count);
                return lost.Count;
            }
        }

        return 0;
    }
}
