namespace Practice.Reliability;

/// <summary>How long it takes until every station takes something in again.</summary>
internal static class Writing
{
    private static readonly RetryPolicy Eager = new() { Patience = TimeSpan.FromSeconds(3), LongestPause = TimeSpan.FromMilliseconds(200), Limit = TimeSpan.FromSeconds(60) };

    /// <summary>Submits a need at every station at once, each until it is acknowledged.</summary>
    /// <returns>Seconds until the last was; infinity where one was not within a minute.</returns>
    public static async Task<double> Again(Cluster cluster, Journal journal)
    {
        var since = TimeProvider.System.GetTimestamp();
        var taken = await Task.WhenAll(cluster.Stations.Select(async (station, n) =>
        {
            using var client = new Client(cluster, journal, Eager, n);
            return (await client.Send(Command.Submit(station))).Outcome == Outcome.Acknowledged;
        }));
        return taken.All(t => t) ? TimeProvider.System.GetElapsedTime(since).TotalSeconds : double.PositiveInfinity;
    }
}
