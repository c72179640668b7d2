using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Programmes;
using Practice.Shared;

namespace Practice.Services;

/// <summary>Sessions of standing services: made ahead, held with a count, or cancelled.</summary>
/// <remarks>
/// Laws: making a month again changes nothing; what was held or cancelled by a person is never moved; a service's totals are the sums over its
/// sessions; every programme that a service belongs to counts each held session once.
/// </remarks>
public static class SessionRules
{
    /// <summary>The day on which the coming month's sessions are made.</summary>
    public const int AheadDay = 25;

    public const int MostServed = 100_000;

    /// <summary>Why a session was taken back by itself.</summary>
    public const string Replanned = "replanned";

    /// <summary>Why a session counts for nothing: nobody has said within a month what came of it.</summary>
    public const string NotReported = "notReported";

    private const int LongestText = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromDays(31);

    /// <summary>Of a release that made no sessions.</summary>
    public static bool IsUnplanned(Service service) => service is { Status: ServiceStatus.Standing, Recurrence: not null, PlanAt: null };

    /// <summary>Makes what is to come, up to the month that is due by now, and says when to go on.</summary>
    public static void Plan(Draft draft, ITerms terms, string id)
    {
        if (draft.Book.Find<Service>(id) is not { } service)
            return;
        var standing = service is { Status: ServiceStatus.Standing, Recurrence: not null };
        var today = ChinaTime.DateOf(draft.Now);
        var until = YearMonth.Of(today).AddMonths(today.Day >= AheadDay ? 1 : 0);
        var next = standing ? ChinaTime.StartOf(until.FirstDay.AddDays(AheadDay - 1)) : (DateTimeOffset?)null;
        var wanted = standing ? Wanted(service, YearMonth.Of(today).AddMonths(-1), until, terms, draft.Now) : [];
        var planned = draft.Book.All<ServiceSession>().Where(session => session.Service == id && session.Status == ServiceSessionStatus.Planned && session.Slot.From > draft.Now).ToList();

        var changes = new List<ServiceSession>();
        var (made, moved, dropped) = (0, 0, 0);
        foreach (var session in planned.Where(session => !wanted.ContainsKey(session.Day)))
        {
            changes.Add(session with { Status = ServiceSessionStatus.Cancelled, Reason = Replanned });
            dropped++;
        }

        foreach (var session in draft.Book.All<ServiceSession>().Where(session => session.Service == id && session.Status == ServiceSessionStatus.Planned && session.Slot.Until <= draft.Now - Patience))
            changes.Add(session with { Status = ServiceSessionStatus.Cancelled, Reason = NotReported });

        foreach (var (day, slot) in wanted)
        {
            var key = ServiceSession.IdOf(id, day);
            var known = draft.Book.Find<ServiceSession>(key);
            if (known is { Status: not ServiceSessionStatus.Planned, Reason: not Replanned } || known?.Slot.From <= draft.Now)
                continue;
            var after = (known ?? Fresh(service, key, day, slot, draft.Now)) with
            {
                Slot = slot, Team = service.Team, Name = service.Name, Category = service.Category, Status = ServiceSessionStatus.Planned, Reason = null,
            };
            made += known is not { Status: ServiceSessionStatus.Planned } ? 1 : 0;
            moved += known is { Status: ServiceSessionStatus.Planned } && known.Slot != slot ? 1 : 0;
            if (after != known)
                changes.Add(after);
        }

        if (changes.Count == 0 && service.PlanAt == next)
            return;
        draft.Record(new SessionsPlanned(until.ToString(), made, moved, dropped), service with { PlanAt = next });
        foreach (var session in changes)
            draft.Keep(session);
    }

    /// <summary>The sessions that making them again may touch, by their ids: what was cancelled is not in hand.</summary>
    public static IEnumerable<string> Keys(string service, DateTimeOffset now)
    {
        var month = YearMonth.Of(ChinaTime.DateOf(now));
        for (var day = month.AddMonths(-1).FirstDay; day <= month.AddMonths(1).LastDay; day = day.AddDays(1))
            yield return ServiceSession.IdOf(service, day);
    }

