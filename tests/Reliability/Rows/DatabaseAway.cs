namespace Practice.Reliability;

/// <summary>The database cannot be reached, is slow, stands still, or has no room left, under load; then it is well again.</summary>
internal sealed class DatabaseAway : IRow
{
    private const int Clients = 12;
    private const double Goal15 = 15;
    private const int Megabytes = 320;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "database-away";

    public string Goal => "database down, slow, still, disk full: acknowledged and not durable 0, doubled 0, everything is taken in again within 15 s";

    public string Control => "a row deleted";

    public async Task Run(Trial trial)
    {
        await using var disk = await SmallDisk.Mount(Megabytes);
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 2, Relays = true, PostgresUnder = disk?.Folder, Postgres = disk is null ? [] : ["max_wal_size=64MB", "min_wal_size=32MB"] });
        using var journal = new Journal();
        for (var round = 0; round < trial.Rounds(1, 10); round++)
        {
            await Injure(trial, cluster, journal, "down", silo => silo.ToDatabase!.Refuse = true, silo => silo.ToDatabase!.Refuse = false, reset: true);
            await Injure(trial, cluster, journal, "slow, 300 ms each way", silo => silo.ToDatabase!.Delay = Slow, silo => silo.ToDatabase!.Delay = TimeSpan.Zero, reset: false);
            await Injure(trial, cluster, journal, "still", silo => silo.ToDatabase!.Silence(), silo => silo.ToDatabase!.Speak(), reset: false);
            if (disk is not null)
                await Fill(trial, cluster, journal, disk);
            else
                Console.WriteLine("  skipped: disk full, for only root can mount a small disk");
        }

        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Catches(checker, new AcknowledgedIsThere(), "a row deleted", Damage.LoseANeed);
    }

    private static async Task Injure(Trial trial, Cluster cluster, Journal journal, string how, Action<Node> injure, Action<Node> heal, bool reset)
    {
        await using var crowd = new Crowd(cluster, journal, Clients, Scripts.Desk, Rest);
        await Task.Delay(Calm, TimeProvider.System);
        foreach (var silo in cluster.Silos)
        {
            injure(silo);
            if (reset)
                silo.ToDatabase!.Reset();
        }

        await Task.Delay(Away, TimeProvider.System);
        foreach (var silo in cluster.Silos)
            heal(silo);
        await Recover(trial, cluster, journal, how);
    }

    private static async Task Fill(Trial trial, Cluster cluster, Journal journal, SmallDisk disk)
    {
        await using var crowd = new Crowd(cluster, journal, Clients, Scripts.Desk);
        await Task.Delay(Calm, TimeProvider.System);
        await disk.Fill();
        await Task.Delay(Away, TimeProvider.System);
        var full = TimeProvider.System.GetUtcNow();
        await Task.Delay(Away, TimeProvider.System);
        var taken = journal.Read().Count(entry => entry.Outcome == Outcome.Acknowledged && entry.Began > full);
        disk.Free();

        // What PostgreSQL does without room for its log is to stop; somebody starts it again, as an orchestrator would.
        if (!await cluster.Postgres.Serves(CancellationToken.None))
        {
            Console.WriteLine("  PostgreSQL has stopped for want of room, and is started again");
            await cluster.Postgres.Kill(CancellationToken.None);
            await cluster.Postgres.Begin(CancellationToken.None);
        }

        Trial.Figure("acknowledged while the disk was full", taken);
        await Recover(trial, cluster, journal, "disk full");
    }

    private static async Task Recover(Trial trial, Cluster cluster, Journal journal, string how)
    {
        foreach (var silo in cluster.Silos)
            if (!silo.Runs)
                await silo.Start();
        trial.AtMost($"database {how}: every station takes needs in again", await Writing.Again(cluster, journal), Goal15, "s");
    }
}
