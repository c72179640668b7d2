using System.Collections.Immutable;
using Npgsql;
using Practice.Reliability.History;
using Practice.Shared;

namespace Practice.Reliability;

/// <summary>Clients read and write the same needs while silos are killed; no history of theirs needs a time machine to explain it.</summary>
internal sealed class HistoryChecked : IRow
{
    private const int Clients = 8;
    private static readonly TimeSpan Lying = TimeSpan.FromSeconds(4);

    public string Verb => "history";

    public string Goal => "mixed reads and writes across kills of silos, checked for cycles (strict serializability of each stream): anomalies 0";

    public string Control => "stale read, lost update, fractured read, dirty read, non-monotonic read: planted between clients and gateway, each must be found";

    public async Task Run(Trial trial)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Gateways = 1, Towns = 1, Probes = "fast" });
        var (acts, failed, anomalies) = (0, 0, 0);
        var number = trial.Rounds(2, 30);
        for (var round = 0; round < number; round++)
        {
            var silo = cluster.Silos[round % cluster.Silos.Count];
            var (clients, found, _) = await Watch(cluster, cluster.Stations[0], round, Lie.None, 2 * Lying, async () =>
            {
                await Task.Delay(Lying / 2, TimeProvider.System);
                await silo.Kill();
                await Task.Delay(Lying / 2, TimeProvider.System);
                await silo.Start();
            });
            (acts, failed, anomalies) = (acts + clients.Acts.Count, failed + clients.Failed, anomalies + found.Count);
            foreach (var anomaly in found.Take(3))
                Console.WriteLine("    " + anomaly);
        }

        Trial.Figure("silos killed meanwhile", number);
        Trial.Figure("reads and acknowledged writes", acts);
        Trial.Figure("  requests without an answer that says something", failed);
        trial.AtLeast("acts in the journal", acts, 500);
        trial.AtMost("anomalies", anomalies, 0);
        foreach (var lie in Enum.GetValues<Lie>().Where(lie => lie != Lie.None))
        {
            var (_, found, told) = await Watch(cluster, cluster.Stations[(int)lie], (int)lie, lie, Lying, () => Task.CompletedTask);
            trial.Caught($"{lie}, told {told} times: {(found.Count > 0 ? found[^1] : "nothing found")}", found.Count > 0);
        }
    }

    private static async Task<(MixedClients Clients, List<string> Anomalies, int Told)> Watch(
        Cluster cluster, string station, int seed, Lie lie, TimeSpan length, Func<Task> injure)
    {
        var gateway = new Uri(cluster.Gateways[0].Address);
        using var liar = new Liar(lie, new SocketsHttpHandler { UseProxy = false });
        using var http = new HttpClient(liar) { BaseAddress = new Uri(gateway, "/api/v1/"), Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = await cluster.Token(gateway);
        var clients = new MixedClients(http, station, seed);
        await Task.WhenAll(clients.Run(Clients, length, CancellationToken.None), injure());
        return (clients, HistoryCheck.Anomalies(clients.Acts, await Changes(cluster, station)), liar.Told);
    }

    private static async Task<List<DurableChange>> Changes(Cluster cluster, string station)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT seq, change_id, type, item FROM events WHERE stream = $1 ORDER BY seq", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = Ids.UnitStream(station) });
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<(long Seq, Guid Change, string Type, string? Item)>();
        while (await reader.ReadAsync())
            events.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        return
        [
            .. events.GroupBy(e => e.Change).Select(change => new DurableChange(
                Ids.UnitStream(station), change.Min(e => e.Seq), change.Max(e => e.Seq),
                [.. change.Select(e => e.Item).OfType<string>()], [.. change.Where(e => e.Type == "need.edited").Select(e => e.Item).OfType<string>()])),
        ];
    }
}
