namespace Practice.Reliability;

/// <summary>As much load as the machine takes, for minutes: nobody is declared dead who is only busy.</summary>
internal sealed class Peak : IRow
{
    private const int Clients = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "peak";

    public string Goal => "full load for ten minutes (CI: 25 s), default probes: false evictions 0, failed after retry 0";

    public string Control => "a silo that is killed is seen as an eviction";

    public async Task Run(Trial trial)
    {
        var length = trial.Long ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(25);
        await using var cluster = await Cluster.Start(new ClusterPlan());
        using var journal = new Journal();
        var cpu = Serving.Cpu();
        await using (new Crowd(cluster, journal, Clients, Scripts.Desk))
            await Task.Delay(length, TimeProvider.System);
        var acknowledged = journal.Read().Count(entry => entry.Outcome == Outcome.Acknowledged);
        Trial.Figure("full load for", length.TotalSeconds, "s");
        Trial.Figure("  CPU of the machine", Serving.Percent(cpu, Serving.Cpu()), "%");
        Trial.Figure("  operations acknowledged a second", acknowledged / length.TotalSeconds);
        trial.AtMost("false evictions", await Members.Evicted(cluster), 0);
        await trial.Holds(new Checker(cluster, journal), new AcknowledgedIsThere(), new NobodyIsRefusedHisOwn());
        await cluster.Silos[0].Kill();
        for (var since = TimeProvider.System.GetTimestamp(); await Members.Evicted(cluster) == 0 && TimeProvider.System.GetElapsedTime(since) < Patience;)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        trial.Caught("a killed silo is declared dead", await Members.Evicted(cluster) == 1);
    }
}
