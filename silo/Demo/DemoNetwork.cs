using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Imports;
using Practice.Needs;
using Practice.Persons;
using Practice.Resources;
using Practice.Shared;
using Practice.Units;

namespace Practice.Silo.Demo;

/// <summary>Founds the demo's network: the two cities' units, those that are open with their profiles, the points, the teams, the lists.</summary>
/// <remarks>Every step looks first whether it is done: after a crash it goes on where it stopped.</remarks>
internal sealed class DemoNetwork(DemoCalls calls, DivisionImports imports, PersonVault vault, DemoProgress progress)
{
    private const int AtOnce = 16;
    private const int FirstOfficePhone = 90_000;

    private static readonly ImmutableArray<OpeningHours> Office =
        [.. Enumerable.Range(1, 5).SelectMany(day => new[] { new OpeningHours(day, "09:00", "12:00"), new OpeningHours(day, "13:30", "17:30") })];

    /// <summary>How many steps there are.</summary>
    public static int Steps => 1 + Open.Length + DemoUnits.Points.Length + DemoTeams.Shipped.Teams.Length + DemoLists.Resources.Length + DemoLists.Services.Length + DemoLists.Programmes.Length + DemoDesk.Points.Length;

    private static ImmutableArray<DemoUnit> Open { get; } =
    [
        new(DemoUnits.City, "泰州市", ""), new(DemoUnits.Centre, "高港区", DemoUnits.City), .. DemoUnits.Institutes, .. DemoUnits.Shipped.Stations,
    ];

    public async Task Found(DateTimeOffset at, CancellationToken stop)
    {
        progress.Enter("network");
        await Import(stop);
        await Parallel.ForEachAsync(Open.Select((unit, i) => (unit, i)), Options(stop), async (item, _) => await OpenUnit(item.unit, item.i, ChinaTime.DateOf(at)));
        await Each(DemoUnits.Points, point => point.Parent, AddPoint, stop);
        progress.Enter("teams");
        await Each(DemoTeams.Shipped.Teams, team => team.Unit, Register, stop);
        progress.Enter("lists");
        await Each(DemoDesk.Points, item => item.Unit, AddIntakePoint, stop);
        await Each(DemoLists.Resources, item => item.Unit, AddResource, stop);
        await AddServices();
    }

