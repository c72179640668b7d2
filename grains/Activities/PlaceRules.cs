using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>Who has a place in a session. Pure.</summary>
/// <remarks>
/// Laws: seats taken never exceed the headcount; a party that waits and would fit does not exist; whoever asked with a hold is told once
/// what became of it, however it ends.
/// </remarks>
public static class PlaceRules
{
    public const int MostInvited = 100, MostChildren = 5;

    /// <summary>What a volunteer's calendar is to be asked, or why there is no place to be had. Decides nothing.</summary>
    public static Refusal? Ask(Book book, int n, string? position, string volunteer, DateTimeOffset now, out PlaceAsk? ask)
    {
        ask = null;
        if (book.Only<Activity>() is not { IsPublic: true } activity)
            return Refusal.NotFound("session", Ids.Session(book.Stream["activity-".Length..], n));
        if (SessionRules.Find(book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (Closed(activity, session, now) is { } closed)
            return closed;
        var known = book.Find<Enrolment>(Enrolment.IdOf(n, volunteer)) is { IsLive: true } place ? place : null;
        position = known?.Position ?? position ?? (activity.Positions is [var only] ? only.Name : null);
        if (position is null || activity.Position(position) is not { } spec || session.Of(position) is not { } seats)
            return Refusal.Rule("position.unknown", "Name one of the session's positions.", [.. activity.Positions.Select(p => p.Name)]);
        if (known is null && seats.Free < 1 && seats.Waiting >= activity.WaitingList)
            return Full(session, position);
        ask = new(session.Id, position, session.Slot, activity.Risk == RiskLevel.Dangerous, spec.RealName, spec.MinAge, spec.MaxAge, spec.Skills, spec.Trainings);
        return null;
    }

    /// <summary>Gives the place or a place on the waiting list, or turns the cards away: then their holds are told, and nothing else changes.</summary>
    /// <param name="subject">The first card's place, or <c>refused:</c> and why.</param>
    public static Refusal? SignUp(Draft draft, int n, SignUp signUp, out string subject)
    {
        subject = "";
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (signUp.Cards.IsDefaultOrEmpty || signUp.Cards.Length > 10 || signUp.Children is < 0 or > MostChildren || signUp.Cards.Select(c => c.Volunteer).Distinct().Count() != signUp.Cards.Length)
            return Refusal.Malformed("party.invalid", $"One volunteer, or a guardian with up to nine wards and {MostChildren} small children.");
        subject = Enrolment.IdOf(n, signUp.Cards[0].Volunteer);
        if (Why(draft, activity, session, signUp) is { } code)
        {
            subject = $"refused:{code}";
            foreach (var card in signUp.Cards)
                TurnAway(draft, session, card, code);
            return null;
        }

        Give(draft, session, signUp);
        return null;
    }

    public static Refusal? Invite(Draft draft, int n, InviteMembers invite)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (Closed(activity, session, draft.Now, invited: true) is { } closed)
            return closed;
        if (session.Of(invite.Position) is not { } seats)
            return Refusal.Rule("position.unknown", "Name one of the session's positions.", [.. activity.Positions.Select(p => p.Name)]);
        var wanted = (invite.Volunteers.IsDefault ? [] : invite.Volunteers).Distinct()
            .Where(v => draft.Book.Find<Enrolment>(Enrolment.IdOf(n, v)) is not { IsLive: true }).ToList();
        if (wanted.Count > MostInvited)
            return Refusal.Malformed("volunteers.tooMany", $"At most {MostInvited} at once.");
        if (wanted.Count > seats.Free)
            return Full(session, invite.Position);
        var by = Earlier(draft.Now.AddMinutes(activity.ConfirmWithin), session.Slot.From);
        foreach (var volunteer in wanted)
        {
            var known = draft.Book.Find<Enrolment>(Enrolment.IdOf(n, volunteer));
            draft.Record(new PlaceInvited(invite.Position, by), New(draft, session, volunteer, invite.Position, known) with
            {
                State = PlaceState.Invited, ConfirmBy = by, Shown = known?.Shown,
            });
            draft.Send(Ids.VolunteerStream(volunteer), new PlaceDecided(session.Id, invite.Position, session.Slot, 0, PlaceState.Invited, by));
        }

        if (wanted.Count > 0)
            draft.Keep(session.With(seats with { Taken = seats.Taken + wanted.Count }));
        return null;
    }

    /// <summary>In time it leaves no mark; after the cut-off it is <c>leftLate</c>; once the session runs, not coming is not coming.</summary>
    public static Refusal? Withdraw(Draft draft, int n, string volunteer, string? reason)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (draft.Book.Find<Enrolment>(Enrolment.IdOf(n, volunteer)) is not { } place)
            return Refusal.NotFound("place", $"{session.Id}/{volunteer}");
        if (place.State is PlaceState.Withdrawn or PlaceState.LeftLate)
            return null;
        if (reason?.Length > 200)
            return Refusal.Malformed("reason.tooLong", "At most 200 characters.");
        if (!place.IsLive)
            return Refusal.Conflict("place.over", $"This place is {Json.Name(place.State)}.");
        if (session.State != SessionState.Planned || (place.State == PlaceState.Given && draft.Now >= session.Slot.From))
            return Refusal.Conflict("session.started", "The session has begun; the leader writes down who is absent, and why.");
        var late = draft.Now >= session.Slot.From.AddMinutes(-activity.CutOff);
        foreach (var one in Party(draft.Book, place))
            End(draft, session.Id, one, one.State == PlaceState.Given && late ? PlaceState.LeftLate : PlaceState.Withdrawn, reason);
        Promote(draft, activity, session.Id, place.Position);
        return null;
    }

