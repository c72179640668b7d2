using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Services;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Tests.Months;

public sealed class MonthPlanningTests
{
    [Fact]
    public void Every_open_need_without_an_order_gets_project_team_quantity_deadline_and_milestones()
    {
        var desk = new Desk();
        desk.Found();
        desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, new() { Name = "上门理发", Category = "lifeService.haircut", Team = Desk.Team }, out _));
        var (haircut, film, busy) = (desk.Verified("理发", "lifeService.haircut", people: 2), desk.Verified("电影", "cultureArts.film"), desk.Verified());
        desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, busy, new() { Mode = DispatchMode.Offer, Team = Desk.Team }));
        desk.Submit();

        var (lines, summary) = Plan(desk);

        Assert.Equal([haircut, film], lines.Select(l => l.Need).Order());
        var line = lines.Single(l => l.Need == haircut);
        Assert.Equal((Desk.Unit + "-S001", 2, true), (line.Project, line.Quantity, line.Deadline <= new DateOnly(2026, 3, 31)));
        Assert.Equal("plan.skill", line.Reason);
        Assert.Equal(("plan.field", 0), (lines.Single(l => l.Need == film).Reason, lines.Single(l => l.Need == film).Teams.Length));
        Assert.All(lines, l => Assert.StartsWith("accept 2026-03-", l.Milestones[0], StringComparison.Ordinal));
        Assert.Equal((2, 0, true), (summary.Needs, summary.Placed, summary.ProvenOptimal));
    }

    [Fact]
    public void A_planned_deadline_without_a_limit_is_the_last_working_day()
    {
        var desk = new Desk();
        desk.Found(field: "cultureArts");
        desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, new() { Title = "看戏", Category = "cultureArts", Channel = Channel.WishTree, Urgency = Urgency.Planned }, out _));
        desk.Do(draft => NeedRules.Verify(draft, Desk.Terms, desk.Needs.Single().Id, new() { Decision = Verdict.Accept }));

        var line = Assert.Single(Plan(desk).Lines);

        Assert.Equal(new DateOnly(2026, 3, 31), line.Deadline);
        Assert.Equal(new TeamShare(Desk.Team, 1, 0, line.Teams[0].Price), Assert.Single(line.Teams));
    }

    [Fact]
    public void A_level_plans_for_the_needs_below_that_are_stuck_with_it()
    {
        var desk = new Desk("321203001", "/3212/321203/321203001/");
        desk.With(new TeamCard { Id = "321203001-T001", CreatedAt = desk.Now, TeamVersion = 1, Name = "便民支队", Unit = "321203001", UnitPath = "/3212/321203/321203001/", Fields = ["lifeService"], Capacity = 2, Reach = Reach.Subtree });
        var brief = new HelpBrief(Desk.Unit + "-N000001", Desk.Unit, Desk.Path, "lifeService", [], Urgency.Normal, 1, null, null, []);
        desk.With(new Coordination { Id = brief.Need, CreatedAt = desk.Now, Unit = Desk.Unit, Category = "lifeService", Urgency = Urgency.Normal, Status = CoordinationStatus.Stuck, Round = 2, Reason = "noTeam", Brief = brief });
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(3))));
        var (lines, summary) = Plan(desk);
        Keep(desk, lines, summary);

        Assert.Null(desk.Do(draft => MonthRules.Confirm(draft, Desk.Month(3), new())));
        desk.Do(draft =>
        {
            MonthRules.Send(draft, Desk.Terms, Desk.Month(3), [brief.Need]);
            return null;
        });

        var (to, message) = Assert.Single(desk.Last!.Messages);
        Assert.Equal((Ids.UnitStream(Desk.Unit), "321203001-T001"), (to, Assert.IsType<PlanSent>(message).Teams[0].Team));
    }

    [Fact]
    public void Confirming_allocates_each_need_and_offers_it_to_its_team()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Verified();
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(3))));
        var (lines, summary) = Plan(desk);
        Keep(desk, lines, summary);

        Assert.Null(desk.Do(draft => MonthRules.Confirm(draft, Desk.Month(3), new())));
        desk.Do(draft =>
        {
            MonthRules.Send(draft, Desk.Terms, Desk.Month(3), [need]);
            MonthRules.Confirmed(draft, Desk.Month(3));
            return null;
        });

        Assert.Equal((NeedStatus.Dispatching, "2026-03", Desk.Team), (desk.Need(need).Status, desk.Need(need).Allocation?.Month, desk.Need(need).Allocation?.Team));
        Assert.Equal(OrderStatus.Offered, desk.Book.Find<WorkOrder>(desk.Order(need))?.Status);
        Assert.Equal(MonthState.Confirmed, MonthRules.Find(desk.Book, Desk.Month(3))?.State);
    }

    [Fact]
    public void A_need_left_out_is_not_offered()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Verified();
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(3))));
        var (lines, summary) = Plan(desk);
        Keep(desk, lines, summary);

        Assert.Null(desk.Do(draft => MonthRules.Confirm(draft, Desk.Month(3), new() { Except = [need] })));

        Assert.Empty(MonthRules.Proposed(desk.Book, Desk.Month(3)));
        Assert.Equal(NeedStatus.Verified, desk.Need(need).Status);
    }

    [Fact]
    public void A_plan_of_an_older_opening_is_not_heard()
    {
        var desk = new Desk();
        desk.Found();
        desk.Verified();
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(3))));
        var (lines, summary) = Plan(desk);
        Keep(desk, lines, summary);
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(3))));

        desk.Do(draft =>
        {
            MonthRules.Propose(draft, Desk.Month(3), 1, lines);
            MonthRules.Planned(draft, Desk.Month(3), 1, summary);
            return null;
        });

        Assert.True(desk.Last!.IsEmpty);
        Assert.Equal((MonthState.Planning, 2), (MonthRules.Find(desk.Book, Desk.Month(3))!.State, MonthRules.Find(desk.Book, Desk.Month(3))!.Round));
    }

    [Fact]
    public void A_month_that_is_over_or_far_ahead_is_not_opened()
    {
        var desk = new Desk();

        Assert.Equal("month.notNow", desk.Do(draft => MonthRules.Open(draft, Desk.Month(2)))?.Code);
        Assert.Equal("month.notNow", desk.Do(draft => MonthRules.Open(draft, Desk.Month(5)))?.Code);
        Assert.Null(desk.Do(draft => MonthRules.Open(draft, Desk.Month(4))));
    }

    private static (System.Collections.Immutable.ImmutableArray<PlanLine> Lines, PlanSummary Summary) Plan(Desk desk) =>
        MonthPlanning.Compute(desk.Book, Desk.Terms, Desk.Month(3), MonthRules.Find(desk.Book, Desk.Month(3))?.Round ?? 1, desk.Now, TestContext.Current.CancellationToken);

    private static void Keep(Desk desk, System.Collections.Immutable.ImmutableArray<PlanLine> lines, PlanSummary summary) => Assert.Null(desk.Do(draft =>
    {
        MonthRules.Propose(draft, Desk.Month(3), 1, lines);
        MonthRules.Planned(draft, Desk.Month(3), 1, summary);
        return null;
    }));
}
