using Practice.Shared;
using Practice.Teams;

namespace Practice.Tests.Simulation;

/// <summary>What holds for every team after every single decision of its own.</summary>
internal static class TeamLaws
{
    public static void Check(World world, TeamOwner owner)
    {
        if (owner.Team is not { } team)
            return;
        var kept = Schedule.Promised(owner.Book.All<Engagement>())
            .Select(r => r.Slot.From < world.Latest ? r with { Slot = r.Slot with { From = world.Latest } } : r)
            .Where(r => r.Slot.IsValid)
            .ToList();

        // The sum of promises is highest where one of them begins.
        foreach (var at in kept.Select(r => r.Slot.From).Distinct())
            world.Ensure(kept.Where(r => r.Slot.From <= at && at < r.Slot.Until).Sum(r => r.People) <= team.Capacity, $"{team.Id} is booked beyond its capacity at {at:MM-dd HH:mm}");
        world.Ensure(!kept.Exists(r => team.Exceptions.Any(r.Slot.Overlaps)), $"{team.Id} has promised time while it is away");
        world.Ensure(team.RatingCount >= 0 && team.RatingSum >= team.RatingCount && team.RatingSum <= 5 * team.RatingCount,
            $"{team.Id} has {team.RatingSum} stars of {team.RatingCount} raters");
    }
}
