using Practice.Hosting;
using Practice.Store;

namespace Practice.Silo.Hosting;

/// <summary>The unit store of this silo, migrated before the silo joins.</summary>
internal static class StoreHosting
{
    public static WebApplicationBuilder AddPracticeStore(this WebApplicationBuilder builder, PracticeOptions options)
    {
        if (options.Postgres is null) Directory.CreateDirectory(options.DataFolder);
        builder.Services.AddUnitStore(new StoreOptions { Postgres = options.Postgres, SqlitePath = options.UnitsFile });
        builder.Services.AddPreparation<Migration>();
        return builder;
    }

    private sealed class Migration(IServiceProvider services) : IMigration
    {
        public Task Prepare(CancellationToken cancellation) => services.MigrateUnitStore(cancellation);
    }
}
