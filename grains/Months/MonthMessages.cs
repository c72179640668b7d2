using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;

namespace Practice.Months;

/// <summary>A level that was asked for help → the need's unit: its month's plan has these teams for the need; offer the work to them.</summary>
[MessageName("plan.sent")]
public sealed record PlanSent(string Need, AllocationView Allocation, ImmutableArray<TeamShare> Teams) : Message;