    private async Task Import(CancellationToken stop)
    {
        await using var csv = DivisionFile.OpenShipped();
        var view = await DemoCalls.Do("import", operation => imports.Submit(operation, csv, stop));
        while (view.State is not (ImportState.Done or ImportState.Failed))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), stop);
            view = (await DemoCalls.Ask(() => imports.View(view.Id))).Value!;
        }

        if (view.State == ImportState.Failed)
            throw new DemoFailedException("The division codes that ship with the system could not be imported.");
        progress.Step();
    }

    private async Task OpenUnit(DemoUnit unit, int index, DateOnly on)
    {
        await DemoCalls.Do($"open/{unit.Code}", operation => calls.Unit(unit.Code).Open(operation));
        if ((await DemoCalls.Ask(calls.Unit(unit.Code).View)).Value is { ResponsibleBody: null })
            await DemoCalls.Do($"profile/{unit.Code}", operation => calls.Unit(unit.Code).Edit(operation, Profile(unit, index, on)));
        progress.Step();
    }

    private static EditUnit Profile(DemoUnit unit, int index, DateOnly on)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{index:D2}");
        var (body, title, head) = Ids.LevelOf(unit.Code) switch
        {
            Level.City => ("市文明实践工作联席会议", PositionTitle.Contact, "市级联络员 "),
            Level.Centre => ("区新时代文明实践中心办公室", PositionTitle.CentreDirector, "中心主任 "),
            Level.Institute => (unit.Name + "党(工)委", PositionTitle.FirstInstituteHead, "第一所长 "),
            _ => (unit.Name + "党组织", PositionTitle.StationHead, "站长 "),
        };
        return new()
        {
            Name = unit.Name,
            ResponsibleBody = body,
            FirstResponsiblePerson = head + number,
            Positions = title == PositionTitle.Contact ? [new(title, head + number, on)] : [new(title, head + number, on), new(PositionTitle.Contact, "联络员 " + number, on)],
            Address = Ids.LevelOf(unit.Code) == Level.Station ? unit.Name + "党群服务中心一楼" : unit.Name + "便民服务中心",
            Phone = string.Create(CultureInfo.InvariantCulture, $"139000{FirstOfficePhone + index:D5}"),
            OpeningHours = Office,
            Readiness = [.. Enum.GetValues<Haves>().Select(have => new ReadinessItem(have, !(have == Haves.FullTimeStaff && index % 6 == 5), on))],
        };
    }

    private async Task AddPoint(DemoPoint point)
    {
        if ((await DemoCalls.Ask(calls.Unit(point.Id).View)).Value is null)
            await DemoCalls.Do($"point/{point.Id}", operation => calls.Unit(point.Parent).AddPoint(operation, new(point.Name, point.Kind)));
    }

    private async Task Register(DemoTeam team)
    {
        if ((await DemoCalls.Ask(calls.Team(team.Id).View)).Value is not null)
            return;
        var id = await DemoCalls.Do($"team/{team.Id}", operation => calls.Registry(team.Unit).Register(operation, team.Team));
        if (id != team.Id)
            throw new DemoFailedException($"The team {team.Id} came into being as {id}.");
    }

    private async Task AddResource((string Unit, AddResource Resource) item)
    {
        var (unit, resource) = item;
        if ((await DemoCalls.Ask(calls.Resources(unit).Resources)).Any(known => known.Name == resource.Name))
            return;
        if (resource.Kind == ResourceKind.SkilledPerson)
            resource = resource with { Contact = Seal(resource.Name, $"13900080{resource.Name[^2..]}0") };
        await DemoCalls.Do($"resource/{unit}/{resource.Name}", operation => calls.Resources(unit).AddResource(operation, resource));
    }

    private async Task AddIntakePoint((string Unit, Practice.Intake.SetIntakePoint Point) item)
    {
        if ((await DemoCalls.Ask(() => calls.Intake(item.Unit).ViewIntakePoint(Ids.IntakePoint(item.Unit, 1)))).Value is null)
            await DemoCalls.Do($"intake/{item.Unit}", operation => calls.Intake(item.Unit).AddIntakePoint(operation, item.Point));
    }

    /// <summary>The weekly openings of boxes: those of some stations, or of all others.</summary>
    public async Task ScheduleOpenings(bool early, CancellationToken stop) => await Parallel.ForEachAsync(
        DemoUnits.Shipped.Stations.Select((station, i) => (station.Code, i)).Where(item => DemoDesk.Early.Contains(item.Code) == early), Options(stop),
        async (item, _) => await DemoCalls.Do($"schedule/{item.Code}", operation =>
            calls.Intake(item.Code).EditIntakePoint(operation, Ids.IntakePoint(item.Code, 1), new() { Schedule = DemoDesk.Schedule(item.i) })));

    /// <summary>Rounds of doors of the last rest day, and the telephone.</summary>
    public async Task DoorsAndTelephones(DateTimeOffset at)
    {
        var day = ChinaTime.DateOf(at);
        while (WorkCalendar.Default.IsWorkingDay(day))
            day = day.AddDays(-1);
        foreach (var (unit, area, made, households) in DemoDesk.Visits)
        {
            var plan = await DemoCalls.Do($"visits/{unit}", operation => calls.Intake(unit).AddVisitPlan(operation, new() { Area = area, From = day.AddDays(-28) }));
            if (made)
                await DemoCalls.Do($"visit/{unit}", operation => calls.Intake(unit).RecordVisit(operation, new() { Plan = plan.Id, On = day, Households = households, Visitors = 3 }));
        }

        foreach (var ((unit, line), i) in DemoDesk.Drafts.Select((draft, i) => (draft, i)))
            await DemoCalls.Do($"draft/{unit}", operation =>
                calls.Intake(unit).TakeDraft(operation, new(line, Seal("", string.Create(CultureInfo.InvariantCulture, $"139000700{i:D2}")) with { MaskedName = null })));
    }

    private async Task AddServices()
    {
        var known = (await DemoCalls.Ask(() => calls.Services(DemoUnits.Centre).Services(null))).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var service in DemoLists.Services)
        {
            if (!known.Contains(service.Name!))
                await DemoCalls.Do($"service/{service.Name}", operation => calls.Services(DemoUnits.Centre).AddService(operation, service));
            progress.Step();
        }

        for (var n = 1; n <= DemoLists.Programmes.Length; n++)
        {
            var programme = DemoLists.Programmes[n - 1];
            if ((await DemoCalls.Ask(() => calls.Programmes(DemoUnits.Centre).ViewProgramme(Ids.Programme(DemoUnits.Centre, n)))).Value is null)
                await DemoCalls.Do($"programme/{programme.Name}", operation => calls.Programmes(DemoUnits.Centre).AddProgramme(operation, programme));
            progress.Step();
        }
    }

    public SealedContact Seal(string name, string phone)
    {
        var reference = PersonVault.NewReference();
        return new(reference, vault.Seal(reference, new(name, Phone.Normalize(phone))), Masking.Name(name), vault.PhoneCode(reference, phone[^4..]));
    }

    // What one unit numbers is added in order; units go on beside each other.
    private Task Each<T>(IEnumerable<T> items, Func<T, string> unit, Func<T, Task> add, CancellationToken stop) =>
        Parallel.ForEachAsync(items.GroupBy(unit), Options(stop), async (group, _) =>
        {
            foreach (var item in group)
            {
                await add(item);
                progress.Step();
            }
        });

    private static ParallelOptions Options(CancellationToken stop) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
}
