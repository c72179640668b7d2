using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Activities;

/// <summary>How an activity comes into being: a team's own or from an order it has accepted, or a unit's own. Pure.</summary>
public static class FoundingRules
{
    public static Refusal? ForTeam(Draft draft, string id, SetActivity content, out string activity)
    {
        activity = "";
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (!team.Active)
            return Refusal.Rule("team.inactive", "The team is not active.");
        var order = draft.Book.Find<Engagement>(content.Order);
        if (content.Order is not null && order is null or { HasEnded: true } or { Slot: null })
            return Refusal.Rule("order.notTaken", "An activity carries out an order that the team has accepted and that is not over.");
        content = content with { Category = content.Category ?? order?.Category ?? (team.Fields is [var main, ..] ? main : null) };
        if (Invalid(content, team.Unit, team.UnitPath) is { } refusal)
            return refusal;
        activity = Ids.TeamActivity(id, team.LastActivity + 1);
        draft.Record(new ActivityNumbered(activity), team with { LastActivity = team.LastActivity + 1 });
        draft.Send(Ids.ActivityStream(activity), new ActivityFounded(activity, team.Unit, team.UnitPath, id, order?.Id, order?.Need, draft.Actor, content));
        return null;
    }

    public static Refusal? ForUnit(Draft draft, SetActivity content, out string activity)
    {
        activity = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (content.Order is not null)
            return Refusal.Rule("order.notTaken", "An order is carried out by the team that has accepted it.");
        if (Invalid(content, unit.Id, unit.Path) is { } refusal)
            return refusal;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Activities = numbers.Activities + 1 };
        activity = Ids.UnitActivity(unit.Id, numbers.Activities);
        draft.Record(new ActivityNumbered(activity), numbers);
        draft.Send(Ids.ActivityStream(activity), new ActivityFounded(activity, unit.Id, unit.Path, null, null, null, draft.Actor, content));
        return null;
    }

    private static Refusal? Invalid(SetActivity content, string unit, string path) =>
        ActivityContent.Invalid(ActivityContent.Apply(new Activity { Id = "", CreatedAt = default, Unit = unit, UnitPath = path }, content));
}
