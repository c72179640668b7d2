using System.Collections.Immutable;
using System.Text;
using Practice.Calendars;
using Practice.Imports;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Programmes;
using Practice.Services;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Silo.Push;
using Practice.Store;

namespace Practice.Silo.Demo;

/// <summary>
/// What the offices do beside the loop: sessions with their counts, promises that are not kept, a department, a task that is broken down, a
/// work group's robot (switched off: the demo calls nobody) and a calendar.
/// </summary>
internal sealed class DemoOffices(DemoCalls calls, IGrainFactory grains, IUnitStore store, DivisionImports imports, PersonVault vault, DemoShow show)
{
    /// <summary>A department of the joint conference. Its code is invented: departments have none of the statistics.</summary>
    public const string Department = "321203901";

    /// <summary>Needs of last month whose promise is not kept: one is promised anew and listed, one is left alone and climbs by its limit.</summary>
    public const int Broken = 2;

    private const int AtOnce = 16, TaskQuantity = 8;

    private static readonly string Station = DemoUnits.Shipped.Station("引江社区").Code;

    private static readonly string Sibling = DemoUnits.Shipped.Station("柴墟社区").Code;

    /// <summary>The needs of <see cref="Broken"/>, the listed one first.</summary>
    public static ImmutableArray<DemoNeed> Unkept(DemoScript script) =>
        [.. script.Needs.Where(need => need.Month == script.Days[^1].Month && need.Fate == DemoFate.Unfulfilled).OrderByDescending(need => need.Number).Take(Broken)];

    /// <summary>Tells of the sessions that are over: most were held, now and then one fell to the rain.</summary>
    public async Task TellSessions(DateTimeOffset now, CancellationToken stop)
    {
        var query = new ItemQuery
        {
            Kind = "serviceSession", Stream = Ids.UnitStream(DemoUnits.Centre), Statuses = [Json.Name(ServiceSessionStatus.Planned)], DueBefore = now, Order = ItemOrder.Due,
        };
        var over = new List<ServiceSession>();
        await foreach (var row in store.All(query, stop))
            over.Add(ItemKinds.Read<ServiceSession>(row));
        await Parallel.ForEachAsync(over, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (session, _) =>
        {
            var service = int.Parse(session.Service[^3..], System.Globalization.CultureInfo.InvariantCulture);
            var n = session.Day.DayNumber * 7 + service * 13;
            var most = DemoLists.Services[service - 1].Capacity ?? 20;
            await DemoCalls.Do($"session/{session.Id}", operation => n % 17 == 0
                ? calls.Services(DemoUnits.Centre).CancelSession(operation, session.Id, "下大雨,改到下一次")
                : calls.Services(DemoUnits.Centre).HoldSession(operation, session.Id, new(Math.Max(1, most * (55 + n % 45) / 100))));
        });
    }

    /// <summary>Dates that pass: what was promised for one day is not kept, promised again and not kept again, as far as there are days for it.</summary>
    /// <returns>The scenario's time afterwards.</returns>
    public async Task<DateTimeOffset> BreakPromises(DemoScript script, DateTimeOffset published, DateTimeOffset now)
    {
        var at = published;
        var (listed, late) = (Unkept(script)[0], Unkept(script)[1]);
        for (var time = 1; time <= 2; time++)
        {
            var next = ChinaTime.StartOf(ChinaTime.DateOf(at).AddDays(1)).AddMinutes(5);
            if (next > now)
                return at;
            await Promise(listed, time, ChinaTime.DateOf(at));
            if (time == 1)
                await Promise(late, time, ChinaTime.DateOf(at));
            await show.Advance(next);
            await grains.SweepAll();
            at = next;
        }

        await Promise(listed, 3, ChinaTime.DateOf(now).AddDays(20));
        return at;
    }

