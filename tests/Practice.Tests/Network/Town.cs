using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Tests.Kernel;
using Practice.Units;

namespace Practice.Tests.Network;

/// <summary>A small network on real grains and a real store: one city, one centre, one town, two villages.</summary>
internal sealed class Town : IAsyncDisposable
{
    public const string City = "3212", Centre = "321203", Institute = "321203001", Station = "321203001010", Sibling = "321203001011";

    public static readonly Operation Clerk = new(new Caller("clerk-1", null, [new(Role.Dispatcher, City)]));

    private readonly NetworkHost _host;

    private Town(NetworkHost host, string folder) => (_host, Folder) = (host, folder);

    public string Folder { get; }

    public IGrainFactory Grains => _host.Grains;

    public IUnitStore Store => (IUnitStore)_host.Services.GetService(typeof(IUnitStore))!;

    public INeedListGrain Needs(string unit = Station) => Grains.GetGrain<INeedListGrain>(Ids.UnitStream(unit));

    public ITeamGrain Team(string team) => Grains.GetGrain<ITeamGrain>(Ids.TeamStream(team));

    public static async Task<Town> Build(TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("practice-town-").FullName;
        var town = await Open(folder, time);
        foreach (var (id, parent, path) in new[]
        {
            (City, "32", $"/{City}/"),
            (Centre, City, $"/{City}/{Centre}/"),
            (Institute, Centre, $"/{City}/{Centre}/{Institute}/"),
            (Station, Institute, $"/{City}/{Centre}/{Institute}/{Station}/"),
            (Sibling, Institute, $"/{City}/{Centre}/{Institute}/{Sibling}/"),
        })
        {
            var now = (time ?? TimeProvider.System).GetUtcNow();
            await town.Store.CreateStreams([UnitRules.Imported(id, "单位" + id, Ids.LevelOf(id), parent, path, Guid.CreateVersion7(), "test", now, UnitKinds.Create())], CancellationToken.None);
            Assert.Null((await town.Grains.GetGrain<IUnitGrain>(Ids.UnitStream(id)).Open(Clerk)).Refusal);
        }

        return town;
    }

    public static async Task<Town> Open(string folder, TimeProvider? time = null) => new(
        await NetworkHost.Start(Path.Combine(folder, "units.db"), silo => silo.Configure<KernelOptions>(options => options.ReportInterval = TimeSpan.Zero), time), folder);

    public async Task<string> Found(string unit, string name, string field = "lifeService", int capacity = 2, Reach reach = Reach.Subtree, params string[] skills)
    {
        var team = new RegisterTeam { Name = name, Fields = [field], Skills = [.. skills], Capacity = capacity, Reach = reach };
        var made = await Grains.GetGrain<ITeamRegistryGrain>(Ids.UnitStream(unit)).Register(Clerk, team);
        Assert.Null(made.Refusal);
        await Settled();
        return made.Value!;
    }

    /// <summary>A need that has been checked and found reasonable.</summary>
    public async Task<NeedView> Need(int people = 1, string category = "lifeService", TimeSlot? wanted = null, string unit = Station, string title = "厨房下水堵了")
    {
        var submitted = await Needs(unit).Submit(Clerk, new SubmitNeed { Title = title, Category = category, Channel = Channel.Phone, People = people, Wanted = wanted });
        Assert.Null(submitted.Refusal);
        return (await Needs(unit).Verify(Clerk, submitted.Value!.Id, new VerifyNeed { Decision = Verdict.Accept })).Value!;
    }

    public async Task<NeedView> Dispatch(string need, string unit = Station)
    {
        var sent = await Needs(unit).Dispatch(Clerk, need, new DispatchNeed { Mode = DispatchMode.Auto });
        Assert.Null(sent.Refusal);
        await Settled();
        return (await Needs(unit).View(need)).Value!;
    }

    public async Task<NeedView> View(string need) => (await Needs(Ids.Owner(need)).View(need)).Value!;

    /// <summary>Waits until no owner owes another anything.</summary>
    public async Task Settled()
    {
        string[] streams = [.. new[] { City, Centre, Institute, Station, Sibling }.Select(Ids.UnitStream), .. await Teams()];
        for (var calm = 0; calm < 2; calm++)
            foreach (var stream in streams)
                await Grains.GetGrain<IPeer>(GrainId.Create(stream[..4], stream)).Settle();
    }

    /// <summary>The live order of a need that a team holds.</summary>
    public static OrderBrief OrderOf(NeedView need, string team) => need.Orders.Last(o => o.Team == team);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Stops the host and starts another on the same files.</summary>
    public async Task<Town> Restart(TimeProvider? time = null)
    {
        await _host.DisposeAsync();
        return await Open(Folder, time);
    }

    private async Task<IEnumerable<string>> Teams() =>
        (await Store.Search(new ItemQuery { Kind = "team", Order = ItemOrder.Id, Limit = 200 }, CancellationToken.None)).Items.Select(row => Ids.TeamStream(row.Id));
}