    /// <summary>An offer or an invitation that nobody has answered in time goes to the next.</summary>
    public static void Lapse(Draft draft, Activity activity, Enrolment place)
    {
        if (place.State is not (PlaceState.Invited or PlaceState.Offered) || place.ConfirmBy > draft.Now || SessionRules.Find(draft.Book, activity, place.N) is not { } session)
            return;
        foreach (var one in Party(draft.Book, place).Where(e => e.State is PlaceState.Invited or PlaceState.Offered))
            End(draft, session.Id, one, PlaceState.Lapsed, null);
        Promote(draft, activity, session.Id, place.Position);
    }

    /// <summary>A hold whose time is over asks; it is always told.</summary>
    public static void Answer(Draft draft, string volunteer, PlaceAsked asked)
    {
        if (draft.Book.Only<Activity>() is not { } activity)
            return;
        var place = Number(asked.Session) is { } n ? draft.Book.Find<Enrolment>(Enrolment.IdOf(n, volunteer)) : null;
        if (place is { IsLive: true })
        {
            place = draft.Record(new PlaceRepeated(asked.Hold), place with { Hold = Math.Max(place.Hold, asked.Hold) });
            draft.Send(Ids.VolunteerStream(volunteer), new PlaceDecided(asked.Session, place.Position, place.Slot, asked.Hold, place.State, place.ConfirmBy));
            return;
        }

        if (place is not null)
            draft.Record(new PlaceRepeated(asked.Hold), place);
        else
            draft.Record(new PlaceRefused(volunteer, "hold.over"), activity);
        draft.Send(Ids.VolunteerStream(volunteer), new PlaceDecided(asked.Session, asked.Position, asked.Slot, asked.Hold, PlaceState.Refused, null, "hold.over"));
    }

