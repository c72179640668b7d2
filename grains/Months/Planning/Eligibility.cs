namespace Practice.Months.Planning;

/// <summary>The first reason for which a team cannot serve a need; <see cref="Eligible"/> where there is none.</summary>
public enum Ineligibility { Eligible, Field, Skill, Reach, FreeTime }

/// <summary>Whether a team may serve a need at all: the one place where this is decided.</summary>
/// <remarks>
/// How many helpers it has is not asked: a team that is too small for the need alone may lead or assist. Nor is what else the plan gives it.
/// </remarks>
public static class Eligibility
{
    public static Ineligibility Check(PlanNeed need, PlanTeam team) =>
        Match(need, team) is not Ineligibility.Eligible and var reason ? reason
        : FreeSlots(need, team) < need.Units ? Ineligibility.FreeTime
        : Ineligibility.Eligible;

    /// <summary>The same without free time: what does not change with the need's window.</summary>
    internal static Ineligibility Match(PlanNeed need, PlanTeam team)
    {
        if (!team.Fields.Contains(need.Category))
            return Ineligibility.Field;
        foreach (var skill in need.Skills)
            if (!team.Skills.Contains(skill))
                return Ineligibility.Skill;
        return team.Reach.Covers(need.Path) ? Ineligibility.Eligible : Ineligibility.Reach;
    }

    private static int FreeSlots(PlanNeed need, PlanTeam team)
    {
        var free = 0;
        for (var slot = Math.Max(0, need.FirstSlot); slot <= need.LastSlot && slot < team.Free.Length; slot++)
            if (team.Free[slot] > 0)
                free++;
        return free;
    }
}
