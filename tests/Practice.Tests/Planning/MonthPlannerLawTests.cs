using System.Text.Json;
using CsCheck;
using Practice.Months.Planning;
using Xunit;

namespace Practice.Tests.Planning;

public sealed class MonthPlannerLawTests
{
    [Fact]
    public void No_team_is_over_what_it_has_free_in_any_slot() => Check((needs, teams, _, plan) =>
    {
        var used = plan.Assignments.SelectMany(a => a.Parts.SelectMany(p => a.Slots.Select(s => (p.Team, Slot: s, p.Helpers))));
        var free = teams.ToDictionary(t => t.Id, t => t.Free);
        return used.GroupBy(u => (u.Team, u.Slot)).All(g => g.Sum(u => u.Helpers) <= free[g.Key.Team][g.Key.Slot]);
    });

    [Fact]
    public void Only_eligible_teams_are_assigned() => Check((needs, teams, _, plan) => plan.Assignments.All(a => a.Parts.All(p =>
        Eligibility.Check(needs.Single(n => n.Id == a.Need), teams.Single(t => t.Id == p.Team)) == Ineligibility.Eligible)));

    [Fact]
    public void An_assignment_gives_the_people_and_the_time_that_the_need_asks() => Check((needs, _, options, plan) => plan.Assignments.All(a =>
    {
        var need = needs.Single(n => n.Id == a.Need);
        return a.Parts.Sum(p => p.Helpers) == need.People
            && a.Parts.All(p => p.Helpers > 0) && a.Parts.Select(p => p.Team).Distinct().Count() == a.Parts.Length
            && a.Parts.Length <= options.MaxTeams
            && a.Slots.Distinct().Count() == need.Units && a.Slots.All(s => s >= need.FirstSlot && s <= need.LastSlot);
    }));

    [Fact]
    public void Every_need_is_assigned_or_explained() => Check((needs, _, _, plan) =>
        plan.Assignments.Select(a => a.Need).Concat(plan.Unserved.Select(u => u.Need)).Order().SequenceEqual(needs.Select(n => n.Id).Order())
        && plan.Unserved.All(u => u.Code.StartsWith("plan.", StringComparison.Ordinal)));

    [Fact]
    public void The_plan_serves_no_fewer_needs_than_greedy() => Check((_, _, _, plan) =>
        plan.Assignments.Length >= plan.Greedy.Served && (plan.Assignments.Length > plan.Greedy.Served || plan.Cost <= plan.Greedy.Cost));

    [Fact]
    public void The_flow_is_proven_optimal_and_a_bound() => Check((_, _, _, plan) =>
        plan.Flow.ProvenOptimal && plan.Flow.Cost <= plan.Cost && plan.Flow.Cost <= plan.Greedy.Cost);

    [Fact]
    public void The_cost_is_the_sum_of_its_parts() => Check((needs, _, options, plan) => plan.Cost
        == plan.Assignments.Sum(a => a.Parts.Sum(p => (long)p.Helpers * a.Slots.Length * p.Score.Total))
        + plan.Unserved.Sum(u => needs.Single(n => n.Id == u.Need) is var n ? (long)n.Demand * n.Weight * options.UnservedCost : 0));

    [Fact]
    public void The_order_of_the_input_does_not_matter() => PlanGen.Month.Sample((needs, teams, options) =>
    {
        var plan = MonthPlanner.Plan(needs, teams, options);
        var reversed = MonthPlanner.Plan([.. needs.Reverse()], [.. teams.Reverse()], options);

        return JsonSerializer.Serialize(plan) == JsonSerializer.Serialize(reversed);
    }, iter: 100);

    private static void Check(Func<PlanNeed[], PlanTeam[], PlanOptions, Plan, bool> law) => PlanGen.Month.Sample(
        (needs, teams, options) => law(needs, teams, options, MonthPlanner.Plan(needs, teams, options)),
        iter: 300);
}
