using Npgsql;
using Practice.Store;
using Practice.Tests.Support;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

/// <summary>The contract on PostgreSQL, and what happens when its connections are lost.</summary>
public sealed class PostgresUnitStoreTests(PostgresStoreFixture fixture) : UnitStoreContract(fixture), IClassFixture<PostgresStoreFixture>
{
    public override async ValueTask InitializeAsync()
    {
        await fixture.Ready(Cancellation);
        await base.InitializeAsync();
    }

    protected override Task<StoreOptions> Durable() => fixture.Durable(Cancellation);

    [Fact]
    public async Task Nothing_is_answered_or_read_before_its_commit()
    {
        var stream = Unique("unit");
        var first = First(stream);
        await Store.Commit(first);
        await using var other = await Connect();
        var transaction = await other.BeginTransactionAsync(Cancellation);
        await Execute(other, $"SELECT 1 FROM heads WHERE stream = '{stream}' FOR UPDATE");

        var commit = Store.Commit(first.Then());
        await Blocked(other);
        var contents = await Store.Load(stream, Cancellation);
        var answered = commit.IsCompleted;
        await transaction.CommitAsync(Cancellation);
        await commit;

        Assert.False(answered);
        Assert.Equal(first.Head, contents.Head);
    }

    [Fact]
    public async Task Changes_survive_writers_that_are_terminated_again_and_again()
    {
        var streams = Enumerable.Range(0, 8).Select(_ => Unique("unit")).ToList();
        await using var killer = await Connect();
        using var progress = new SemaphoreSlim(0);
        var writing = streams.Select(Write).ToList();

        for (var kills = 0; kills < 15; kills++)
        {
            for (var commits = 0; commits < 10; commits++)
                await progress.WaitAsync(Cancellation);
            await Execute(killer, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'practice-store-write'");
        }

        await Task.WhenAll(writing);
        foreach (var stream in streams)
            Assert.Equal(Enumerable.Range(1, 25).Select(n => (long)n), (await Store.Events(stream, null, 0, 100, Cancellation)).Select(e => e.Seq));

        async Task Write(string stream)
        {
            foreach (var change in Chain(stream, 25))
            {
                await Store.Commit(change);
                progress.Release();
            }
        }
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_submitted_again_and_found_recorded()
    {
        var address = new NpgsqlConnectionStringBuilder(fixture.Options.Postgres);
        await using var relay = new TcpRelay(address.Host!, address.Port);
        (address.Host, address.Port) = ("127.0.0.1", relay.Port);
        var store = Open(fixture.Options with { Postgres = address.ToString() });
        var stream = Unique("unit");
        var first = First(stream);
        await store.Commit(first);

        relay.LoseNextAnswer();
        var second = first.Then() with { Outbox = [Message(stream, "a", 1)] };
        await Task.WhenAll(store.Commit(second), store.Commit(second.Then()));

        Assert.Equal(1, relay.Lost);
        Assert.Equal([1, 2, 3], (await Store.Events(stream, null, 0, 10, Cancellation)).Select(e => e.Seq));
        Assert.Single((await Store.Load(stream, Cancellation)).Owed);
    }

    [Fact]
    public async Task An_outage_beyond_the_limit_leaves_the_outcome_unknown_and_the_same_change_can_be_submitted_later()
    {
        var address = new NpgsqlConnectionStringBuilder(fixture.Options.Postgres);
        await using var relay = new TcpRelay(address.Host!, address.Port);
        (address.Host, address.Port) = ("127.0.0.1", relay.Port);
        var store = Open(fixture.Options with { Postgres = address.ToString(), ReconnectLimit = TimeSpan.FromMilliseconds(200) });
        var stream = Unique("unit");
        var first = First(stream);
        await store.Commit(first);

        relay.LoseNextAnswer();
        relay.Refuse = true;
        var second = first.Then();
        var third = second.Then();
        var commits = new[] { store.Commit(second), store.Commit(third) };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => commits[0]);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => commits[1]);

        relay.Refuse = false;
        await store.Commit(second);
        await store.Commit(third);

        Assert.Equal([1, 2, 3], (await Store.Events(stream, null, 0, 10, Cancellation)).Select(e => e.Seq));
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(fixture.Options.Postgres);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteScalarAsync(Cancellation);
    }

    /// <summary>Until a backend waits for a lock of this connection's.</summary>
    private static async Task Blocked(NpgsqlConnection holder)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE @p = ANY(pg_blocking_pids(pid))", holder);
        command.Parameters.AddWithValue("p", holder.ProcessID);
        while ((long)(await command.ExecuteScalarAsync(Cancellation))! == 0)
            Cancellation.ThrowIfCancellationRequested();
    }
}