    /// <summary>What stands on the desks now.</summary>
    /// <param name="referred">A need that a department is asked for.</param>
    public async Task Desks(DemoNeed referred, DateTimeOffset now, CancellationToken stop)
    {
        await FoundDepartment(stop);
        await DemoCalls.Do($"refer/{referred.Number}", operation => calls.Needs(referred.Station).ReferToDepartment(
            operation, referred.Id, Department, new("归卫健系统,请派人看一看", DemoUnits.Centre, now.AddDays(5), referred.Station)));
        await BreakDown(ChinaTime.MonthOf(now));
        await DemoCalls.Do("outcome", operation => calls.Programmes(DemoUnits.Centre).CountOutcome(operation, Ids.Programme(DemoUnits.Centre, 1), new("建立健康档案", 512)));
        var target = await DemoCalls.Do("robot", operation => calls.Push(Station).AddTarget(operation, new(
            Station, Practice.Push.PushKind.WeCom, "引江社区工作群", "qyapi.weixin.qq.com", new PushSecret("demo-robot-0000-0000", null).Seal(vault, Station), null, null, true, ["need.climbed"])));
        await DemoCalls.Do("robot/off", operation => calls.Push(Station).EditTarget(operation, target.Id, new(null, null, null, null, "08:00", null, null, Active: false)));
        var secret = SecretLetters.Of(vault.Derived($"feed/{Station}/demo"), FeedEndpoints.SecretLength);
        await DemoCalls.Do("feed", operation => calls.Feeds(Station).AddFeed(operation, new(Station, "站里的日历", FeedEndpoints.Hash(vault, Station, secret))));
    }

    private async Task Promise(DemoNeed need, int time, DateOnly day) => await DemoCalls.Do(
        $"{need.Number}/promise/{time}", operation => calls.Needs(need.Station).Promise(operation, need.Id, new(need.Steps, day, need.Responsible, need.Reason)));

    private async Task FoundDepartment(CancellationToken stop)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes($"code,name,parent,level\n{Department},区卫生健康委员会,{DemoUnits.Centre},town\n"));
        var view = await DemoCalls.Do("department/import", operation => imports.Submit(operation, csv, stop));
        while (view.State is not (ImportState.Done or ImportState.Failed))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), stop);
            view = (await DemoCalls.Ask(() => imports.View(view.Id))).Value!;
        }

        await DemoCalls.Do("department/open", operation => calls.Unit(Department).Open(operation));
        await DemoCalls.Do("department/profile", operation => calls.Unit(Department).Edit(operation, new() { Department = true, ResponsibleBody = "区卫生健康委员会", FirstResponsiblePerson = "联席会议联络员 01" }));
        await calls.Settle(Ids.UnitStream(Department));
    }

    // Centre → institutes → stations → a team and people of one of them; what is done comes up again.
    private async Task BreakDown(YearMonth month)
    {
        var task = (await DemoCalls.Do("task", operation => calls.Tasks(DemoUnits.Centre).AddTask(operation, new()
        {
            Title = "健康江来 · 家门口量血压", Quantity = TaskQuantity, Measure = "场", Deadline = month.LastDay, Of = Ids.Service(DemoUnits.Centre, 1),
        }))).Id;
        await Divide(DemoUnits.Centre, new("321203001", 4, null, []), new("321203104", 2, null, []), new("321203100", 2, null, []));
        await Divide("321203001", new(Station, 2, null, []), new(Sibling, 2, null, []));
        await Divide(Station, new(Ids.Team(Station, 1), 1, null, []), new(null, 1, null, ["健康志愿者 01", "健康志愿者 02"]));
        await DemoCalls.Do("task/done", operation => calls.Tasks(Station).CountPart(operation, task, 1, 1));
        await calls.Settle(Ids.UnitStream(Station));
        await calls.Settle(Ids.UnitStream("321203001"));

        async Task Divide(string unit, params GivePart[] parts)
        {
            await DemoCalls.Do($"task/{unit}", operation => calls.Tasks(unit).DivideTask(operation, task, [.. parts]));
            await calls.Settle(Ids.UnitStream(unit));
        }
    }
}
