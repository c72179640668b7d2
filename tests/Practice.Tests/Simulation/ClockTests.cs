using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Tests.Simulation;

/// <summary>Clocks that leap, stand or go back, over each weekend of 2026 that is worked in exchange (调休): what is due happens once.</summary>
public sealed class ClockTests
{
    public static readonly TheoryData<string, string> Exchanged = new(
        from day in new[] { "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10" }
        from pace in new[] { "hourly", "inOneLeap", "backAndForth" }
        select (day, pace));

    [Theory]
    [MemberData(nameof(Exchanged))]
    public void Around_an_exchanged_day_nothing_due_is_missed_or_done_twice(string day, string pace)
    {
        var worked = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var start = ChinaTime.At(DayBefore(worked), TimeSpan.FromHours(10));
        var world = new World(worked.DayNumber, Bug.None, start);
        new Workload(world).FoundTeams(12);
        world.Drain();
        var promised = Submit(world, 24);

        foreach (var at in Pace(pace, start, start.AddDays(12)))
        {
            world.Now = at;
            world.Drain();
        }

        var events = world.Units.SelectMany(unit => unit.Events).ToList();
        var orders = world.Units.SelectMany(unit => unit.Stored<WorkOrder>()).ToList();
        Assert.Contains(orders, order => ChinaTime.DateOf(order.AnswerBy) == worked);
        Assert.All(orders, order => Assert.Equal(order.AnswerBy <= world.Now ? OrderStatus.Expired : OrderStatus.Offered, order.Status));
        Assert.All(orders, order => Assert.Equal(order.Status == OrderStatus.Expired ? 1 : 0, events.Count(e => e.Type == "order.expired" && e.Item == order.Id)));
        Assert.All(promised, need => Assert.Single(events, e => e.Type == "need.promiseBroken" && e.Item == need));
        if (pace == "hourly")
            Assert.All(events.Where(e => e.Type == "order.expired"), e => Assert.InRange(e.At - orders.Single(order => order.Id == e.Item).AnswerBy, TimeSpan.Zero, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_clock_that_is_set_back_while_the_resident_must_answer_takes_no_time_away()
    {
        var world = new World(1, Bug.None);
        var unit = world.Unit("321203001010");
        var need = Submit(world, 1, "321203001010")[0];
        var due = unit.Stored<Need>().Single().Due;
        unit.OnNeed(need, draft => NeedRules.AwaitResident(draft, need, true));
        world.Now = world.Now.AddDays(-3);

        unit.OnNeed(need, draft => NeedRules.AwaitResident(draft, need, false));

        Assert.Equal(due, unit.Book.Find<Need>(need)!.Due);
    }

    private static IEnumerable<DateTimeOffset> Pace(string pace, DateTimeOffset start, DateTimeOffset end) => pace switch
    {
        "hourly" => Enumerable.Range(1, (int)(end - start).TotalHours).Select(hour => start.AddHours(hour)),
        "inOneLeap" => [end],
        _ => Enumerable.Range(1, 24).SelectMany(step => new[] { start.AddHours(step * 12), start.AddHours((step * 12) - 30) }).Append(end),
    };

    // Each need is offered to a team that never answers; every third has a promise that nobody keeps.
    private static List<string> Submit(World world, int count, string? at = null)
    {
        var stations = world.Units.Where(unit => unit.Id.Length == 12).ToList();
        var promised = new List<string>();
        for (var n = 0; n < count; n++)
        {
            var unit = at is null ? stations[n % stations.Count] : world.Unit(at);
            var id = "";
            Done(unit.Execute("clerk", draft => NeedRules.Submit(draft, UnitOwner.Terms, new SubmitNeed
            {
                Title = "帮忙", Category = "lifeService", Channel = Channel.Phone, Urgency = n % 2 == 0 ? Urgency.Normal : Urgency.Priority,
            }, out id)));
            Done(unit.OnNeed(id, draft => NeedRules.Verify(draft, UnitOwner.Terms, id, new VerifyNeed { Decision = Verdict.Accept })));
            if (at is null && n % 3 == 0)
                Done(unit.OnNeed(id, draft => PromiseRules.Set(draft, id, new Promise(["再找"], ChinaTime.DateOf(world.Now).AddDays(n % 5)), null)));
            else if (at is null)
                Done(unit.OnNeed(id, draft => SearchRules.Dispatch(draft, UnitOwner.Terms, id, new DispatchNeed { Mode = DispatchMode.Auto })));
            if (at is not null || n % 3 == 0)
                promised.Add(id);
        }

        world.Drain();
        return promised;
    }

    private static void Done(Refusal? refusal) => Assert.Null(refusal);

    private static DateOnly DayBefore(DateOnly day)
    {
        do
            day = day.AddDays(-1);
        while (!WorkCalendar.Default.IsWorkingDay(day));
        return day;
    }
}
