using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Practice.Kernel;
using Practice.Persons;
using Practice.Settings;
using Practice.Store;
using Practice.Store.Migrations;

namespace Practice.Tests.Kernel;

/// <summary>One silo with the kernel on a SQLite file of its own. Stopping it and starting another on the same file is a restart.</summary>
internal sealed class NetworkHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private NetworkHost(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public static async Task<NetworkHost> Start(string file, Action<ISiloBuilder>? more = null, TimeProvider? time = null)
    {
        var options = new StoreOptions { SqlitePath = file };
        await StoreMigrations.Migrate(options, CancellationToken.None);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage("settings");
            silo.Services.AddUnitStore(options);
            silo.Services.AddSingleton(new DomainClock(time ?? TimeProvider.System));
            silo.Services.AddSingleton<KernelServices>();
            silo.Services.AddSettings();
            silo.Services.AddSingleton(_ => new PersonVault(new byte[32]));
            silo.Services.AddSingleton(Practice.Push.PushServices.None);
            more?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
