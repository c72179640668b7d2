using CsCheck;
using Practice.Calendars;
using Practice.Intake;
using Practice.Needs;
using Practice.Tests.Months;

namespace Practice.Tests.Intake;

/// <summary>Rounds of doors on rest days.</summary>
public sealed class VisitRulesTests
{
    [Fact]
    public void Visits_are_planned_for_rest_days_and_a_worked_weekend_day_moves_them()
    {
        // 2026-02-14 and 02-28 are Saturdays that are worked; both weeks have their Sunday off.
        var days = VisitRules.Days(Plan(), new(2026, 2, 9), new(2026, 3, 8), WorkCalendar.Default).ToList();

        Assert.Equal([new(2026, 2, 15), new(2026, 2, 21), new(2026, 3, 1), new(2026, 3, 7)], days);
    }

    [Fact]
    public void A_plan_moves_when_a_years_calendar_is_loaded()
    {
        var provisional = WorkCalendar.Default;
        var saturday = new DateOnly(2031, 2, 8);
        var loaded = provisional.With(new CalendarYear(2031, CalendarYear.ParseDays(["2031-01-01"]), CalendarYear.ParseDays(["2031-02-08"])));

        Assert.Contains(saturday, VisitRules.Days(Plan(), new(2031, 2, 3), new(2031, 2, 9), provisional));
        Assert.Equal([new DateOnly(2031, 2, 9)], VisitRules.Days(Plan(), new(2031, 2, 3), new(2031, 2, 9), loaded));
    }

    [Fact]
    public void Every_day_of_a_plan_is_a_rest_day_and_no_week_has_two()
    {
        Gen.Select(Gen.Int[0, 700], Gen.Int[0, 120], Gen.Int[6, 7]).Sample((start, length, weekday) =>
        {
            var from = new DateOnly(2025, 1, 1).AddDays(start);

            var days = VisitRules.Days(Plan() with { Weekday = weekday }, from, from.AddDays(length), WorkCalendar.Default).ToList();

            Assert.All(days, day => Assert.False(WorkCalendar.Default.IsWorkingDay(day)));
            Assert.All(days, day => Assert.InRange(day, from, from.AddDays(length)));
            Assert.Equal(days.Count, days.Select(VisitRules.Monday).Distinct().Count());
        });
    }

    [Fact]
    public void A_visit_record_creates_needs_and_counts_households_and_names_nobody()
    {
        var desk = new Desk { Now = Desk.At(3, 7, 17) };
        var plan = "";
        Assert.Null(desk.Do(draft => VisitRules.Plan(draft, new() { Area = "引江小区", From = new(2026, 3, 1) }, out plan)));
        System.Collections.Immutable.ImmutableArray<string> needs = [];
        RecordVisit record = new() { Plan = plan, On = new(2026, 3, 7), Households = 18, Visitors = 3, Needs = [Need("想请人上门理个发"), Need("手机不会挂号")] };

        Assert.Null(desk.Do(draft => VisitRules.Record(draft, Desk.Terms, record, out _, out needs)));

        Assert.All(needs, id => Assert.Equal((Channel.Visit, true), (desk.Need(id).Channel, desk.Need(id).OnBehalf)));
        Assert.Equal((18, true), (desk.Book.All<Visit>().Single().Households, desk.Book.All<Visit>().Single().RestDay));
        Assert.Equal("visit.recorded", desk.Do(draft => VisitRules.Record(draft, Desk.Terms, record, out _, out _))?.Code);
        Assert.Equal("area.invalid", desk.Do(draft => VisitRules.Record(draft, Desk.Terms, record with { Plan = null, Area = "3号楼502室" }, out _, out _))?.Code);
    }

    [Fact]
    public void A_visit_that_nobody_has_made_waits_in_the_inbox()
    {
        var desk = new Desk { Now = Desk.At(3, 2, 8) };
        var plan = "";
        Assert.Null(desk.Do(draft => VisitRules.Plan(draft, new() { Area = "引江小区" }, out plan)));
        Assert.DoesNotContain(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "visitDue");

        desk.Now = Desk.At(3, 9);
        var due = Assert.Single(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "visitDue");
        Assert.Equal((plan, true), (due.Subject, due.Overdue));
        Assert.Null(desk.Do(draft => VisitRules.Record(draft, Desk.Terms, new() { Plan = plan, On = new(2026, 3, 8), Households = 4 }, out _, out _)));
        Assert.DoesNotContain(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "visitDue");
    }

    private static VisitPlan Plan() => new() { Id = Desk.Unit + "-Z001", CreatedAt = Desk.At(1, 1), Area = "引江小区", Weekday = 6, From = new(2020, 1, 1) };

    private static SubmitNeed Need(string title) => new() { Title = title, Category = "lifeService" };
}
