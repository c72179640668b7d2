using System.Collections.Immutable;
using Practice.Activities;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>What a volunteer has served: settled by activities, entered afterwards, corrected, approved. Pure; the days around have been brought into the book.</summary>
/// <remarks>
/// Laws: no two confirmed records overlap; no day has more than its measure without somebody's approval; what counts is in the ledger once, and
/// what does not count any more is out of it; who approves is not who entered, and never the volunteer.
/// </remarks>
public static class RecordRules
{
    public const int LongestText = 200, MostEvidence = 9;

    /// <summary>The activity's word. A later round corrects an earlier one.</summary>
    public static void Settle(Draft draft, ITerms terms, string number, string from, ServiceSettled told)
    {
        var at = CalendarPlace.IdOf(told.Session, told.Under);
        var place = draft.Book.Find<CalendarPlace>(at);
        var known = draft.Book.Find<ServiceRecord>(place?.Record);
        if (known is not null && told.Version <= known.Round)
            return;

        // What somebody has entered for a session gives way to what the activity says of it.
        if (known is { Round: 0 } entered)
        {
            if (entered.State != RecordState.Voided)
                Put(draft, terms, entered with { Correction = null, Dispute = null }, entered.Slot, 0, told.Recorder, told.Approver, "superseded", approved: false);
            known = null;
        }

        var record = known is null ? New(draft, number, told) : known with
        {
            Round = told.Version, Head = told.Head, Flags = OrNone(told.Flags), Recorder = told.Recorder, CheckedIn = told.CheckedIn ?? known.CheckedIn, Correction = null,
        };
        record = Put(draft, terms, record, told.Slot, told.Minutes, told.Recorder, told.Approver, told.Minutes == 0 ? "withdrawn" : null, approved: false);
        place = (place ?? new CalendarPlace { Id = at, CreatedAt = draft.Now, Position = told.Position, Slot = told.Slot, Hold = 0 }) with
        {
            Record = record.Id, State = PlaceState.Attended, HeldUntil = null, ConfirmBy = null, Ended = "settled",
        };
        draft.Keep(place);
        draft.Send(told.Under is { } under ? Ids.VolunteerStream(under) : from, new RecordTaken(told.Session, told.Version, record.Id, Json.Name(record.State)));
    }

