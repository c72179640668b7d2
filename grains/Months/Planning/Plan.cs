using System.Collections.Immutable;

namespace Practice.Months.Planning;

/// <summary>What a month's planning proposes. Nothing is promised by it: each assignment is offered to its teams.</summary>
/// <param name="Assignments">By need. No team is over what it has free in any slot, and each team is eligible.</param>
/// <param name="Unserved">By need: every need that has no assignment, with the reason.</param>
/// <param name="Cost">What the plan costs, unserved needs included.</param>
/// <param name="Method">Which of the two plans this is: <c>flow</c> or <c>greedy</c>. It serves no fewer needs than the greedy one.</param>
/// <param name="Greedy">What taking the needs one by one would give.</param>
/// <param name="Flow">The flow model's optimum: no plan costs less.</param>
public sealed record Plan(
    ImmutableArray<PlanAssignment> Assignments,
    ImmutableArray<PlanUnserved> Unserved,
    long Cost,
    string Method,
    PlanOutcome Greedy,
    FlowCertificate Flow);

/// <summary>A need's teams and time. The first part leads, the others assist; all of them work in each of the slots.</summary>
/// <remarks>Law: the helpers of the parts sum to the need's people, and there are as many slots as it has units.</remarks>
public sealed record PlanAssignment(string Need, ImmutableArray<PlanPart> Parts, ImmutableArray<int> Slots, long Cost);

/// <summary>What one team gives: helpers in each slot, and why it was chosen.</summary>
public sealed record PlanPart(string Team, int Helpers, PlanScore Score);

/// <summary>Why a need has no team.</summary>
/// <param name="Code"><c>plan.field</c>, <c>plan.skill</c>, <c>plan.reach</c>, <c>plan.freeTime</c>, <c>plan.capacity</c> (not even with no other need) or <c>plan.full</c> (others were served first).</param>
public sealed record PlanUnserved(string Need, string Code, string Message);

/// <summary>How a plan did.</summary>
public sealed record PlanOutcome(int Served, long Cost);
