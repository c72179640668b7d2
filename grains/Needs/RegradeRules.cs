using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>Another urgency by a level above (real people, point 9), with a reason that the station reads.</summary>
public static class RegradeRules
{
    public static Refusal? Regrade(Draft draft, ITerms terms, string id, RegradeNeed command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled)
            return NeedRules.WrongState(need, "re-graded");
        if (!Enum.IsDefined(command.Urgency))
            return Refusal.Malformed("urgency.invalid", "An urgency is urgent, priority, normal or planned.");
        if (DeskWords.BadReason(command.Reason) is { } refusal)
            return refusal;
        if (command.Urgency == need.Urgency)
            return null;

        var limits = terms.Limits.For(command.Urgency);
        var due = need.Due;
        due = need.Status switch
        {
            NeedStatus.Submitted => due with { Review = From(limits.Review, draft, terms) },
            NeedStatus.Verified => due with { Dispatch = From(limits.Dispatch, draft, terms) },
            NeedStatus.Dispatching => due with { Accept = From(limits.Accept, draft, terms) },
            NeedStatus.Accepted or NeedStatus.InService => due with { Finish = From(limits.Finish, draft, terms) },
            _ => due,
        };
        NeedRules.Step(draft, need, new NeedRegraded(need.Urgency, command.Urgency, command.By ?? Ids.Owner(id)),
            DeskWords.Told(need, draft, "regraded", command.By, command.Reason) with { Urgency = command.Urgency, Due = due });
        return null;
    }

    private static DateTimeOffset? From(Span limit, Draft draft, ITerms terms) => Deadlines.After(limit, draft.Now, terms.Calendar)?.At;
}
