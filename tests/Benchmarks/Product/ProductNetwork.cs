using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Practice.Activities;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;
using Practice.Store.Migrations;
using Practice.Teams;
using Practice.Tests.Support;
using Practice.Units;
using Practice.Volunteers;

namespace Practice.Benchmarks.Product;

/// <summary>One silo in this process with the product's own kernel, grains and settings on a throw-away PostgreSQL with fsync on.</summary>
internal sealed class ProductNetwork : IAsyncDisposable
{
    public const string City = "3212", Centre = "321203", Institute = "321203001";

    private static readonly string Above = $"/{City}/{Centre}/{Institute}/";
    private readonly PostgresServer _server;
    private readonly IHost _host;
    private int _stations;

    private ProductNetwork(PostgresServer server, IHost host, string postgres) => (_server, _host, Postgres) = (server, host, postgres);

    /// <summary>The connection string of its database.</summary>
    public string Postgres { get; }

    /// <summary>Seals people's details with a key of this network alone.</summary>
    public PersonVault Vault => _host.Services.GetRequiredService<PersonVault>();

    public IUnitStore Store => _host.Services.GetRequiredService<IUnitStore>();

    public static async Task<ProductNetwork> Start()
    {
        var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var options = new StoreOptions { Postgres = await server.CreateDatabase(CancellationToken.None) };
        await StoreMigrations.Migrate(options, CancellationToken.None);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders(); // A silo that stops says so at length.
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage("settings");
            silo.Services.AddUnitStore(options);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<DomainClock>();
            silo.Services.AddSingleton<KernelServices>();
            silo.Services.AddSettings();
            silo.Services.AddSingleton(Practice.Push.PushServices.None);
            silo.Services.AddSingleton(_ => new PersonVault(new byte[32]));
            silo.AddWakers();
        });
        var host = builder.Build();
        await host.StartAsync();
        var network = new ProductNetwork(server, host, options.Postgres);
        await network.Found(City, "32", $"/{City}/");
        await network.Found(Centre, City, $"/{City}/{Centre}/");
        await network.Found(Institute, Centre, Above);
        return network;
    }

    /// <summary>A new station that takes needs.</summary>
    public async Task<string> Station()
    {
        var id = await Import();
        await Open(id);
        return id;
    }

    /// <summary>A new station as an import leaves it, whose grain is not awake.</summary>
    public async Task<string> Import()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{Institute}{Interlocked.Increment(ref _stations):D3}");
        await Import(id, Institute, PathOf(id));
        return id;
    }

    public static string PathOf(string station) => $"{Above}{station}/";

    public INeedListGrain Needs(string unit) => Grains.GetGrain<INeedListGrain>(Ids.UnitStream(unit));

    public IUnitGrain Unit(string unit) => Grains.GetGrain<IUnitGrain>(Ids.UnitStream(unit));

    public ITeamRegistryGrain Teams(string unit) => Grains.GetGrain<ITeamRegistryGrain>(Ids.UnitStream(unit));

    public IActivityRegistryGrain Activities(string unit) => Grains.Owner<IActivityRegistryGrain>(Ids.UnitStream(unit));

    public IActivityGrain Activity(string activity) => Grains.Owner<IActivityGrain>(Ids.ActivityStream(activity));

    public IVolunteerGrain Volunteer(string number) => Grains.Owner<IVolunteerGrain>(Ids.VolunteerStream(number));

    public IPlaceHolderGrain Calendar(string number) => Grains.Owner<IPlaceHolderGrain>(Ids.VolunteerStream(number));

    /// <summary>Lets go of every activation that nobody uses.</summary>
    public Task Forget() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>Completes when an owner has delivered what it owed.</summary>
    public Task Settle(string stream) => Grains.Owner<IPeer>(stream).Settle();

    /// <summary>How many grains of a type are awake.</summary>
    public async Task<int> Awake(string type) => (await Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics()).Where(s => s.GrainType.Contains(type, StringComparison.Ordinal)).Sum(s => s.ActivationCount);

    /// <summary>A command with a key of its own, as every POST of a client has.</summary>
    public static Operation Operation() => new(SampleNeed.Clerk, Guid.CreateVersion7().ToString(), SampleNeed.Fingerprint);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _server.DisposeAsync();
    }

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    private async Task Found(string id, string parent, string path)
    {
        await Import(id, parent, path);
        await Open(id);
    }

    private async Task Import(string id, string parent, string path) => await Store.CreateStreams(
        [UnitRules.Imported(id, "单位" + id, Ids.LevelOf(id), parent, path, Guid.CreateVersion7(), "benchmark", TimeProvider.System.GetUtcNow(), UnitKinds.Create())],
        CancellationToken.None);

    private async Task Open(string id)
    {
        if ((await Grains.GetGrain<IUnitGrain>(Ids.UnitStream(id)).Open(new Operation(SampleNeed.Clerk))).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Message);
    }
}
