using Microsoft.Data.Sqlite;
using Practice.Store;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

/// <summary>The contract on the embedded default.</summary>
public sealed class SqliteUnitStoreTests(SqliteStoreFixture fixture) : UnitStoreContract(fixture), IClassFixture<SqliteStoreFixture>
{
    protected override Task<StoreOptions> Durable() => fixture.Fresh(Cancellation);

    [Fact]
    public async Task Nothing_is_answered_or_read_before_its_commit()
    {
        var stream = Unique("unit");
        var first = First(stream);
        await Store.Commit(first);
        await using var other = new SqliteConnection($"Data Source={fixture.Options.SqlitePath};Pooling=false");
        await other.OpenAsync(Cancellation);
        var transaction = other.BeginTransaction(deferred: false);

        var commit = Store.Commit(first.Then());
        var contents = await Store.Load(stream, Cancellation);
        var answered = commit.IsCompleted;
        await transaction.DisposeAsync();
        await commit;

        Assert.False(answered);
        Assert.Equal(first.Head, contents.Head);
    }
}