    /// <summary>Offers free seats to those who wait, in turn; a party that is too large for what is free lets others past.</summary>
    public static void Promote(Draft draft, Activity activity, string sessionId, string position)
    {
        if (draft.Book.Find<ActivitySession>(sessionId) is not { State: SessionState.Planned } session || session.Of(position) is not { Waiting: > 0, Free: > 0 } || draft.Now >= session.Slot.From)
            return;
        var by = Earlier(draft.Now.AddMinutes(activity.ConfirmWithin), session.Slot.From);
        foreach (var party in draft.Book.All<Enrolment>().Where(e => e.N == session.N && e.Position == position && e.State == PlaceState.Waiting).GroupBy(e => e.Ticket).OrderBy(g => g.Key).ToList())
        {
            var (seats, wanted) = (session.Of(position)!, party.Sum(e => e.Seats));
            if (wanted > seats.Free)
                continue;
            foreach (var place in party)
            {
                draft.Record(new PlaceWasOffered(by), place with { State = PlaceState.Offered, ConfirmBy = by });
                draft.Send(Ids.VolunteerStream(place.Volunteer), new PlaceDecided(session.Id, position, session.Slot, place.Hold, PlaceState.Offered, by));
            }

            session = draft.Keep(session.With(seats with { Taken = seats.Taken + wanted, Waiting = seats.Waiting - wanted }));
            if (session.Of(position)!.Free == 0)
                return;
        }
    }