    /// <summary>It took place; said again, it corrects the count.</summary>
    public static Refusal? Hold(Draft draft, string id, HoldSession command)
    {
        if (draft.Book.Find<ServiceSession>(id) is not { } session)
            return Refusal.NotFound("serviceSession", id);
        if (session is { Status: ServiceSessionStatus.Cancelled, Reason: not NotReported })
            return WrongState(session);
        if (session.Slot.From > draft.Now)
            return Refusal.Rule("serviceSession.early", "A session is held once it has begun.");
        if (command.Served is < 0 or > MostServed)
            return Refusal.Malformed("served.invalid", $"0 to {MostServed} people.");
        if (command.Team is { } team && !Ids.IsTeam(team))
            return Refusal.Malformed("team.invalid", "A team is named by its id.");
        if (command.Note?.Length > LongestText)
            return Refusal.Malformed("note.tooLong", $"A note has at most {LongestText} characters.");
        var again = session.Status == ServiceSessionStatus.Held;
        var after = session with
        {
            Status = ServiceSessionStatus.Held, Served = command.Served, Team = command.Team ?? session.Team, Note = command.Note?.Trim() ?? session.Note, Reason = null,
            CountedFor = again ? session.CountedFor : ProgrammeRules.Of(draft.Book, session.Service, ChinaTime.DateOf(session.Slot.From)),
        };
        if (again && (after.Served, after.Team, after.Note) == (session.Served, session.Team, session.Note))
            return null;
        draft.Record(new SessionHeld(command.Served, session.Served), after);
        Count(draft, after, held: again ? 0 : 1, cancelled: 0, served: command.Served - session.Served);
        return null;
    }

    public static Refusal? Cancel(Draft draft, string id, string? reason)
    {
        if (draft.Book.Find<ServiceSession>(id) is not { } session)
            return Refusal.NotFound("serviceSession", id);
        if (session.Status != ServiceSessionStatus.Planned)
            return session is { Status: ServiceSessionStatus.Cancelled, Reason: not Replanned } ? null : WrongState(session);
        if (DeskWords.BadReason(reason) is { } refusal)
            return refusal;
        if (reason!.Trim().Length > LongestText || reason.Trim() == Replanned)
            return Refusal.Malformed("reason.invalid", $"A reason has at most {LongestText} characters of your own.");
        draft.Record(new SessionCancelled(), session with { Status = ServiceSessionStatus.Cancelled, Reason = reason.Trim() });
        Count(draft, session, held: 0, cancelled: 1, served: 0);
        return null;
    }

    private static void Count(Draft draft, ServiceSession session, int held, int cancelled, int served)
    {
        if (draft.Book.Find<Service>(session.Service) is { } known)
        {
            var totals = known.Totals ?? SessionTotals.Zero;
            draft.Keep(known with { Totals = new(totals.Held + held, totals.Cancelled + cancelled, totals.Served + served) });
        }

        ProgrammeRules.Count(draft, session.CountedFor, held, served, ChinaTime.DateOf(session.Slot.From));
    }

    // What lies behind is not made any more: a service that begins today owes nothing for yesterday.
    private static SortedDictionary<DateOnly, TimeSlot> Wanted(Service service, YearMonth from, YearMonth until, ITerms terms, DateTimeOffset now)
    {
        var wanted = new SortedDictionary<DateOnly, TimeSlot>();
        for (var month = from; month <= until; month = month.AddMonths(1))
            foreach (var (day, slot) in RecurrenceRules.Occurrences(service.Recurrence!, month, terms.Calendar))
                if (slot.From > now)
                    wanted[day] = slot;
        return wanted;
    }

    private static ServiceSession Fresh(Service service, string id, DateOnly day, TimeSlot slot, DateTimeOffset now) => new()
    {
        Id = id, CreatedAt = now, Service = service.Id, Name = service.Name, Category = service.Category, Day = day, Slot = slot,
    };

    private static Refusal WrongState(ServiceSession session) =>
        Refusal.Conflict("serviceSession.state", $"The session is {Json.Name(session.Status)} already.");
}
