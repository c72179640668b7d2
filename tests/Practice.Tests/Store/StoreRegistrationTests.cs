using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Practice.Store;
using Practice.Store.Migrations;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

public sealed class StoreRegistrationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("practice-store-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_host_migrates_and_uses_the_embedded_store()
    {
        var options = new StoreOptions { SqlitePath = Path.Combine(_directory, "new", "units.db") };
        await using var services = new ServiceCollection().AddUnitStore(options).BuildServiceProvider();

        await services.MigrateUnitStore(Cancellation);
        var change = First("unit-1");
        await services.GetRequiredService<IUnitStore>().Commit(change);

        Assert.Equal(change.Head, (await services.GetRequiredService<IUnitStore>().Load("unit-1", Cancellation)).Head);
    }

    [Fact]
    public async Task Scripts_run_in_order_once_and_each_component_counts_for_itself()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "other.db")};Pooling=false");
        await connection.OpenAsync(Cancellation);
        MigrationScript second = new(2, "0002-fill", "INSERT INTO t VALUES ('@not a parameter')");
        MigrationScript first = new(1, "0001-make", "CREATE TABLE t (x text)");

        var applied = await MigrationRunner.Run(connection, "a", [second, first], TimeProvider.System, Cancellation);
        var again = await MigrationRunner.Run(connection, "a", [second, first], TimeProvider.System, Cancellation);
        var other = await MigrationRunner.Run(connection, "b", [new(1, "0001-more", "INSERT INTO t VALUES ('b')")], TimeProvider.System, Cancellation);

        Assert.Equal([2, 0, 1], [applied, again, other]);
    }

    [Fact]
    public async Task A_failing_script_leaves_nothing_behind()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "other.db")};Pooling=false");
        await connection.OpenAsync(Cancellation);
        MigrationScript first = new(1, "0001-make", "CREATE TABLE t (x text)");

        await Assert.ThrowsAsync<SqliteException>(
            () => MigrationRunner.Run(connection, "a", [first, new(2, "0002-bad", "INSERT INTO nowhere VALUES (1)")], TimeProvider.System, Cancellation));

        Assert.Equal(1, await MigrationRunner.Run(connection, "a", [first], TimeProvider.System, Cancellation));
    }
}
