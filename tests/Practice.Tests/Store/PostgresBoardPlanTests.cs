using System.Globalization;
using Npgsql;
using Practice.Store;
using Practice.Store.Postgres;
using Practice.Store.Reading;
using Practice.Tests.Support;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

/// <summary>How PostgreSQL finds a board's lines: by the index that has them in order, and never by sorting what lies below.</summary>
public sealed class PostgresBoardPlanTests(PostgresFixture postgres)
{
    private const int Needs = 3000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/3212/", "_1")]
    [InlineData("/3212/321201/", "_2")]
    [InlineData("/3212/321201/321201001/", "_3")]
    [InlineData("/3212/321201/321201001/321201001001/", "_4")]
    public async Task Lines_come_from_the_index_of_their_level(string path, string level)
    {
        var options = new StoreOptions { Postgres = await postgres.CreateDatabase(durable: false, Cancellation) };
        await Practice.Store.Migrations.StoreMigrations.Migrate(options, Cancellation);
        await using var store = (UnitStore)StoreRegistration.Open(options);
        await Fill(store);

        var plan = await Explain(options, path);

        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.All(["items_unfulfilled", "items_under_way", "items_met"], index => Assert.Contains(index + level, plan, StringComparison.Ordinal));
        Assert.Contains("items_tallies", plan, StringComparison.Ordinal);
    }

    // One county has nearly everything, which statistics of the whole table do not tell.
    private static async Task Fill(UnitStore store)
    {
        string[] statuses = ["submitted", "dispatching", "accepted", "unfulfilled", "done"];
        var stream = Unique("unit");
        var first = First(stream);
        await store.Commit(first);
        foreach (var chunk in Enumerable.Range(0, Needs).Chunk(500))
            await store.Commit((first = first.Then()) with
            {
                Items =
                [
                    .. chunk.Select(n => Item(stream, "need", string.Create(CultureInfo.InvariantCulture, $"N{n}")) with
                    {
                        Path = n % 50 == 0 ? "/3212/321202/321202001/321202001001/" : "/3212/321201/321201001/321201001001/",
                        Status = statuses[n % statuses.Length], CreatedAt = Morning.AddMinutes(n), DueAt = Morning.AddMinutes(Needs - n),
                    }),
                ],
            });
    }

    private static async Task<string> Explain(StoreOptions options, string path)
    {
        await using var database = new PostgresDatabase(options);
        await using var source = NpgsqlDataSource.Create(options.Postgres + ";Options=-c plan_cache_mode=force_generic_plan");
        await using var connection = await source.OpenConnectionAsync(Cancellation);
        await Execute(connection, "ANALYZE items");
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await Execute(connection, database.Ordered);
        var plans = new List<string>();
        foreach (var (statement, number) in new BoardReads(database).Statements(path).Select((statement, number) => (statement, number)))
        {
            var sql = statement.Replace("@p0", "$1", StringComparison.Ordinal).Replace("@p1", "$2", StringComparison.Ordinal).Replace("@p2", "$3", StringComparison.Ordinal)
                .Replace("@p3", "$4", StringComparison.Ordinal).Replace("@p4", "$5", StringComparison.Ordinal).Replace("@p5", "$6", StringComparison.Ordinal);
            var id = path.TrimEnd('/').Split('/')[^1];
            await Execute(connection, $"PREPARE s{number} (text, text, text, text, text, int) AS {sql}");
            await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE s{number} ('unit-{id}', '{id}', '2026-03', '{path}', '{path[..^1]}0', 20)", connection);
            await using var reader = await explain.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
                plans.Add(reader.GetString(0));
        }

        return string.Join('\n', plans);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
