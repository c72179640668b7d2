using Practice.Store;
using Practice.Store.Migrations;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Store;

/// <summary>One migrated database for a test class.</summary>
public interface IStoreFixture
{
    StoreOptions Options { get; }

    /// <summary>Another, empty and not migrated.</summary>
    Task<StoreOptions> Fresh(CancellationToken cancellation);

    /// <summary>The arguments of the writer process that writes to this database.</summary>
    string[] Arguments(StoreOptions options);
}

public sealed class SqliteStoreFixture : IStoreFixture, IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("practice-store-").FullName;
    private int _files;

    public StoreOptions Options { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        Options = await Fresh(TestContext.Current.CancellationToken);
        await StoreMigrations.Migrate(Options, TestContext.Current.CancellationToken);
    }

    public Task<StoreOptions> Fresh(CancellationToken cancellation) =>
        Task.FromResult(new StoreOptions { SqlitePath = Path.Combine(_directory, $"units{Interlocked.Increment(ref _files)}.db") });

    public string[] Arguments(StoreOptions options) => ["sqlite", options.SqlitePath];

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgresStoreFixture(PostgresFixture server) : IStoreFixture
{
    public StoreOptions Options { get; private set; } = new();

    /// <summary>Migrates at first use, in a test, where a missing server is a skip.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        if (Options.Postgres is not null)
            return;

        var options = await Fresh(cancellation);
        await StoreMigrations.Migrate(options, cancellation);
        Options = options;
    }

    public async Task<StoreOptions> Fresh(CancellationToken cancellation) => new() { Postgres = await server.CreateDatabase(durable: false, cancellation) };

    public async Task<StoreOptions> Durable(CancellationToken cancellation) => new() { Postgres = await server.CreateDatabase(durable: true, cancellation) };

    public string[] Arguments(StoreOptions options) => ["postgres", options.Postgres!];
}
