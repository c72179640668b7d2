using Practice.Months.Planning;
using Xunit;

namespace Practice.Tests.Planning;

public sealed class MonthPlannerTests
{
    private static readonly PlanNeed Need = new("n1", "health", [], 1, 1, 0, 3, 2, "c/a/1");
    private static readonly PlanTeam Team = new("t1", ["health"], ["firstAid"], "c/a/1", new("c/a/1", true), [2, 2, 2, 2], 5, 0);

    [Fact]
    public void The_nearest_team_serves()
    {
        var far = Team with { Id = "t0", Path = "c", Reach = new("c", true) };

        var plan = Plan([Need], far, Team);

        var part = Assert.Single(Assert.Single(plan.Assignments).Parts);
        Assert.Equal(("t1", 0), (part.Team, part.Score.Total));
    }

    [Fact]
    public void A_worse_rating_and_a_fuller_book_cost_more_than_a_hop_where_they_should()
    {
        var near = Team with { Id = "t0", Rating = 3, Load = 3 };
        var far = Team with { Path = "c/a", Reach = new("c/a", true) };

        var plan = Plan([Need], near, far);

        Assert.Equal(new PlanPart("t1", 1, new PlanScore(1, 100, 0, 0)), plan.Assignments[0].Parts[0]);
    }

    [Fact]
    public void Taking_needs_one_by_one_can_leave_out_what_the_flow_serves()
    {
        var near = Team with { Id = "near", Free = [1, 0, 0, 0] };
        var own = Team with { Id = "own", Free = [1, 0, 0, 0], Fields = ["health", "culture"], Rating = 5 };
        var culture = Need with { Id = "n2", Category = "culture" };

        var plan = Plan([Need, culture], near with { Rating = 4 }, own);

        Assert.Equal(2, plan.Assignments.Length);
        Assert.Equal(1, plan.Greedy.Served);
        Assert.Equal("flow", plan.Method);
    }

    [Fact]
    public void Where_one_team_is_not_enough_others_assist()
    {
        var plan = Plan([Need with { People = 3 }], Team, Team with { Id = "t2", Path = "c/a", Reach = new("c/a", true) });

        Assert.Equal([("t1", 2), ("t2", 1)], plan.Assignments[0].Parts.Select(p => (p.Team, p.Helpers)));
    }

    [Fact]
    public void Several_slots_are_given_where_the_team_is_free()
    {
        var plan = Plan([Need with { Units = 2, People = 2 }], Team with { Free = [1, 2, 0, 2] });

        Assert.Equal([1, 3], plan.Assignments[0].Slots);
    }

    [Theory]
    [InlineData("culture", 1, 0, 3, "plan.field")]
    [InlineData("health", 3, 0, 3, "plan.capacity")]
    [InlineData("health", 1, 3, 2, "plan.freeTime")]
    [InlineData("health", 1, 9, 12, "plan.freeTime")]
    public void A_need_without_a_team_says_why(string category, int people, int first, int last, string code)
    {
        var plan = Plan([Need with { Category = category, People = people, FirstSlot = first, LastSlot = last }], Team);

        Assert.Equal(("n1", code), (Assert.Single(plan.Unserved).Need, plan.Unserved[0].Code));
    }

    [Fact]
    public void A_skill_that_nobody_has_a_place_that_nobody_reaches_and_a_full_team_are_told_apart()
    {
        PlanNeed[] needs =
        [
            Need with { Id = "n2", Skills = ["surgery"] },
            Need with { Id = "n3", Path = "c/b" },
            Need with { Id = "n4", People = 2, Units = 4, Weight = 8 },
            Need,
        ];

        var plan = Plan(needs, Team);

        Assert.Equal([("n1", "plan.full"), ("n2", "plan.skill"), ("n3", "plan.reach")], plan.Unserved.Select(u => (u.Need, u.Code)));
    }

    [Fact]
    public void A_team_for_its_own_unit_only_does_not_serve_below_it()
    {
        var team = Team with { Path = "c/a", Reach = new("c/a", false) };

        Assert.Equal(Ineligibility.Reach, Eligibility.Check(Need, team));
        Assert.Equal(Ineligibility.Eligible, Eligibility.Check(Need with { Path = "c/a" }, team));
        Assert.Equal(Ineligibility.Reach, Eligibility.Check(Need with { Path = "c/ab" }, team with { Reach = new("c/a", true) }));
    }

    [Fact]
    public void An_empty_month_has_an_empty_plan()
    {
        var plan = MonthPlanner.Plan([], [], cancellation: TestContext.Current.CancellationToken);

        Assert.Empty(plan.Assignments);
        Assert.Empty(plan.Unserved);
        Assert.True(plan.Flow.ProvenOptimal);
    }

    [Fact]
    public void An_id_that_stands_twice_is_an_error() => Assert.Throws<ArgumentException>(() => Plan([Need, Need], Team));

    [Fact]
    public void A_cancelled_planning_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => MonthPlanner.Plan([Need], [Team], cancellation: source.Token));
    }

    [Fact]
    public void A_flow_that_is_not_the_cheapest_is_not_certified()
    {
        var graph = new FlowGraph();
        var (from, to) = (graph.AddNode(), graph.AddNode());
        graph.AddArc(from, to, 1, 1);
        graph.AddArc(from, to, 1, 5);
        graph.Supply(from, 1);
        graph.Supply(to, -1);

        graph.Solve();
        var good = graph.Certify(1, 0, TestContext.Current.CancellationToken);
        graph.Claim([0, 1]);
        var bad = graph.Certify(1, 0, TestContext.Current.CancellationToken);
        graph.Claim([1, 1]);
        var unbalanced = graph.Certify(1, 0, TestContext.Current.CancellationToken);

        Assert.True(good.ProvenOptimal);
        Assert.False(bad.ProvenOptimal);
        Assert.False(unbalanced.ProvenOptimal);
    }

    private static Plan Plan(PlanNeed[] needs, params PlanTeam[] teams) =>
        MonthPlanner.Plan(needs, teams, cancellation: TestContext.Current.CancellationToken);
}
