using Microsoft.Extensions.DependencyInjection;
using Practice.Store.Migrations;
using Practice.Store.Postgres;
using Practice.Store.Sqlite;

namespace Practice.Store;

/// <summary>Puts the unit store into a host.</summary>
public static class StoreRegistration
{
    public static IServiceCollection AddUnitStore(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => Open(options));
        return services;
    }

    /// <summary>Brings the schema up to this release; call it before the first use of the store.</summary>
    public static Task<int> MigrateUnitStore(this IServiceProvider services, CancellationToken cancellation) =>
        StoreMigrations.Migrate(services.GetRequiredService<StoreOptions>(), cancellation);

    /// <summary>A store for a process without a host. Dispose it (<see cref="IAsyncDisposable"/>) to write what is queued.</summary>
    public static IUnitStore Open(StoreOptions options)
    {
        IStoreDatabase database = options.Postgres is null ? new SqliteDatabase(options) : new PostgresDatabase(options);
        return new UnitStore(database, options);
    }
}
