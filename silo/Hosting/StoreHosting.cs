using Practice.Hosting;
using Practice.Store;
using Practice.Store.Migrations;

namespace Practice.Silo.Hosting;

/// <summary>The unit store of this silo, migrated before the silo joins.</summary>
internal static class StoreHosting
{
    public static WebApplicationBuilder AddPracticeStore(this WebApplicationBuilder builder, PracticeOptions options)
    {
        if (options.Postgres is null || (options.PersonKey is null && options.Migrations != "only")) DataFolders.Ensure(options.DataFolder);
        builder.Services.AddUnitStore(new StoreOptions { Postgres = options.Postgres, SqlitePath = options.UnitsFile });
        builder.Services.AddPreparation<Migration>();
        return builder;
    }

    private sealed class Migration(StoreOptions store, IServiceProvider services) : IMigration
    {
        public Task Prepare(CancellationToken cancellation) => PostgresSetting.Use(store.Postgres, () => services.MigrateUnitStore(cancellation));

        public Task Check(CancellationToken cancellation) => PostgresSetting.Use(store.Postgres, async () => MissingMigration.Refuse(await StoreMigrations.Missing(store, cancellation)));
    }
}
