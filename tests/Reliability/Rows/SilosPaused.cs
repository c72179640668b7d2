namespace Practice.Reliability;

/// <summary>
/// Silos stand still for a minute (SIGSTOP) and come back believing that they own their grains. Commands that wait at their door are decided upon what
/// they believed: the fence must refuse them. Rounds overlap: as soon as one stands still, a spare takes its place.
/// </summary>
internal sealed class SilosPaused : IRow
{
    private const int Clients = 6;
    private const int Waiting = 24;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "silo-pause";

    public string Goal => "silo SIGSTOP for 60 s, 5 rounds: it leaves when it comes back; lost 0, doubled 0, failed after retry 0";

    public string Control => "commands wait at the silos that stand still and are sent again elsewhere with the same keys; rows doubled";

    public async Task Run(Trial trial)
    {
        var number = trial.Rounds(5, 10);
        await using var cluster = await Cluster.Start(new ClusterPlan { Spares = number });
        using var journal = new Journal();
        var (paused, left) = (cluster.Silos.Take(number).ToList(), 0);
        await using (new Crowd(cluster, journal, Clients, Scripts.Desk, Rest))
        {
            var rounds = new List<Task<bool>>();
            foreach (var (silo, spare) in paused.Zip(cluster.Silos.Skip(3)))
            {
                rounds.Add(Round(cluster, journal, silo));
                spare.Begin();
                await Task.Delay(Apart, TimeProvider.System);
                await spare.Ready();
            }

            left = (await Task.WhenAll(rounds)).Count(gone => gone);
        }

        Trial.Figure("silos paused for 60 s", number);
        Trial.Figure("operations acknowledged", journal.Read().Count(entry => entry.Outcome == Outcome.Acknowledged));
        trial.AtLeast("silos that left when they came back", left, number);
        Trial.Figure("changes of theirs that the fence refused", paused.Sum(silo => Cluster.Said(silo, "FencedException")));
        Trial.Figure("evictions in the membership table", await Members.Evicted(cluster));
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Catches(checker, new OneEffectAKey(), "a need doubled", Damage.DoubleANeed);
    }

    /// <returns>Whether the silo has ended within a minute after it came back.</returns>
    private static async Task<bool> Round(Cluster cluster, Journal journal, Node silo)
    {
        await silo.Pause();
        using var client = new Client(cluster, journal, new RetryPolicy(), Waiting);
        using var door = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Waiting }) { Timeout = Still * 2 };
        var commands = Enumerable.Range(0, Waiting).Select(n => (Command: Command.Submit(cluster.Stations[n % cluster.Stations.Count]), Key: Guid.CreateVersion7().ToString())).ToList();
        var still = Task.Delay(Still, TimeProvider.System);
        var waiting = commands.Select(c => client.Knock(door, new Uri(silo.Address), c.Command, c.Key)).ToList();
        foreach (var (command, key) in commands)
            journal.Write(await client.Send(command, key));
        await still;
        await silo.Resume();
        await Task.WhenAll(waiting);
        for (var since = TimeProvider.System.GetTimestamp(); silo.Runs && TimeProvider.System.GetElapsedTime(since) < Patience;)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        return !silo.Runs;
    }
}
