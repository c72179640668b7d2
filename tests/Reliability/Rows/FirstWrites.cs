using Npgsql;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Reliability;

/// <summary>
/// Many write one grain for the first time at once: several stores, as so many silos would have, and Orleans' own statement over as many connections.
/// One wins, the others are told. Without the unique indexes two win.
/// </summary>
internal sealed class FirstWrites : IRow
{
    private const int Writers = 12;

    /// <summary>What the stock script does: looks first, then inserts. Only an index stands between two who look at once.</summary>
    private const string Stock =
        """
        UPDATE OrleansQuery SET QueryText =
            'insert into OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
             select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, now(), 1
             where @GrainStateVersion::integer is null and not exists (select 1 from OrleansStorage e
                 where e.GrainIdHash = @GrainIdHash and e.GrainTypeString = @GrainTypeString and e.GrainIdExtensionString = @GrainIdExtensionString and e.ServiceId = @ServiceId)
             returning 1 as NewGrainStateVersion'
        WHERE QueryKey = 'WriteToStorageKey';
        DROP INDEX OrleansStorageIdentity;
        ALTER TABLE heads DROP CONSTRAINT heads_pkey; ALTER TABLE events DROP CONSTRAINT events_pkey
        """;

    public string Verb => "first-writes";

    public string Goal => "first-write race of one grain from many clients: grains with two rows 0, and each race has exactly one winner";

    public string Control => "the unique indexes dropped: grains with two rows appear";

    public async Task Run(Trial trial)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 1, Gateways = 1, Towns = 1, Stations = 1, Postgres = ["jit=off"] }); // Without its indexes every plan looks worth compiling.
        using var journal = new Journal();
        var checker = new Checker(cluster, journal);
        var races = trial.Rounds(200, 5000);
        var (streams, states) = (await Streams(cluster, "a", races), await States(cluster, "a", races));
        Trial.Figure("races for a stream, and for a state of Orleans", races);
        Trial.Figure("  writers in each", Writers);
        trial.AtMost("races for a stream without exactly one winner", streams.Count(winners => winners != 1), 0);
        trial.AtMost("races for a state without exactly one winner", states.Count(winners => winners != 1), 0);
        await trial.Holds(checker, new OneRowAGrain());

        await Execute(cluster, Stock);
        streams = await Streams(cluster, "b", races);
        states = await States(cluster, "b", races);
        Trial.Figure("control: races for a stream with two winners", streams.Count(winners => winners > 1));
        Trial.Figure("control: races for a state with two winners", states.Count(winners => winners > 1));
        var breaches = await checker.Check(new OneRowAGrain());
        trial.Caught("without its index a stream has two heads", breaches.Any(breach => breach.Contains("heads", StringComparison.Ordinal)));
        trial.Caught("without its index a state of Orleans has two rows", breaches.Any(breach => breach.Contains("planted", StringComparison.Ordinal)));
    }

    /// <returns>For each race, how many were told that theirs is the first change.</returns>
    private static async Task<List<int>> Streams(Cluster cluster, string run, int races)
    {
        var options = new StoreOptions { Postgres = new NpgsqlConnectionStringBuilder(cluster.Connection) { Pooling = true }.ToString() };
        var stores = Enumerable.Range(0, Writers).Select(_ => StoreRegistration.Open(options)).ToList();
        var (winners, kinds) = (new List<int>(), UnitKinds.Create());
        for (var race = 0; race < races; race++)
        {
            var id = $"race{run}{race}";
            var won = await Task.WhenAll(stores.Select(store => Won(() => store.Commit(
                UnitRules.Imported(id, id, Level.Station, County.Centre, $"/{id}/", Guid.CreateVersion7(), "race", TimeProvider.System.GetUtcNow(), kinds)))));
            winners.Add(won.Count(one => one));
        }

        foreach (var store in stores)
            await ((IAsyncDisposable)store).DisposeAsync();
        return winners;
    }

    private static async Task<bool> Won(Func<Task> write)
    {
        try
        {
            await Task.Run(write);
            return true;
        }
        catch (Exception e) when (e is FencedException or OutcomeUnknownException)
        {
            return false;
        }
    }

    private static async Task<List<int>> States(Cluster cluster, string run, int races)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.Connection) { Pooling = true, MaxPoolSize = Writers }.ToString());
        string text;
        await using (var query = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'WriteToStorageKey'"))
            text = (string)(await query.ExecuteScalarAsync())!;
        var winners = new List<int>();
        for (var race = 0; race < races; race++)
        {
            var key = $"race-{run}{race}";
            var versions = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(source, text, key, writer))));
            winners.Add(versions.Count(version => version is not null));
        }

        return winners;
    }

    /// <summary>A first write as Orleans makes it: it knows of no version.</summary>
    private static async Task<object?> Write(NpgsqlDataSource source, string text, string key, int writer)
    {
        await using var command = source.CreateCommand(text);
        foreach (var (name, value) in new (string, object)[]
        {
            ("GrainIdHash", key.GetHashCode(StringComparison.Ordinal)), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 1), ("GrainTypeString", "planted"), ("GrainIdExtensionString", key),
            ("ServiceId", "race"), ("PayloadBinary", new[] { (byte)writer }),
        })
            command.Parameters.AddWithValue(name, value);
        command.Parameters.Add(new NpgsqlParameter("GrainStateVersion", NpgsqlTypes.NpgsqlDbType.Integer) { Value = DBNull.Value });
        return await command.ExecuteScalarAsync();
    }

    private static async Task Execute(Cluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
