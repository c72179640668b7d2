using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>How a session begins, ends, moves and is called off. Pure.</summary>
public static class SessionRules
{
    /// <summary>How early before a session people may check in; what counts begins with the session.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(30);

    public static ActivitySession? Find(Book book, Activity activity, int n) => book.Find<ActivitySession>(Ids.Session(activity.Id, n));

    public static Refusal? Edit(Draft draft, int n, EditSession edit, long? ifMatch)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (Find(draft.Book, activity, n) is not { } session)
            return Missing(activity, n);
        if (ifMatch is { } seen && seen != session.Version)
            return Refusal.Stale(session.Version);
        if (session.State != SessionState.Planned || draft.Now >= session.Slot.From)
            return WrongState(session, "edited");
        var slot = new TimeSlot(edit.From ?? session.Slot.From, edit.Until ?? session.Slot.Until);
        if (slot != session.Slot && Moved(draft, activity, session, slot) is { } refusal)
            return refusal;
        var seats = session.Seats;
        foreach (var (position, headcount) in edit.Headcounts ?? ImmutableDictionary<string, int>.Empty)
        {
            if (session.Of(position) is not { } old)
                return Refusal.Rule("position.unknown", $"There is no position '{position}' here.");
            if (headcount is < 1 or > ActivityContent.MostSeats || headcount < old.Taken)
                return Refusal.Rule("headcount.tooSmall", $"{old.Taken} seats of '{position}' are taken; at most {ActivityContent.MostSeats}.");
            seats = [.. seats.Select(s => s.Position == position ? s with { Headcount = headcount } : s)];
        }

        if (seats.Sum(s => s.Headcount) > ActivityContent.MostSeats)
            return Refusal.Rule("headcount.tooLarge", $"At most {ActivityContent.MostSeats} seats in a session.");
        if (slot == session.Slot && seats.SequenceEqual(session.Seats))
            return null;
        session = draft.Record(new SessionEdited(slot, seats.ToImmutableDictionary(s => s.Position, s => s.Headcount)), session with { Slot = slot, Seats = seats });
        foreach (var position in seats)
            PlaceRules.Promote(draft, activity, session.Id, position.Position);
        return null;
    }

    public static Refusal? Cancel(Draft draft, int n, string reason)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (Find(draft.Book, activity, n) is not { } session)
            return Missing(activity, n);
        if (session.State == SessionState.Cancelled)
            return null;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ActivityContent.LongestText)
            return Refusal.Malformed("reason.missing", "A session is cancelled with a reason.");
        if (session.State != SessionState.Planned)
            return WrongState(session, "cancelled");
        Cancel(draft, session, "session.cancelled", reason);
        return null;
    }

    /// <summary>Ends a running session before its time: nobody's minutes go beyond it.</summary>
    public static Refusal? Finish(Draft draft, int n)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (Find(draft.Book, activity, n) is not { } session)
            return Missing(activity, n);
        if (session.State == SessionState.Finished)
            return null;
        if (session.State != SessionState.Running)
            return WrongState(session, "finished");
        var until = draft.Now > session.Slot.From ? draft.Now : session.Slot.From.AddTicks(1);
        draft.Record(new SessionFinished(Early: true), session with { State = SessionState.Finished, Slot = session.Slot with { Until = until } });
        return null;
    }

    /// <summary>What its clock makes of a session.</summary>
    public static void Due(Draft draft, Activity activity, ActivitySession session)
    {
        if (session.State == SessionState.Planned && draft.Now >= session.Slot.From)
        {
            if (activity.MayStart && draft.Now < session.Slot.Until)
                session = Start(draft, session);
            else if (draft.Now >= session.Slot.Until && !activity.MayStart)
                Cancel(draft, session, "insurance.missing", null);
            else if (draft.Now >= session.Slot.Until)
                session = Start(draft, session);
            else if (!session.Halted)
                draft.Record(new SessionHalted(), session with { Halted = true });
        }

        if (session.State == SessionState.Running && draft.Now >= session.Slot.Until)
            draft.Record(new SessionFinished(Early: false), session with { State = SessionState.Finished });
    }

    internal static void Cancel(Draft draft, ActivitySession session, string code, string? reason)
    {
        foreach (var place in Live(draft.Book, session.N))
        {
            draft.Record(new PlaceOver(PlaceState.Cancelled), place with { State = PlaceState.Cancelled, ConfirmBy = null, Done = true });
            draft.Send(Ids.VolunteerStream(place.Volunteer), new PlaceEnded(session.Id, place.Hold, "cancelled"));
        }

        draft.Record(new SessionCancelled(code), session with { State = SessionState.Cancelled, Reason = reason ?? code, Seats = [.. session.Seats.Select(s => s with { Taken = 0, Waiting = 0 })] });
        LetGo(draft, session.N);
    }

    /// <summary>What ended before its session does need not be in hand any more.</summary>
    internal static void LetGo(Draft draft, int n)
    {
        foreach (var place in draft.Book.All<Enrolment>().Where(e => e.N == n && !e.Done).ToList())
            draft.Keep(place with { Done = true });
    }

    internal static List<Enrolment> Live(Book book, int n) => [.. book.All<Enrolment>().Where(e => e.N == n && e.IsLive)];

    internal static Refusal Missing(Activity activity, int n) => Refusal.NotFound("session", Ids.Session(activity.Id, n));

    internal static Refusal WrongState(ActivitySession session, string what) =>
        Refusal.Conflict("session.state", $"Session {session.Id} is {Json.Name(session.State)} and cannot be {what}.");

    // Who waits or has not said yes when it begins has no place any more.
    private static ActivitySession Start(Draft draft, ActivitySession session)
    {
        var seats = session.Seats.ToDictionary(s => s.Position);
        foreach (var place in Live(draft.Book, session.N).Where(e => e.State != PlaceState.Given))
        {
            var of = seats[place.Position];
            seats[place.Position] = place.State == PlaceState.Waiting ? of with { Waiting = of.Waiting - place.Seats } : of with { Taken = of.Taken - place.Seats };
            draft.Record(new PlaceOver(PlaceState.Lapsed), place with { State = PlaceState.Lapsed, ConfirmBy = null });
            draft.Send(Ids.VolunteerStream(place.Volunteer), new PlaceEnded(session.Id, place.Hold, "lapsed"));
        }

        return draft.Record(new SessionStarted(), session with { State = SessionState.Running, Halted = false, Seats = [.. session.Seats.Select(s => seats[s.Position])] });
    }

    // A time that somebody's calendar has kept is not moved under him.
    private static Refusal? Moved(Draft draft, Activity activity, ActivitySession session, TimeSlot slot)
    {
        if (SessionPlans.Expand([new(slot.From, slot.Until)], out _) is { } malformed)
            return malformed;
        if (slot.From <= draft.Now)
            return Refusal.Rule("session.past", "Only what lies ahead is published.");
        if (Live(draft.Book, session.N).Count > 0)
            return Refusal.Rule("session.taken", "People have kept this time; cancel the session and add another.");
        return draft.Book.All<ActivitySession>().Any(s => s.N != session.N && s.State != SessionState.Cancelled && s.Slot.Overlaps(slot))
            ? Refusal.Rule("sessions.overlap", "Two sessions of one activity do not overlap; make two activities of it.")
            : null;
    }
}
