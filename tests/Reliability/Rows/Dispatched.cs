namespace Practice.Reliability;

/// <summary>The whole way of needs, teams wanted by many at once, while silos are killed: every need has one end, no team is promised twice, sums hold.</summary>
internal sealed class Dispatched : IRow
{
    private const int Clients = 24;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public string Verb => "dispatch";

    public string Goal => "dispatch under kills: needs with two outcomes 0, teams beyond capacity at any instant 0, offers lost 0, statistics equal their sums";

    public string Control => "an end added, a promise enlarged, an offer deleted, a count changed";

    public async Task Run(Trial trial)
    {
        var number = trial.Rounds(3, 50);
        await using var cluster = await Cluster.Start(new ClusterPlan { Probes = "fast", Stations = 6 });
        using var journal = new Journal();
        await Teams.Found(cluster, journal);
        await using (new Crowd(cluster, journal, Clients, Scripts.Dispatch))
        {
            for (var round = 0; round < number; round++)
            {
                await Task.Delay(Between, TimeProvider.System);
                var silo = cluster.Silos[round % cluster.Silos.Count];
                await silo.Kill();
                await silo.Start();
            }

            await Task.Delay(Between, TimeProvider.System);
        }

        var (entries, checker) = (journal.Read(), new Checker(cluster, journal));
        Trial.Figure("silos killed", number, "times");
        Trial.Figure("operations acknowledged", entries.Count(entry => entry.Outcome == Outcome.Acknowledged));
        foreach (var verb in new[] { "submit", "accept", "decline", "confirm", "rating" })
            Trial.Figure("  " + verb, entries.Count(entry => entry.Verb == verb && entry.Outcome == Outcome.Acknowledged));
        Trial.Figure("  a yes that the team's own schedule refused", await checker.Events("team.timeRefused", ("code", "team.full")));
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        await trial.Holds(checker, new OneOutcomeANeed(), new TeamsWithinCapacity(), new OffersArrive(), new SumsHold(), new NothingIsOwed());
        await trial.Holds(checker, new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Catches(checker, new OneOutcomeANeed(), "a need ends twice", Damage.EndTwice);
        await trial.Catches(checker, new TeamsWithinCapacity(), "a promise enlarged", Damage.PromiseTooMuch);
        await trial.Catches(checker, new OffersArrive(), "an offer deleted", Damage.LoseAnOffer);
        await trial.Catches(checker, new SumsHold(), "a count changed", Damage.Miscount);
    }
}
