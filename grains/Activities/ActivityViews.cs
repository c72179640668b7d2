using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>How an activity, its sessions and places show themselves. Pure.</summary>
public static class ActivityViews
{
    public static ActivityView? Of(Book book) => book.Only<Activity>() is { } activity ? Of(activity, book.All<ActivitySession>()) : null;

    public static ActivityView Of(Activity activity, IEnumerable<ActivitySession> sessions) => new()
    {
        Id = activity.Id, Unit = activity.Unit, Team = activity.Team, Order = activity.Order, Need = activity.Need, Title = activity.Title, Description = activity.Description,
        Category = activity.Category, Task = activity.Task, State = activity.State, Location = activity.Location, MeetingPoint = activity.MeetingPoint, Risk = activity.Risk,
        RiskStatement = activity.RiskStatement, Safeguards = activity.Safeguards, Insured = activity.InsurancePolicy is not null, Positions = activity.Positions,
        Sessions = activity.LastSession > 0
            ? [.. sessions.Where(s => s.Id.StartsWith(activity.Id + "/", StringComparison.Ordinal)).OrderBy(s => s.N).Select(Of)]
            : Foreseen(activity),
        Fence = activity.Fence, LocationCheckIn = activity.LocationCheckIn, CutOff = activity.CutOff, WaitingList = activity.WaitingList, ConfirmWithin = activity.ConfirmWithin,
        SignUpFrom = activity.SignUpFrom, Reason = activity.Reason, CreatedAt = activity.CreatedAt, Version = activity.Version, Author = activity.Author,
        ReviewedBy = activity.ReviewedBy, InsurancePolicy = activity.InsurancePolicy,
    };

    public static SessionView? Of(Book book, int n) => book.Only<Activity>() is { } activity && SessionRules.Find(book, activity, n) is { } session ? Of(session) : null;

    public static SessionView Of(ActivitySession session) => new(
        session.Id[..session.Id.LastIndexOf('/')], session.N, session.Slot.From, session.Slot.Until, session.State,
        [.. session.Seats.Select(s => new SeatsView(s.Position, s.Headcount, s.Taken, s.Waiting))], session.Reason, session.Version);

    /// <param name="subject">A place's id, or <c>refused:</c> and why there is none.</param>
    public static PlaceView? Place(Book book, string subject, DateTimeOffset now)
    {
        var activity = book.Stream["activity-".Length..];
        if (subject.StartsWith("refused:", StringComparison.Ordinal))
            return new() { Activity = activity, Volunteer = "", Position = "", State = PlaceState.Refused, Code = subject["refused:".Length..] };
        if (book.Find<Enrolment>(subject) is not { } place)
            return null;
        var session = book.Find<ActivitySession>(Ids.Session(activity, place.N));
        int? ahead = place.State != PlaceState.Waiting ? null
            : book.All<Enrolment>().Where(e => e.N == place.N && e.Position == place.Position && e.State == PlaceState.Waiting && e.Ticket < place.Ticket).Sum(e => e.Seats);
        return Of(activity, place, session?.Slot ?? place.Slot, now) with { Ahead = ahead };
    }

    public static PlaceView Of(string activity, Enrolment place, TimeSlot slot, DateTimeOffset now) => new()
    {
        Activity = activity, N = place.N, Volunteer = place.Volunteer, Shown = place.Shown, Position = place.Position, State = place.State, From = slot.From, Until = slot.Until,
        Seats = place.Seats, Guardian = place.Guardian, ConfirmBy = place.ConfirmBy, Flags = place.Flags, Absence = place.Absence, Title = place.Title, Reason = place.Reason,
        Stays = [.. place.Stays.Select(s => new StayView(s.In, s.InBy, s.Out, s.OutBy, s.OutMetres ?? s.Metres))],
        Minutes = place.Settled > 0 ? place.Minutes : CheckInRules.Minutes(place, slot, now), Record = place.Record, RecordState = place.RecordState,
        Correction = place.Correction is { } c ? new(c.Minutes, c.Reason, c.By, c.At) : null, Version = place.Version,
    };

    /// <summary>What everybody may read: no account, no policy, and no words that point to one person.</summary>
    public static ActivityView Public(ActivityView view) => view with
    {
        Title = Scrub.Text(view.Title), Description = view.Description is null ? null : Scrub.Text(view.Description), MeetingPoint = view.MeetingPoint is null ? null : Scrub.Numbers(view.MeetingPoint),
        Location = view.Location is { } place ? place with { Address = place.Address is null ? null : Scrub.Numbers(place.Address) } : null,
        RiskStatement = view.RiskStatement is null ? null : Scrub.Text(view.RiskStatement), Safeguards = view.Safeguards is null ? null : Scrub.Text(view.Safeguards),
        Author = null, ReviewedBy = null, InsurancePolicy = null, Order = null, Need = null,
        Positions = [.. view.Positions.Select(p => p with { Content = p.Content is null ? null : Scrub.Text(p.Content) })],
        Reason = view.Reason is null ? null : Scrub.Text(view.Reason),
        Sessions = [.. view.Sessions.Select(s => s with { Reason = s.Reason is null ? null : Scrub.Text(s.Reason) })],
    };

    private static System.Collections.Immutable.ImmutableArray<SessionView> Foreseen(Activity activity) => SessionPlans.Expand(activity.Plan, out var slots) is not null
        ? []
        : [.. slots.Select((slot, i) => new SessionView(activity.Id, i + 1, slot.From, slot.Until, SessionState.Planned, [.. activity.Positions.Select(p => new SeatsView(p.Name, p.Headcount, 0, 0))], null, 0))];
}
