using System.Globalization;

namespace Practice.Months.Planning;

/// <summary>Says why a need is in nobody's plan: how far the teams that come nearest come.</summary>
internal static class PlanReasons
{
    /// <param name="empty">A placement with no need in it, and none afterwards.</param>
    public static PlanUnserved Of(int index, Candidates given, Placement empty)
    {
        var need = given.Needs[index];
        var nearest = given.InField(index).Select(t => Eligibility.Check(need, given.Teams[t])).ToArray();
        var eligible = nearest.Count(r => r == Ineligibility.Eligible);
        if (eligible == 0)
            return nearest.DefaultIfEmpty(Ineligibility.Field).Max() switch
            {
                Ineligibility.FreeTime => Say(need, "plan.freeTime", $"The teams that match have no {need.Units} free slots in {need.FirstSlot}–{need.LastSlot}."),
                Ineligibility.Reach => Say(need, "plan.reach", "Teams with the field and the skills do not reach this unit."),
                Ineligibility.Skill => Say(need, "plan.skill", $"No team of the field has the skills {string.Join(", ", need.Skills)}."),
                _ => Say(need, "plan.field", $"No team has the field {need.Category}."),
            };

        var possible = empty.TryAlone(index, given.Matches(index)) || empty.TryTogether(index, given.Matches(index));
        if (possible)
            empty.Remove(index);
        return possible
            ? Say(need, "plan.full", $"{eligible} teams could serve it; other needs were served first.")
            : Say(need, "plan.capacity", $"{eligible} teams could help, but they have no {need.People} helpers free at once.");
    }

    private static PlanUnserved Say(PlanNeed need, string code, FormattableString message) =>
        new(need.Id, code, message.ToString(CultureInfo.InvariantCulture));

    private static PlanUnserved Say(PlanNeed need, string code, string message) => new(need.Id, code, message);
}
