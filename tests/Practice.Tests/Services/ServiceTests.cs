using Practice.Calendars;
using Practice.Months;
using Practice.Services;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Services;

public sealed class ServiceTests
{
    [Fact]
    public void Popular_well_rated_one_offs_are_proposed_as_a_standing_service()
    {
        var desk = new Desk();
        desk.Found();
        for (var i = 0; i < 5; i++)
            desk.Done("理发", "lifeService.haircut", score: 5);
        desk.Done("跑腿", "lifeService.errands", score: 5);

        Propose(desk);

        var proposed = Assert.Single(desk.Book.All<Service>());
        Assert.Equal(("理发", "lifeService.haircut", ServiceStatus.Proposed, 5), (proposed.Name, proposed.Category, proposed.Status, proposed.Origin?.Fulfilled));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 0)]
    public void What_was_met_in_the_last_ninety_days_counts_and_no_older(long ticks, int proposed)
    {
        var desk = new Desk();
        desk.Found();
        for (var i = 0; i < 5; i++)
            desk.Done("理发", "lifeService.haircut", score: 5);
        var ninety = ChinaTime.StartOf(Desk.Month(3).FirstDay).AddDays(-90);

        desk.Do(draft =>
        {
            ProposalRules.Propose(draft, draft.Book.All<Needs.Need>().Select((need, n) => n == 0 ? need with { DoneAt = ninety.AddTicks(ticks) } : need), Desk.Month(3), c => c);
            return null;
        });

        Assert.Equal(proposed, desk.Book.All<Service>().Count());
    }

    [Fact]
    public void Four_good_ones_or_many_middling_ones_are_not_enough()
    {
        var desk = new Desk();
        desk.Found();
        for (var i = 0; i < 4; i++)
            desk.Done("理发", "lifeService.haircut", score: 5);
        for (var i = 0; i < 20; i++)
            desk.Done("跑腿", "lifeService.errands", score: 4);

        Propose(desk);

        Assert.Empty(desk.Book.All<Service>());
    }

    [Fact]
    public void What_is_served_proposed_or_turned_down_is_not_proposed_again()
    {
        var desk = new Desk();
        desk.Found();
        for (var i = 0; i < 8; i++)
            desk.Done("理发", "lifeService.haircut", score: 5);
        Propose(desk);
        Propose(desk);
        var id = Assert.Single(desk.Book.All<Service>()).Id;

        Assert.Null(desk.Do(draft => ServiceRules.Dismiss(draft, id)));
        Propose(desk);

        Assert.Equal(ServiceStatus.Dismissed, Assert.Single(desk.Book.All<Service>()).Status);
        Assert.Null(desk.Do(draft => ServiceRules.Accept(draft, id)));
        Assert.Equal(ServiceStatus.Standing, desk.Book.Find<Service>(id)!.Status);
        Assert.Equal("service.state", desk.Do(draft => ServiceRules.Dismiss(draft, id))?.Code);
    }

    [Fact]
    public void Needs_ordered_from_the_menu_are_no_one_offs()
    {
        var desk = new Desk();
        for (var i = 0; i < 6; i++)
            desk.Verified("理发", "lifeService.haircut", service: Desk.Unit + "-S009");

        desk.Do(draft =>
        {
            ProposalRules.Propose(draft, draft.Book.All<Needs.Need>().Select(n => n with { Status = Practice.Needs.NeedStatus.Done, DoneAt = desk.Now }), Desk.Month(3), c => c);
            return null;
        });

        Assert.Empty(desk.Book.All<Service>());
    }

    [Fact]
    public void Sessions_on_days_off_move_to_the_next_working_day()
    {
        var recurrence = new Recurrence { Kind = RecurrenceKind.MonthlyDay, Days = [5, 20], From = "09:00", Until = "11:00", MoveToWorkingDay = true };

        var sessions = RecurrenceRules.Sessions(recurrence, new(2026, 9), WorkCalendar.Default);

        // 5 September 2026 is a Saturday; 20 September is a Sunday that is worked.
        Assert.Equal([new DateOnly(2026, 9, 7), new DateOnly(2026, 9, 20)], sessions.Select(s => ChinaTime.DateOf(s.From)));
    }

    [Theory]
    [InlineData(2, "2026-03-14")]
    [InlineData(-1, "2026-03-28")]
    public void A_service_comes_on_the_nth_saturday(int nth, string date) => Assert.Equal(
        DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ChinaTime.DateOf(Assert.Single(RecurrenceRules.Sessions(new() { Kind = RecurrenceKind.NthWeekday, Weekdays = [6], Nth = nth, From = "08:30", Until = "11:30" }, new(2026, 3), WorkCalendar.Default)).From));

    [Fact]
    public void A_seasonal_service_rests_out_of_season() => Assert.Empty(RecurrenceRules.Sessions(
        new() { Kind = RecurrenceKind.Weekly, Weekdays = [2], From = "09:00", Until = "10:00", Months = [4, 5, 6, 7, 8, 9, 10] }, new(2026, 3), WorkCalendar.Default));

    [Fact]
    public void A_recurrence_that_makes_no_sense_is_refused()
    {
        var command = new SetService { Name = "晨练", Category = "sportsFitness", Recurrence = new() { Kind = RecurrenceKind.Weekly, Weekdays = [8], From = "06:30", Until = "07:30" } };

        Assert.Equal("recurrence.invalid", new Desk().Do(draft => ServiceRules.Add(draft, Desk.Terms, command, out _))?.Code);
    }

    [Fact]
    public void Work_on_a_task_line_is_counted_up_to_its_quantity()
    {
        var desk = new Desk();
        var id = "";
        desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, new() { Name = "健康江来", Category = "health", Tasks = [new() { Unit = Desk.Unit, Quantity = 4, Team = Desk.Team, People = ["健康志愿者 01"] }] }, out id));

        Assert.Null(desk.Do(draft => ServiceRules.CountTask(draft, id, 1, 4)));

        Assert.Equal(4, desk.Book.Find<Service>(id)!.Tasks[0].Done);
        Assert.Equal("done.invalid", desk.Do(draft => ServiceRules.CountTask(draft, id, 1, 5))?.Code);
        Assert.Equal("task.notFound", desk.Do(draft => ServiceRules.CountTask(draft, id, 2, 1))?.Code);
    }

    private static void Propose(Desk desk) => desk.Do(draft =>
    {
        ProposalRules.Propose(draft, draft.Book.All<Needs.Need>(), Desk.Month(3), c => PublicWords.CategoryName(c, Desk.Terms));
        return null;
    });
}
