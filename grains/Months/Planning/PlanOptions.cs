using Practice.Shared;

namespace Practice.Months.Planning;

/// <summary>The prices of a plan, for one helper in one slot, and its limits.</summary>
/// <param name="HopCost">A step of the tree between the need's unit and the team's.</param>
/// <param name="RatingCost">A star below five.</param>
/// <param name="LoadCost">An order that the team has open; at most <see cref="MaxLoad"/> of them count.</param>
/// <param name="UnservedCost">Not serving a need of weight 1. Far above any way to serve it, so that a plan serves what it can first; more than that only slows the solver.</param>
/// <param name="BucketSlots">Slots that the flow model takes together, by default a week of five days. Fewer give a tighter bound and take longer.</param>
/// <param name="MaxTeams">Teams that may share one need.</param>
/// <param name="RepairAttempts">Exchanges tried for a need that found no place.</param>
public sealed record PlanOptions(
    int HopCost = 100,
    int RatingCost = 40,
    int LoadCost = 20,
    int UnservedCost = 20_000,
    int BucketSlots = 10,
    int MaxTeams = 4,
    int RepairAttempts = 64)
{
    public const int MaxLoad = 50;

    public static readonly PlanOptions Default = new();

    public static int WeightOf(Urgency urgency) => urgency switch
    {
        Urgency.Urgent => 8,
        Urgency.Priority => 4,
        Urgency.Planned => 1,
        _ => 2,
    };
}
