using Npgsql;
using Practice.Reliability.Upgrade;
using Practice.Shared;

namespace Practice.Reliability;

/// <summary>
/// Under load the silos go, one after another, to a release that knows an event and members that this one does not; then that release
/// begins to write them; then the silos go back, to what has never heard of them.
/// </summary>
internal sealed class Upgraded : IRow
{
    private const int Clients = 8;
    private const int Touched = 30;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "upgrade";

    public string Goal => "rolling upgrade to a build with an added event and added members, and back, under load: failed requests 0, unreadable states 0, unknown members lost 0";

    public string Control => "a member taken from a row; with --long a build that drops what it does not know";

    public async Task Run(Trial trial)
    {
        var folder = Directory.CreateTempSubdirectory("practice-next-").FullName;
        var since = TimeProvider.System.GetTimestamp();
        await NextRelease.Build(ChildProcess.Root(), folder, CancellationToken.None);
        Trial.Figure("the next release built from this one's sources", TimeProvider.System.GetElapsedTime(since).TotalSeconds, "s");
        try
        {
            await Run(trial, folder);
        }
        finally
        {
            Environment.SetEnvironmentVariable(NextRelease.Switch, null);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Run(Trial trial, string next)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 2 });
        using var journal = new Journal();
        await Teams.Found(cluster, journal);
        var rounds = trial.Rounds(1, 5);
        await using (new Crowd(cluster, journal, Clients, Script, Rest))
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(Between, TimeProvider.System);
                await Roll(cluster, next, writes: false);
                await Roll(cluster, next, writes: true);
                await Task.Delay(Between, TimeProvider.System);
                await Roll(cluster, ChildProcess.Root(), writes: false);
                await Task.Delay(Between, TimeProvider.System);
            }

        var touched = await Touch(cluster, journal);
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        var entries = journal.Read();
        Trial.Figure("silos changed", rounds * cluster.Silos.Count * 3);
        Trial.Figure("operations acknowledged", entries.Count(entry => entry.Outcome == Outcome.Acknowledged));
        Trial.Figure("  of them after a retry", entries.Count(entry => entry.Outcome == Outcome.Acknowledged && entry.Attempts > 1));
        trial.AtLeast("needs with what this release does not know, changed by it", touched, 5);
        trial.AtMost("unreadable needs and histories", await Unreadable(cluster, journal), 0);
        var checker = new Checker(cluster, journal);
        await trial.Holds(checker,
            new UnknownIsKept(), new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn(), new OneOutcomeANeed(), new OffersArrive());
        await trial.Catches(checker, new UnknownIsKept(), "a member taken from a row", UnknownIsKept.Forget);
        if (trial.Long)
            await Forget(trial, cluster, journal, checker);
    }

    private static async Task Script(Client client)
    {
        if (client.Number % 4 == 3)
        {
            await Scripts.Dispatch(client);
            return;
        }

        var submitted = await client.Send(Command.Submit(client.Cluster.Stations[client.Random.Next(client.Cluster.Stations.Count)]));
        if (submitted.Result is { } need)
            await client.Send(new("support", $"/needs/{need}/support", Ids.UnitStream(Ids.Owner(need))));
    }

    private static async Task Roll(Cluster cluster, string root, bool writes)
    {
        Environment.SetEnvironmentVariable(NextRelease.Switch, writes ? "1" : null);
        foreach (var silo in cluster.Silos)
        {
            await silo.Stop();
            silo.Root = root;
            await silo.Start();
        }
    }

    /// <summary>This release changes needs that carry what it does not know.</summary>
    private static async Task<int> Touch(Cluster cluster, Journal journal)
    {
        using var client = new Client(cluster, journal, new RetryPolicy(), 0);
        var changed = 0;
        foreach (var need in (await Echoed(cluster)).Where(need => need.Status == "submitted").Take(Touched))
            changed += (await client.Send(changed % 2 == 0 ? Command.Verify(need.Id) : Command.Withdraw(need.Id))).Outcome == Outcome.Acknowledged ? 1 : 0;
        return changed;
    }

    private static async Task<int> Unreadable(Cluster cluster, Journal journal)
    {
        using var client = new Client(cluster, journal, new RetryPolicy { Limit = TimeSpan.FromSeconds(5) }, 0);
        var unreadable = 0;
        foreach (var (id, _) in await Echoed(cluster))
        {
            var shown = await client.Get($"/needs/{id}") is not null && await client.Get($"/needs/{id}/history") is { } history
                && history.GetProperty("items").EnumerateArray().Any(entry => entry.GetProperty("event").GetString() == NextRelease.Event);
            unreadable += shown ? 0 : 1;
        }

        return unreadable;
    }

    /// <summary>The mistake that the law is there for: a build that does not write back what it does not know.</summary>
    private static async Task Forget(Trial trial, Cluster cluster, Journal journal, Checker checker)
    {
        var folder = Directory.CreateTempSubdirectory("practice-forgetful-").FullName;
        await NextRelease.BuildForgetful(ChildProcess.Root(), folder, CancellationToken.None);
        await Roll(cluster, folder, writes: false);
        await Touch(cluster, journal);
        trial.Caught("a build that drops what it does not know", (await checker.Check(new UnknownIsKept())).Count > 0);
        foreach (var silo in cluster.Silos)
            await silo.Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<(string Id, string Status)>> Echoed(Cluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT id, status FROM items WHERE kind = 'need' AND doc->>'{NextRelease.Member}' IS NOT NULL ORDER BY id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var needs = new List<(string, string)>();
        while (await reader.ReadAsync())
            needs.Add((reader.GetString(0), reader.GetString(1)));
        return needs;
    }
}
