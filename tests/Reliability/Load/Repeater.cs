namespace Practice.Reliability;

/// <summary>Sends each command one to ten times with one key, three at once, through different gateways; writes down one entry for all.</summary>
internal sealed class Repeater(Cluster cluster, Journal journal, RetryPolicy retry)
{
    private const int AtOnce = 3;
    private int _sent;
    private int _disagreeing;

    /// <summary>How often commands were sent, not counting retries.</summary>
    public int Sent => _sent;

    /// <summary>Keys whose answers did not all say the same.</summary>
    public int Disagreeing => _disagreeing;

    public async Task Round(Client client)
    {
        var command = Command.Submit(cluster.Stations[client.Random.Next(cluster.Stations.Count)]);
        var (key, times) = (Guid.CreateVersion7().ToString(), client.Random.Next(1, 11));
        using var own = new Client(cluster, journal, retry, client.Number);
        using var other = new Client(cluster, journal, retry, client.Number + 1);
        var answers = new List<Entry>();
        for (var left = times; left > 0; left -= AtOnce)
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(left, AtOnce)).Select(n => (n % 2 == 0 ? own : other).Send(command, key))));
        journal.Write(answers[0] with { Attempts = answers.Sum(answer => answer.Attempts), Bugs = answers.Sum(answer => answer.Bugs) });
        Interlocked.Add(ref _sent, times);
        if (answers.Select(answer => (answer.Outcome, answer.Result)).Distinct().Count() > 1)
            Interlocked.Increment(ref _disagreeing);
    }
}
