using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>From the roll to everybody's hours, and what corrects them. Pure.</summary>
/// <remarks>Laws: nobody has more minutes than his session; a correction is another version by two people; nothing told is told otherwise in silence.</remarks>
public static class SettlingRules
{
    /// <summary>The leader stands for the roll. Whoever is not known to have left has to be asked after first.</summary>
    public static Refusal? Settle(Draft draft, int n)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (session.State == SessionState.Settled)
            return null;
        if (session.State != SessionState.Finished)
            return SessionRules.WrongState(session, "settled");
        var places = draft.Book.All<Enrolment>().Where(e => e.N == n && e.State == PlaceState.Given).ToList();
        if (places.Where(e => e.Inside is not null).Select(e => e.Volunteer).ToArray() is { Length: > 0 } inside)
            return new(RefusalKind.Conflict, "roll.open", $"{inside.Length} have not checked out; say when they left.", inside[..Math.Min(inside.Length, 20)]);

        session = session with { State = SessionState.Settled, SettledBy = draft.Actor };
        var minutes = 0;
        foreach (var place in places)
            minutes += Close(draft, activity, session, place);
        var attended = places.Count(e => !e.Stays.IsEmpty);
        draft.Record(new SessionSettled(attended, places.Count - attended, minutes), session);
        SessionRules.LetGo(draft, n);
        return null;
    }

    public static Refusal? Correct(Draft draft, int n, string volunteer, CorrectPlace wanted)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (Settled(draft, activity, n, volunteer, out var session, out var place) is { } refusal)
            return refusal;
        if (Reasons.Missing(wanted.Reason) is { } unsaid)
            return unsaid;
        if (wanted.Minutes < 0 || wanted.Minutes > Whole(session!.Slot))
            return Refusal.Rule("minutes.invalid", $"0 to {Whole(session!.Slot)} minutes: nobody served longer than the session.");
        if (place!.Correction is not null)
            return Refusal.Conflict("correction.open", "A correction waits for its decision already.");
        if (wanted.Minutes == place.Minutes)
            return Refusal.Rule("minutes.same", "These are the minutes that stand.");
        draft.Record(new CorrectionAsked(wanted.Minutes), place with { Correction = new(wanted.Minutes, wanted.Reason, draft.Actor, draft.Now) });
        return null;
    }

    public static Refusal? Decide(Draft draft, int n, string volunteer, bool granted)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (Settled(draft, activity, n, volunteer, out var session, out var place) is { } refusal)
            return refusal;
        if (place!.Correction is not { } correction)
            return Refusal.Conflict("correction.none", "There is no correction to decide about.");
        if (correction.By == draft.Actor)
            return new(RefusalKind.Forbidden, "correction.own", "Another than who has proposed it decides.");
        if (!granted)
        {
            draft.Record(new CorrectionDecided(false, place.Minutes), place with { Correction = null });
            return null;
        }

        place = draft.Record(new CorrectionDecided(true, correction.Minutes), place with
        {
            Correction = null, RecordState = null, Minutes = correction.Minutes, Settled = place.Settled + 1, State = correction.Minutes > 0 ? PlaceState.Attended : place.State,
        });
        Tell(draft, activity, session!, place, correction.By, draft.Actor);
        return null;
    }

    /// <summary>The volunteer's account has taken the hours, or has not.</summary>
    public static void Take(Draft draft, string volunteer, RecordTaken taken)
    {
        if (PlaceRules.Number(taken.Session) is { } n && draft.Book.Find<Enrolment>(Enrolment.IdOf(n, volunteer)) is { } place && place.Settled == taken.Version)
            draft.Record(new PlaceRecordTaken(taken.Version, taken.Record, taken.State), place with { Record = taken.Record, RecordState = taken.State });
    }

    private static int Close(Draft draft, Activity activity, ActivitySession session, Enrolment place)
    {
        var minutes = CheckInRules.Minutes(place, session.Slot, draft.Now);
        var state = place.Stays.IsEmpty ? PlaceState.NoShow : PlaceState.Attended;
        place = draft.Record(new PlaceSettled(state, 1, minutes, place.Flags), place with
        {
            State = state, Minutes = minutes, Settled = 1, Done = true, Absence = state == PlaceState.NoShow ? place.Absence ?? Absence.NoShow : null,
        });
        if (state == PlaceState.Attended)
            Tell(draft, activity, session, place, draft.Actor, null);
        else
            draft.Send(Ids.VolunteerStream(place.Volunteer), new PlaceEnded(session.Id, place.Hold, "noShow"));
        return minutes;
    }

    private static void Tell(Draft draft, Activity activity, ActivitySession session, Enrolment place, string recorder, string? approver)
    {
        var (from, until) = place.Stays.IsEmpty
            ? (session.Slot.From, session.Slot.Until)
            : (Max(place.Stays[0].In, session.Slot.From), Min(place.Stays[^1].Out ?? session.Slot.Until, session.Slot.Until));

        // Minutes that a correction adds may not fit between what was checked: then all that is known is the session.
        var between = new TimeSlot(from, until);
        var served = until > from && place.Minutes <= Whole(between) ? between : session.Slot;
        draft.Send(Ids.VolunteerStream(place.Volunteer), new ServiceSettled(
            session.Id, place.Settled, served, place.Minutes, activity.Unit, activity.UnitPath, activity.Team, activity.Order, activity.Title, activity.Category,
            activity.Location?.Address, place.Position, session.SettledBy ?? draft.Actor, recorder, place.Flags, approver, CheckedIn: CheckInRules.Minutes(place, session.Slot, session.Slot.Until)));
    }

    private static Refusal? Settled(Draft draft, Activity activity, int n, string volunteer, out ActivitySession? session, out Enrolment? place)
    {
        place = draft.Book.Find<Enrolment>(Enrolment.IdOf(n, volunteer));
        session = SessionRules.Find(draft.Book, activity, n);
        if (session is null)
            return SessionRules.Missing(activity, n);
        if (place is null)
            return Refusal.NotFound("place", $"{session.Id}/{volunteer}");
        return session.State == SessionState.Settled && place.State is PlaceState.Attended or PlaceState.NoShow
            ? null
            : Refusal.Conflict("place.state", $"This place is {Json.Name(place.State)}, its session {Json.Name(session.State)}: there are no hours to correct.");
    }

    private static int Whole(TimeSlot slot) => (int)((slot.Until - slot.From).Ticks / TimeSpan.TicksPerMinute);

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