    internal static int? Number(string session) => int.TryParse(session[(session.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;

    internal static Refusal? Closed(Activity activity, ActivitySession session, DateTimeOffset now, bool invited = false)
    {
        if (!activity.IsOpen || session.State != SessionState.Planned || now >= session.Slot.From)
            return Refusal.Conflict("session.closed", "Nobody is taken on any more.");
        return !invited && activity.SignUpFrom > now ? Refusal.Conflict("signUp.notYet", "Sign-up has not opened yet.") : null;
    }

    private static Refusal Full(ActivitySession session, string position) => Refusal.Conflict("session.full", $"No seat of '{position}' in {session.Id} is free, and none to wait for.");

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    // A guardian's wards are there with him only.
    private static List<Enrolment> Party(Book book, Enrolment place) => [place, .. book.All<Enrolment>().Where(e => e.N == place.N && e.IsLive && e.Guardian == place.Volunteer)];

    private static string? Why(Draft draft, Activity activity, ActivitySession session, SignUp signUp)
    {
        if (Closed(activity, session, draft.Now) is { } closed)
            return closed.Code;
        var position = signUp.Cards[0].Position;
        if (activity.Position(position) is not { } spec || session.Of(position) is not { } seats)
            return "position.unknown";
        foreach (var card in signUp.Cards)
        {
            if (card.Session != session.Id || card.Slot != session.Slot || card.Position != position || (Live(draft.Book, session.N, card) is { } kept && kept.Position != position))
                return "session.moved";
            if (card.Until <= draft.Now)
                return "hold.over";
            if (Unfit(activity, spec, card) is { } code)
                return code;
        }

        if (signUp.Children > 0 && (activity.Risk == RiskLevel.Dangerous || signUp.Cards[0].Age != AgeClass.Adult))
            return "age.dangerous";
        if (signUp.Children > 0 && Live(draft.Book, session.N, signUp.Cards[0]) is { } known && known.Children != signUp.Children)
            return "party.changed";
        var fresh = Fresh(draft.Book, session.N, signUp);
        return fresh > seats.Free && seats.Waiting + fresh > activity.WaitingList ? "session.full" : null;
    }

    // Held here too: whatever a calendar has let through, no minor is in dangerous work (rules §1.2).
    private static string? Unfit(Activity activity, PositionSpec spec, PlaceCard card) =>
        activity.Risk == RiskLevel.Dangerous && card.Age != AgeClass.Adult ? "age.dangerous"
        : card.Age == AgeClass.Under8 ? "age.tooYoung"
        : card.Age != AgeClass.Adult && !card.Consent ? "guardian.missing"
        : spec.RealName && !card.RealName ? "realName.missing"
        : spec.Skills.Any(skill => !card.Skills.Contains(skill)) ? "skill.missing"
        : spec.Trainings.Any(training => !card.Trainings.Contains(training)) ? "training.missing"
        : null;

    // Whoever has a place keeps it: his newer hold is told of it.
    private static void TurnAway(Draft draft, ActivitySession session, PlaceCard card, string code)
    {
        if (Live(draft.Book, session.N, card) is { } place)
        {
            place = draft.Record(new PlaceRepeated(card.Hold), place with { Hold = card.Hold });
            Tell(draft, session, card with { Position = place.Position }, place.State, place.ConfirmBy, null);
            return;
        }

        draft.Record(new PlaceRefused(card.Volunteer, code), session);
        Tell(draft, session, card, PlaceState.Refused, null, code);
    }

    // Seats that a party needs beyond those it has.
    private static int Fresh(Book book, int n, SignUp signUp) =>
        signUp.Cards.Select((card, i) => (Known: Live(book, n, card), Seats: 1 + (i == 0 ? signUp.Children : 0))).Sum(c => c.Known is null ? c.Seats : 0);

    private static Enrolment? Live(Book book, int n, PlaceCard card) => book.Find<Enrolment>(Enrolment.IdOf(n, card.Volunteer)) is { IsLive: true } place ? place : null;

    private static void Give(Draft draft, ActivitySession session, SignUp signUp)
    {
        var position = signUp.Cards[0].Position;
        var seats = session.Of(position)!;
        var fits = Fresh(draft.Book, session.N, signUp) <= seats.Free;
        var ticket = session.LastTicket + 1;
        for (var i = 0; i < signUp.Cards.Length; i++)
        {
            var card = signUp.Cards[i];
            var place = Live(draft.Book, session.N, card);
            if (place is null)
            {
                place = New(draft, session, card.Volunteer, position, draft.Book.Find<Enrolment>(Enrolment.IdOf(session.N, card.Volunteer))) with
                {
                    Hold = card.Hold, Shown = card.Shown, Children = i == 0 ? signUp.Children : 0, Guardian = i == 0 ? null : signUp.Cards[0].Volunteer,
                    State = fits ? PlaceState.Given : PlaceState.Waiting, Ticket = fits ? 0 : ticket,
                };
                seats = fits ? seats with { Taken = seats.Taken + place.Seats } : seats with { Waiting = seats.Waiting + place.Seats };
                draft.Record(fits ? new PlaceGiven(position, card.Hold, place.Seats) : new PlaceWaits(position, card.Hold, place.Seats, ticket), place);
            }
            else if (place.State is PlaceState.Invited or PlaceState.Offered)
            {
                // What was kept for him is his by his yes.
                place = draft.Record(new PlaceGiven(place.Position, card.Hold, place.Seats), place with { State = PlaceState.Given, ConfirmBy = null, Hold = card.Hold, Shown = card.Shown });
            }
            else
            {
                place = draft.Record(new PlaceRepeated(card.Hold), place with { Hold = card.Hold });
            }

            Tell(draft, session, card with { Position = place.Position }, place.State, place.ConfirmBy, null);
        }

        if (seats != session.Of(position))
            draft.Keep(session.With(seats) with { LastTicket = fits ? session.LastTicket : ticket });
    }

    private static Enrolment New(Draft draft, ActivitySession session, string volunteer, string position, Enrolment? before) => new()
    {
        Id = Enrolment.IdOf(session.N, volunteer), CreatedAt = draft.Now, N = session.N, Volunteer = volunteer, Position = position, Slot = session.Slot, Title = session.Title,
        Unknown = before?.Unknown,
    };

    private static void End(Draft draft, string sessionId, Enrolment place, PlaceState state, string? reason)
    {
        var session = draft.Book.Find<ActivitySession>(sessionId)!;
        var seats = session.Of(place.Position)!;
        seats = place.State == PlaceState.Waiting ? seats with { Waiting = seats.Waiting - place.Seats } : seats with { Taken = seats.Taken - place.Seats };
        draft.Record(new PlaceOver(state), place with { State = state, ConfirmBy = null, Reason = reason });
        draft.Keep(session.With(seats));
        draft.Send(Ids.VolunteerStream(place.Volunteer), new PlaceEnded(sessionId, place.Hold, Json.Name(state)));
    }

    private static void Tell(Draft draft, ActivitySession session, PlaceCard card, PlaceState state, DateTimeOffset? by, string? code) =>
        draft.Send(Ids.VolunteerStream(card.Volunteer), new PlaceDecided(session.Id, card.Position, session.Slot, card.Hold, state, by, code));
}
