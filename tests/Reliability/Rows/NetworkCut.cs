namespace Practice.Reliability;

/// <summary>Gateways die, and the network between silos and to the database is cut or falls silent; clients that ask again with their keys notice delays only.</summary>
internal sealed class NetworkCut : IRow
{
    private const int Clients = 12;
    private const int Careless = 4;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "network-cut";

    public string Goal => "gateways killed; connections between silos and to the database reset and black-holed: failed after retry 0, lost 0, doubled 0";

    public string Control => "clients that do not ask again fail";

    public async Task Run(Trial trial)
    {
        var number = trial.Rounds(1, 10);
        await using var cluster = await Cluster.Start(new ClusterPlan { Relays = true });
        using var journal = new Journal();
        using var careless = new Journal();
        await using (new Crowd(cluster, journal, Clients, Scripts.Desk, Rest))
        await using (new Crowd(cluster, careless, Careless, Scripts.Desk, Rest, RetryPolicy.Once))
            for (var round = 0; round < number; round++)
                foreach (var injury in Injuries(cluster, round))
                {
                    await Task.Delay(Calm, TimeProvider.System);
                    await injury();
                }

        var entries = journal.Read();
        Trial.Figure("injuries", number * Injuries(cluster, 0).Count());
        Trial.Figure("operations acknowledged", entries.Count(entry => entry.Outcome == Outcome.Acknowledged));
        Trial.Figure("  of them after a retry", entries.Count(entry => entry.Outcome == Outcome.Acknowledged && entry.Attempts > 1));
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Holds(new Checker(cluster, careless), new AcknowledgedIsThere(), new OneEffectAKey());
        var failed = (await new Checker(cluster, careless).Check(new NobodyIsRefusedHisOwn())).Count;
        Trial.Figure("control: failed without a retry", failed);
        trial.Caught("clients that do not ask again fail", failed > 0);
    }

    private static IEnumerable<Func<Task>> Injuries(Cluster cluster, int round)
    {
        var silos = Enumerable.Range(0, 4).Select(n => cluster.Silos[(round + n) % cluster.Silos.Count]).ToArray();
        yield return async () =>
        {
            var gateway = cluster.Gateways[round % cluster.Gateways.Count];
            await gateway.Kill();
            await gateway.Start();
        };
        yield return () => Cut(silos[0].ToDatabase!);
        yield return () => Cut(silos[1].FromSilos!);
        yield return () => Silence(silos[2].ToDatabase!, silos[2]);
        yield return () => Silence(silos[3].FromSilos!, silos[3]);
    }

    private static async Task Cut(TcpRelay relay)
    {
        for (var n = 0; n < 3; n++)
        {
            relay.Reset();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    /// <summary>A silo that was silent for too long is taken for dead and leaves: somebody starts it again, as an orchestrator would.</summary>
    private static async Task Silence(TcpRelay relay, Node silo)
    {
        relay.Silence();
        await Task.Delay(Silent, TimeProvider.System);
        relay.Speak();
        await Task.Delay(Silent / 2, TimeProvider.System);
        if (!silo.Runs)
            await silo.Start();
    }
}
