namespace Practice.Reliability;

/// <summary>Each command is sent one to ten times with one key, at once and again after crashes; its effect is there once. Without keys it is not.</summary>
internal sealed class SentAgain : IRow
{
    private const int Clients = 8;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "sent-again";

    public string Goal => "each command sent 1 to 10 times, across crashes of silos and gateways: effects per key exactly 1";

    public string Control => "the same without keys leaves doubled effects";

    public async Task Run(Trial trial)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Probes = "fast" });
        using var journal = new Journal();
        var repeater = new Repeater(cluster, journal, new RetryPolicy());
        var number = trial.Rounds(2, 20);
        await using (new Crowd(cluster, journal, Clients, repeater.Round))
            for (var round = 0; round < number; round++)
            {
                await Task.Delay(Between, TimeProvider.System);
                Node[] victims = [cluster.Silos[round % cluster.Silos.Count], cluster.Gateways[round % cluster.Gateways.Count]];
                await Task.WhenAll(victims.Select(victim => victim.Kill()));
                await Task.WhenAll(victims.Select(victim => victim.Start()));
            }

        Trial.Figure("crashes of a silo and a gateway at once", number);
        Trial.Figure("commands", journal.Read().Count);
        Trial.Figure("  times sent", repeater.Sent);
        trial.AtMost("keys whose answers disagree", repeater.Disagreeing, 0);
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());

        using var keyless = new Journal();
        var careless = new Repeater(cluster, keyless, new RetryPolicy { Keys = false });
        await using (new Crowd(cluster, keyless, Clients, careless.Round))
            await Task.Delay(Between / 2, TimeProvider.System);
        var doubled = (await new Checker(cluster, keyless).Check(new OneEffectAKey())).Count;
        Trial.Figure("control: commands with other than one effect, without keys", doubled);
        trial.Caught("without keys effects are doubled", doubled > 0);
    }
}