    public static Refusal? Propose(Draft draft, ITerms terms, string number, BackFill ask, Caller caller, out string id)
    {
        id = "";
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        var place = draft.Book.Find<CalendarPlace>(ask.Session);
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("record.own", "Nobody enters the own service.");
        if (string.IsNullOrWhiteSpace(ask.Title) || ask.Title.Length > LongestText || string.IsNullOrWhiteSpace(ask.Reason) || ask.Reason.Length > LongestText)
            return Refusal.Malformed("record.invalid", $"A title and a reason have 1 to {LongestText} characters.");
        if (ask.Category is { } category && terms.Category(category) is null)
            return Refusal.Rule("category.unknown", $"There is no category '{category}' here.");
        if (ask.Evidence.IsDefaultOrEmpty || ask.Evidence.Length > MostEvidence || !ask.Evidence.All(file => Ids.IsItem(file, 'F')))
            return Refusal.Rule("record.evidence", $"Service that was not checked in is proved: 1 to {MostEvidence} files, by their ids.");
        if (ask.Session is not null && place is null)
            return Refusal.NotFound("session", ask.Session);
        if (place?.Record is not null)
            return Refusal.Conflict("record.exists", "There is a record of this session; correct it.");
        if (Impossible(ask.Slot, ask.Minutes, draft.Now) is { } impossible)
            return impossible;
        if (place is not null && (!place.Slot.Covers(ask.Slot) || ask.Minutes > (place.Slot.Until - place.Slot.From).TotalMinutes))
            return Refusal.Rule("record.tooLong", "Service lies inside its session.");
        if (terms.Calendar.AddWorkingDays(ChinaTime.DateOf(ask.Slot.Until), terms.Volunteering.BackfillDays) < ChinaTime.DateOf(draft.Now))
            return Refusal.Rule("record.tooLate", $"Service is entered within {terms.Volunteering.BackfillDays} working days.");
        if (Overlap(draft.Book, ask.Slot, null) is { } other)
            return Refusal.Rule("record.overlap", "There is confirmed service in that time.", other);

        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Records = numbers.Records + 1 };
        id = ServiceRecord.IdOf(number, numbers.Records);
        draft.Record(new RecordProposed(ask.Slot, ask.Minutes), new ServiceRecord
        {
            Id = id, CreatedAt = draft.Now, Session = ask.Session, Title = ask.Title.Trim(), Category = ask.Category, By = ask.By, Unit = ask.Unit, UnitPath = ask.UnitPath, Recorder = draft.Actor,
            Origin = RecordOrigin.BackFilled, State = RecordState.Proposed, Slot = ask.Slot, Minutes = ask.Minutes, Reason = "backFilled", Evidence = ask.Evidence,
            Versions = [new(1, draft.Now, draft.Actor, null, ask.Slot, ask.Minutes, RecordState.Proposed, ask.Reason.Trim())],
        });
        draft.Keep(numbers);
        if (place is not null)
            draft.Keep(place with { Record = id });
        return null;
    }

    /// <summary>A yes or no to whatever waits.</summary>
    public static Refusal? Decide(Draft draft, ITerms terms, string number, string id, bool approve, string? reason, Caller caller)
    {
        if (draft.Book.Find<ServiceRecord>(id) is not { } record)
            return Refusal.NotFound("record", id);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("record.own", "Nobody decides about the own service.");
        if (!approve && Reasons.Missing(reason) is { } unsaid)
            return unsaid;

        if (record.Correction is { } correction)
        {
            if (correction.By == draft.Actor)
                return Refusal.Rule("fourEyes.same", "Somebody else decides about it.");
            if (!approve)
            {
                draft.Record(new RecordDeclined(), record with
                {
                    Correction = null,
                    Versions = record.Versions.Add(new(record.Versions.Length + 1, draft.Now, correction.By, draft.Actor, record.Slot, record.Minutes, record.State, "correctionDeclined", reason!.Trim())),
                });
                return null;
            }

            if (correction.Minutes > 0 && Overlap(draft.Book, correction.Slot, record.Id) is { } taken)
                return Refusal.Rule("record.overlap", "There is confirmed service in that time.", taken);
            Put(draft, terms, record with { Correction = null, Dispute = null }, correction.Slot, correction.Minutes, correction.By, draft.Actor, correction.Minutes == 0 ? "corrected" : correction.Reason, approved: true);
            return null;
        }

        if (record.State is not (RecordState.Proposed or RecordState.NeedsApproval))
            return Refusal.Conflict("record.nothingToDecide", "Nothing about this record waits.");
        if (record.Recorder == draft.Actor || (record.Versions is [.., var last] && (last.By == draft.Actor || last.Approver == draft.Actor)))
            return Refusal.Rule("fourEyes.same", "Somebody else decides about it.");
        if (approve && Overlap(draft.Book, record.Slot, record.Id) is { } other)
            return Refusal.Rule("record.overlap", "There is confirmed service in that time.", other);
        var decided = approve
            ? Put(draft, terms, record, record.Slot, record.Minutes, record.Recorder, draft.Actor, null, approved: true)
            : Put(draft, terms, record, record.Slot, 0, record.Recorder, draft.Actor, "declined", approved: true, note: reason!.Trim());
        if (decided is { Session: { } session, Round: > 0 })
            draft.Send(decided.Under is { } under ? Ids.VolunteerStream(under) : Ids.ActivityStream(CalendarPlace.ActivityOf(session)), new RecordTaken(session, decided.Round, decided.Id, Json.Name(decided.State)));
        return null;
    }

    public static Refusal? Correct(Draft draft, string number, string id, CorrectRecord ask, Caller caller)
    {
        if (draft.Book.Find<ServiceRecord>(id) is not { } record)
            return Refusal.NotFound("record", id);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("record.own", "Nobody corrects the own service; say what is wrong with it.");
        if (record.State != RecordState.Confirmed)
            return Refusal.Conflict("record.notConfirmed", "Only what counts is corrected.");
        if (record.Correction is not null)
            return Refusal.Conflict("record.correcting", "Another correction waits.");
        if (Reasons.Missing(ask.Reason) is { } unsaid)
            return unsaid;
        var slot = ask.Minutes == 0 ? record.Slot : ask.Slot ?? record.Slot;
        if (ask.Minutes != 0 && Impossible(slot, ask.Minutes, draft.Now) is { } impossible)
            return impossible;
        if ((record.Origin == RecordOrigin.SignedIn || record.Round > 0) && (ask.Minutes > record.Minutes || !record.Slot.Covers(slot)))
            return Refusal.Rule("record.signedIn", "What an activity has settled is raised by the activity alone, or the rest is entered afterwards.");
        draft.Record(new RecordCorrectionAsked(slot, ask.Minutes), record with { Correction = new(slot, ask.Minutes, ask.Reason.Trim(), draft.Actor, draft.Now) });
        return null;
    }

    public static Refusal? Dispute(Draft draft, string number, string id, string? reason, bool minor, Caller caller)
    {
        if (draft.Book.Find<ServiceRecord>(id) is not { } record)
            return Refusal.NotFound("record", id);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (!VolunteerRules.IsOwn(volunteer, caller, minor))
            return Refusal.Forbidden("This is the volunteer's to say.");
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (reason is not null && Reasons.Missing(reason) is { } unsaid)
            return unsaid;
        if (record.Dispute != reason)
            draft.Record(new RecordDisputed(reason is not null), record with { Dispute = reason });
        return null;
    }

    /// <summary>Every record, as it is now: what is in the book is newer than what was read.</summary>
    /// <param name="all">As they were read; null = all are in the book.</param>
    internal static IEnumerable<ServiceRecord> Newest(Book book, IEnumerable<ServiceRecord>? all) =>
        all is null ? book.All<ServiceRecord>() : book.All<ServiceRecord>().UnionBy(all, record => record.Id).OrderBy(record => record.Id, StringComparer.Ordinal);

    /// <summary>Confirmed service in a time; null = none.</summary>
    public static string? Overlap(Book book, TimeSlot slot, string? except) => Days(book, slot).SelectMany(day => day.Services)
        .FirstOrDefault(service => service.Record != except && service.Slot.Overlaps(slot))?.Record;

    /// <summary>Confirmed minutes on a day, of what began the day before too.</summary>
    public static int MinutesOn(Book book, DateOnly day, string? except)
    {
        var whole = new TimeSlot(ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        return new[] { day.AddDays(-1), day }.Select(d => book.Find<ServiceDay>(ServiceDay.IdOf(d))).OfType<ServiceDay>().SelectMany(d => d.Services)
            .Where(service => service.Record != except).Sum(service => Part(service.Slot, service.Minutes, whole));
    }

    /// <summary>What a record becomes with these minutes; the ledgers follow.</summary>
    /// <param name="carried">Its points were earned under another number and come with the others.</param>
    private static ServiceRecord Put(
        Draft draft, ITerms terms, ServiceRecord record, TimeSlot slot, int minutes, string by, string? approver, string? reason, bool approved, string? note = null, bool carried = false)
    {
        var (state, why) = minutes == 0 ? (RecordState.Voided, reason)
            : !slot.IsValid || minutes < 0 || minutes > (slot.Until - slot.From).TotalMinutes ? (RecordState.Voided, "slot.invalid")
            : Overlap(draft.Book, slot, record.Id) is not null ? (RecordState.Voided, "overlap")
            : !approved && IsLong(draft.Book, terms.Volunteering, slot, minutes, record.Id) ? (RecordState.NeedsApproval, "day.long")
            : (RecordState.Confirmed, reason);
        var kept = minutes == 0 ? record.Minutes : minutes;
        var after = record with
        {
            State = state, Slot = slot, Minutes = kept, Origin = OriginOf(record, kept), Reason = state == RecordState.Confirmed ? null : why, Points = 0,
            Versions = record.Versions.Add(new(record.Versions.Length + 1, draft.Now, by, approver, slot, minutes, state, why, note)),
        };
        draft.Record(new RecordSettled(state, slot, minutes, after.Versions.Length), after);
        if (record.Counts)
            Withdraw(draft, record);
        if (state == RecordState.Confirmed)
            after = Count(draft, terms.Volunteering, after, carried ? record.Points : null);
        return after;
    }

    /// <summary>What two people say above what was checked in was not checked in: the whole counts as entered afterwards, apart and without points, until it is no more than that.</summary>
    private static RecordOrigin OriginOf(ServiceRecord record, int minutes) =>
        record.CheckedIn is not { } borne ? record.Origin : minutes > borne ? RecordOrigin.BackFilled : RecordOrigin.SignedIn;

    private static ServiceRecord Count(Draft draft, VolunteeringTable table, ServiceRecord record, int? carried)
    {
        LedgerRules.Post(draft, LedgerBook.Hours, "earn", LedgerBook.Activity, Json.Name(record.Origin), record.Minutes, record.Id);
        Year(draft, record, record.Minutes);
        var day = draft.Book.Find<ServiceDay>(DayOf(record)) ?? new ServiceDay { Id = DayOf(record), CreatedAt = draft.Now };
        var (worth, rule) = carried is null && record.Origin == RecordOrigin.SignedIn ? PointsRules.Worth(table.Points, record.Category, record.Minutes) : (0, "");
        var points = carried ?? (table.Points.DayCap == 0 ? worth : Math.Clamp(table.Points.DayCap - day.Points, 0, worth));
        draft.Keep(day with { Services = day.Services.Add(new(record.Id, record.Slot, record.Minutes, points)), Points = day.Points + points });
        if (carried is null && points > 0)
            PointsRules.Earn(draft, table.Points, points, record.Slot.Until, record.Id, rule);
        return draft.Keep(record with { Points = points });
    }

    private static void Withdraw(Draft draft, ServiceRecord record)
    {
        LedgerRules.Post(draft, LedgerBook.Hours, "reverse", Json.Name(record.Origin), LedgerBook.Activity, record.Minutes, record.Id);
        Year(draft, record, -record.Minutes);
        if (draft.Book.Find<ServiceDay>(DayOf(record)) is { } day && day.Services.FirstOrDefault(service => service.Record == record.Id) is { } service)
            draft.Keep(day with { Services = day.Services.Remove(service), Points = day.Points - service.Points });
        if (record.Points > 0)
            PointsRules.TakeBack(draft, record.Points, record.Id);
    }

    private static void Year(Draft draft, ServiceRecord record, long minutes)
    {
        var book = LedgerRules.Of(draft.Book, LedgerBook.Hours, draft.Now);
        var year = ChinaTime.DateOf(record.Slot.From).Year;
        draft.Keep(book with { Years = book.Years.SetItem(year, book.Years.GetValueOrDefault(year) + minutes) });
    }

    /// <summary>A record of another number of the same person: its points come with the others.</summary>
    /// <returns>The points of one that does not count here: they are taken back when they are there.</returns>
    internal static int TakeOver(Draft draft, ITerms terms, string number, string from, ServiceRecord other, string by, string approver)
    {
        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Records = numbers.Records + 1 };
        draft.Keep(numbers);
        var record = other with { Id = ServiceRecord.IdOf(number, numbers.Records), State = RecordState.Proposed, Under = other.Under ?? from };
        record = Put(draft, terms, record, other.Slot, other.Minutes, by, approver, other.Id, approved: true, carried: true);
        if (record.Session is { } session)
            draft.Keep(new CalendarPlace
            {
                Id = CalendarPlace.IdOf(session, record.Under), CreatedAt = draft.Now, Position = record.Position ?? "", Slot = record.Slot, Hold = 0, State = PlaceState.Attended, Record = record.Id, Ended = "settled",
            });
        return record.Counts ? 0 : other.Points;
    }

    private static ServiceRecord New(Draft draft, string number, ServiceSettled told)
    {
        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Records = numbers.Records + 1 };
        var record = new ServiceRecord
        {
            Id = ServiceRecord.IdOf(number, numbers.Records), CreatedAt = draft.Now, Session = told.Session, Title = told.Title, Position = told.Position, Category = told.Category,
            By = told.Team ?? told.Unit, Unit = told.Unit, UnitPath = told.UnitPath, Order = told.Order, Place = told.Address, Head = told.Head, Recorder = told.Recorder,
            Origin = RecordOrigin.SignedIn, Slot = told.Slot, Round = told.Version, Flags = OrNone(told.Flags), CheckedIn = told.CheckedIn, Under = told.Under,
        };
        draft.Record(new RecordNumbered(told.Session), record);
        draft.Keep(numbers);
        return record;
    }

    private static Refusal? Impossible(TimeSlot slot, int minutes, DateTimeOffset now)
    {
        if (!slot.IsValid || slot.Until - slot.From > CalendarRules.LongestSession || slot.From.Year < 2000)
            return Refusal.Malformed("slot.invalid", "Service ends after it begins, within a day.");
        if (slot.Until > now)
            return Refusal.Rule("record.future", "Service is entered when it is over.");
        return minutes < 1 || minutes > (slot.Until - slot.From).TotalMinutes
            ? Refusal.Rule("record.tooLong", "There are no more minutes than its time has, and at least one.")
            : null;
    }

    private static bool IsLong(Book book, VolunteeringTable table, TimeSlot slot, int minutes, string record) =>
        new[] { ChinaTime.DateOf(slot.From), ChinaTime.DateOf(slot.Until) }.Distinct().Any(day =>
            MinutesOn(book, day, record) + Part(slot, minutes, new(ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)))) > table.DayMinutes);

    /// <summary>How many of a service's minutes fall into a day: no more than it lasts there.</summary>
    private static int Part(TimeSlot slot, int minutes, TimeSlot day)
    {
        var (from, until) = (slot.From > day.From ? slot.From : day.From, slot.Until < day.Until ? slot.Until : day.Until);
        return until <= from ? 0 : Math.Min(minutes, (int)Math.Ceiling((until - from).TotalMinutes));
    }

    private static IEnumerable<ServiceDay> Days(Book book, TimeSlot slot) => slot.IsValid ? ServiceDay.Around(slot).Select(book.Find<ServiceDay>).OfType<ServiceDay>() : [];

    private static string DayOf(ServiceRecord record) => ServiceDay.IdOf(ChinaTime.DateOf(record.Slot.From));

    private static ImmutableArray<string> OrNone(ImmutableArray<string> items) => items.IsDefault ? [] : items;
}
