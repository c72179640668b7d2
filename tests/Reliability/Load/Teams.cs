using System.Globalization;

namespace Practice.Reliability;

/// <summary>The county's teams: a team of one or two at every second station, and a larger one in each town.</summary>
internal static class Teams
{
    public static async Task Found(Cluster cluster, Journal journal)
    {
        using var client = new Client(cluster, journal, new RetryPolicy(), 0);
        var teams = cluster.Stations.Where((_, n) => n % 2 == 0).Select((station, n) => Command.Team(station, string.Create(CultureInfo.InvariantCulture, $"队{n}"), (n % 2) + 1))
            .Concat(cluster.Towns.Select(town => Command.Team(town, "镇队" + town, 3)));
        foreach (var team in teams)
            if (await client.Send(team) is { Outcome: not Outcome.Acknowledged } refused)
                throw new InvalidOperationException($"A team cannot be founded: {refused.Status} {refused.Problem}");
        if (!await cluster.Quiet(TimeSpan.FromSeconds(30)))
            throw new InvalidOperationException("The teams' cards have not arrived.");
    }
}
