using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>An activity's way from the draft to the public page, and what its sessions make of it. Pure.</summary>
public static class ActivityRules
{
    public static void Found(Draft draft, ActivityFounded told)
    {
        if (draft.Book.Find<Activity>(told.Activity) is not null)
            return;
        var activity = ActivityContent.Apply(new Activity
        {
            Id = told.Activity, CreatedAt = draft.Now, Unit = told.Unit, UnitPath = told.UnitPath, Team = told.Team, Order = told.Order, Need = told.Need, Author = told.Author,
        }, told.Content);
        draft.Record(new ActivityDrafted(activity.Unit, activity.Team, activity.Order, activity.Category), activity);
    }

    public static Refusal? Edit(Draft draft, SetActivity edit, long? ifMatch)
    {
        var activity = Of(draft.Book);
        if (ifMatch is { } seen && seen != activity.Version)
            return Refusal.Stale(activity.Version);
        var members = ActivityContent.Members(edit);
        if (edit.Order is not null && edit.Order != activity.Order)
            return Refusal.Rule("order.fixed", "The order it carries out is named when it is founded.");
        var drafted = activity.State is ActivityState.Draft or ActivityState.Reviewed;
        if (!drafted && !activity.IsOpen)
            return WrongState(activity, "edited");
        if (!drafted && members.Where(m => !ActivityContent.AtAnyTime.Contains(m)).ToArray() is { Length: > 0 } fixedNow)
            return Refusal.Rule("activity.public", "People have read this; cancel the activity, or add sessions to it.", [.. fixedNow.Select(JsonName)]);
        var after = ActivityContent.Apply(activity, edit);
        if (ActivityContent.Invalid(after) is { } refusal)
            return refusal;
        if (members.IsEmpty)
            return null;
        if (drafted)
            after = after with { State = ActivityState.Draft, ReviewedBy = null, Editors = activity.Editors.Contains(draft.Actor) ? activity.Editors : activity.Editors.Add(draft.Actor) };
        after = draft.Record(new ActivityEdited([.. members.Select(JsonName)]), after);
        foreach (var halted in draft.Book.All<ActivitySession>().Where(s => s is { State: SessionState.Planned, Halted: true }).ToList())
            SessionRules.Due(draft, after, halted);
        return null;
    }

    /// <summary>Four eyes: nobody reviews what he has written (rules §2.6).</summary>
    public static Refusal? Review(Draft draft, ReviewActivity review)
    {
        var activity = Of(draft.Book);
        if (activity.State == ActivityState.Reviewed && review.Accepted)
            return null;
        if (activity.State is not (ActivityState.Draft or ActivityState.Reviewed))
            return WrongState(activity, "reviewed");
        if (activity.Author == draft.Actor || activity.Editors.Contains(draft.Actor))
            return new(RefusalKind.Forbidden, "review.own", "Another than who has written it reviews it.");
        if (!review.Accepted && string.IsNullOrWhiteSpace(review.Reason))
            return Refusal.Malformed("reason.missing", "A draft is sent back with a reason.");
        if (review.Reason?.Length > ActivityContent.LongestText)
            return Refusal.Malformed("reason.tooLong", $"At most {ActivityContent.LongestText} characters.");
        if (review.Accepted && Unfit(activity, draft.Now, out _) is { } refusal)
            return refusal;
        if (review.Accepted)
            draft.Record(new ActivityWasReviewed(), activity with { State = ActivityState.Reviewed, ReviewedBy = draft.Actor, Reason = null, Editors = [] });
        else
            draft.Record(new ActivitySentBack(), activity with { State = ActivityState.Draft, ReviewedBy = null, Reason = review.Reason });
        return null;
    }

    public static Refusal? Publish(Draft draft)
    {
        var activity = Of(draft.Book);
        if (activity.IsOpen)
            return null;
        if (activity.State != ActivityState.Reviewed)
            return WrongState(activity, "published");
        if (Unfit(activity, draft.Now, out var slots) is { } refusal)
            return refusal;
        activity = draft.Record(new ActivityPublished(slots.Length), activity with { State = ActivityState.Published, Plan = [], LastSession = slots.Length });
        Make(draft, activity, slots, 0);
        return null;
    }

    public static Refusal? AddSessions(Draft draft, SessionPlan plan)
    {
        var activity = Of(draft.Book);
        if (!activity.IsOpen)
            return WrongState(activity, "given more sessions");
        if (SessionPlans.Expand([plan], out var slots) is { } refusal)
            return refusal;
        if (slots.Any(slot => slot.From <= draft.Now))
            return Refusal.Rule("session.past", "Only what lies ahead is published.");
        if (activity.LastSession + slots.Length > 10 * SessionPlans.Most)
            return Refusal.Rule("sessions.tooMany", $"At most {10 * SessionPlans.Most} sessions; found another activity.");
        if (draft.Book.All<ActivitySession>().Any(s => s.State != SessionState.Cancelled && slots.Any(slot => slot.Overlaps(s.Slot))))
            return Refusal.Rule("sessions.overlap", "Two sessions of one activity do not overlap; make two activities of it.");
        var first = activity.LastSession;
        activity = draft.Record(new SessionsAdded(first + 1, first + slots.Length), activity with { LastSession = first + slots.Length });
        Make(draft, activity, slots, first);
        return null;
    }

    public static Refusal? Cancel(Draft draft, string reason)
    {
        var activity = Of(draft.Book);
        if (activity.State == ActivityState.Cancelled)
            return null;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ActivityContent.LongestText)
            return Refusal.Malformed("reason.missing", "An activity is cancelled with a reason.");
        if (activity.State is ActivityState.Finished or ActivityState.Settled || draft.Book.All<ActivitySession>().Any(s => s.State is SessionState.Running or SessionState.Finished))
            return WrongState(activity, "cancelled");
        draft.Record(new ActivityCancelled(), activity with { State = ActivityState.Cancelled, Reason = reason });
        foreach (var session in draft.Book.All<ActivitySession>().Where(s => s.State == SessionState.Planned).ToList())
            SessionRules.Cancel(draft, session, "activity.cancelled", reason);
        return null;
    }

    /// <summary>The state that follows from the sessions; part of every decision.</summary>
    public static void Follow(Draft draft)
    {
        if (draft.IsEmpty || draft.Book.Only<Activity>() is not { } activity)
            return;
        var settled = activity.SettledSessions + draft.Recorded.Count(r => r.Event is SessionSettled);
        var sessions = draft.Book.All<ActivitySession>().Where(s => s.State is not (SessionState.Settled or SessionState.Cancelled)).ToList();
        var ahead = sessions.Where(s => s.State is SessionState.Planned or SessionState.Running).ToList();
        var after = activity with
        {
            SettledSessions = settled, State = StateOf(activity, sessions, settled, draft.Now), NextStart = ahead.Count > 0 ? ahead.Min(s => s.Slot.From) : activity.NextStart,
        };
        if (after.State != activity.State)
            draft.Record(new ActivityMoved(after.State), after);
        else if (after != activity)
            draft.Keep(after);
    }

    public static Activity Of(Book book) => book.Only<Activity>() ?? throw new InvalidOperationException($"{book.Stream} is no activity yet.");

    public static Refusal WrongState(Activity activity, string what) =>
        Refusal.Conflict("activity.state", $"Activity {activity.Id} is {Json.Name(activity.State)} and cannot be {what}.");

    private static ActivityState StateOf(Activity activity, List<ActivitySession> open, int settled, DateTimeOffset now)
    {
        if (activity.State is ActivityState.Draft or ActivityState.Reviewed or ActivityState.Cancelled)
            return activity.State;
        if (open.Count == 0)
            return settled > 0 ? ActivityState.Settled : ActivityState.Cancelled;
        if (open.All(s => s.State == SessionState.Finished))
            return ActivityState.Finished;
        if (open.Any(s => s.State == SessionState.Running))
            return ActivityState.Running;
        if (activity.SignUpFrom > now)
            return ActivityState.Published;
        return open.Where(s => s.State == SessionState.Planned).All(s => s.Seats.All(seats => seats.Free == 0)) ? ActivityState.Full : ActivityState.Recruiting;
    }

    // 条例 §12, GB/T 40143 §6.1: time, place, content, conditions and number, risks, safeguards; only future ones (rules §1.3).
    private static Refusal? Unfit(Activity activity, DateTimeOffset now, out ImmutableArray<TimeSlot> slots)
    {
        slots = [];
        if (activity.RiskStatement is null)
            return Refusal.Rule("risk.missing", "Nothing is published without the possible risks in words.");
        if (activity.Risk == RiskLevel.Dangerous && activity.Safeguards is null)
            return Refusal.Rule("safeguards.missing", "Dangerous work says what is done against its risks.");
        if (activity.Positions.IsEmpty)
            return Refusal.Rule("positions.missing", "Say what volunteers do there, and how many are wanted.");
        if (activity.Location is not ({ Address.Length: > 0 } or { Lat: not null }))
            return Refusal.Rule("location.missing", "Say where it takes place.");
        if (SessionPlans.Expand(activity.Plan, out slots) is { } refusal)
            return refusal;
        if (slots.IsEmpty)
            return Refusal.Rule("sessions.missing", "Say when it takes place.");
        return slots.Any(slot => slot.From <= now) ? Refusal.Rule("session.past", "Only what lies ahead is published.") : null;
    }

    private static void Make(Draft draft, Activity activity, ImmutableArray<TimeSlot> slots, int before)
    {
        for (var i = 0; i < slots.Length; i++)
            draft.Record(new SessionPlanned(slots[i]), new ActivitySession
            {
                Id = Ids.Session(activity.Id, before + i + 1), CreatedAt = draft.Now, N = before + i + 1, Slot = slots[i], Title = activity.Title, Category = activity.Category,
                Seats = [.. activity.Positions.Select(p => new Seats(p.Name, p.Headcount, 0, 0))],
            });
    }

    private static string JsonName(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
