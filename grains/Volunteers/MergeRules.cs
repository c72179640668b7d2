using System.Collections.Immutable;
using System.Globalization;
using Practice.Activities;
using Practice.Certificates;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Two numbers of one person become one (by four eyes). Pure.</summary>
/// <remarks>
/// Laws: what was served is counted once, under the number that stays, where it does not overlap what is there; points and their lives go along;
/// the number that ends is never given again and says into which it went.
/// </remarks>
public static class MergeRules
{
    public const int PartSize = 100;

    public static Refusal? Ask(Draft draft, string number, string other, string reason, Caller caller, out string id)
    {
        id = "";
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (other == number || !Ids.IsVolunteer(other))
            return Refusal.Malformed("merge.other", "Name the other number of the same person.");
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("record.own", "A station asks for it, which has seen the person.");
        if (Reasons.Missing(reason) is { } unsaid)
            return unsaid;
        if (draft.Book.All<MergeRequest>().Any(open => open.State is MergeRequest.Asked or MergeRequest.Merging))
            return Refusal.Conflict("merge.waiting", "Another merging waits.");
        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Merges = numbers.Merges + 1 };
        id = string.Create(CultureInfo.InvariantCulture, $"M{numbers.Merges:D4}");
        draft.Record(new MergeWasAsked(other), new MergeRequest { Id = id, CreatedAt = draft.Now, Other = other, By = draft.Actor, Reason = reason.Trim(), State = MergeRequest.Asked });
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Decide(Draft draft, string number, string id, bool allow, Caller caller)
    {
        if (draft.Book.Find<MergeRequest>(id) is not { } request)
            return Refusal.NotFound("merge", id);
        if (request.State != MergeRequest.Asked)
            return Refusal.Conflict("merge.decided", $"It is {request.State}.");
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (request.By == draft.Actor)
            return Refusal.Rule("fourEyes.same", "Somebody else decides about it.");
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("record.own", "Nobody decides about himself.");
        draft.Record(new MergeWasDecided(allow ? MergeRequest.Merging : MergeRequest.Declined), request with { State = allow ? MergeRequest.Merging : MergeRequest.Declined, DecidedBy = draft.Actor });
        if (allow)
            draft.Send(Ids.VolunteerStream(request.Other), new MergeAsked(id, number, volunteer.Subject, VolunteerRules.Held(volunteer) is not null));
        return null;
    }

    /// <summary>The number ends, unless something of it is still under way.</summary>
    /// <param name="all">Every record; null = they are in the book.</param>
    public static void GiveAway(Draft draft, string number, string from, MergeAsked asked, IEnumerable<ServiceRecord>? all = null)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        var code = volunteer.Status is VolunteerStatus.Merged or VolunteerStatus.Closed ? "volunteer.inactive"
            : draft.Book.All<CalendarPlace>().Any(place => place.Ended is null) || draft.Book.All<Exchange.Redemption>().Any(r => r.IsOpen) || draft.Book.All<ServiceRecord>().Any(r => r.Waits)
                || draft.Book.All<Certificate>().Any(c => c.State == Certificate.Requested) || draft.Book.All<MergeRequest>().Any(r => r.Facets.Open) ? "merge.open" : null;
        if (code is not null)
        {
            draft.Record(new MergeWasDecided(code), volunteer);
            draft.Send(from, new MergeRefused(asked.Request, code));
            return;
        }

        var records = RecordRules.Newest(draft.Book, all).Where(record => record.Counts).ToList();
        var accounts = LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Balances;
        var lots = PointsRules.Lots(draft.Book).ToImmutableArray();
        draft.Record(new MergedAway(asked.Into, records.Count), volunteer with { Status = VolunteerStatus.Merged, MergedInto = asked.Into });
        foreach (var part in records.Chunk(PartSize))
            draft.Send(from, new MergeHandedOver(asked.Request, [.. part], false, null, []));
        draft.Send(from, new MergeHandedOver(asked.Request, [], true, volunteer.Person, lots, accounts, LedgerRules.Of(draft.Book, LedgerBook.Hours, draft.Now).Of(LedgerBook.Imported)));
        foreach (var record in records)
            draft.Keep(record with
            {
                State = RecordState.Voided, Reason = "merged", Points = 0,
                Versions = record.Versions.Add(new(record.Versions.Length + 1, draft.Now, draft.Actor, null, record.Slot, 0, RecordState.Voided, "merged")),
            });
        foreach (var ledger in draft.Book.All<LedgerBook>().ToList())
            foreach (var (account, balance) in ledger.Balances.Where(b => b.Key is LedgerBook.SignedIn or LedgerBook.BackFilled or LedgerBook.Imported or LedgerBook.Volunteer or LedgerBook.Owed))
                HandOver(draft, ledger.Id, account, LedgerBook.Merged, balance);
        if (draft.Book.Find<LedgerBook>(LedgerBook.Hours) is { } hours)
            draft.Keep(hours with { Years = hours.Years.Clear() });
        PointsRules.Spend(draft, lots.Sum(lot => lot.Remaining));
        foreach (var membership in draft.Book.All<Membership>().Where(m => m.IsOpen).ToList())
            draft.Send(Ids.TeamStream(membership.Id), new Teams.MemberGone(number));
        draft.Send(Ids.ClaimStream(volunteer.Subject), new ClaimMoved(volunteer.Subject, asked.Into));
        if (VolunteerRules.Held(volunteer) is { } document)
            draft.Send(Ids.ClaimStream(document), new DocumentMoved(document, volunteer.Subject, asked.HasDocument ? null : asked.Subject));
    }

    public static void Take(Draft draft, ITerms terms, string number, MergeHandedOver told)
    {
        if (draft.Book.Find<MergeRequest>(told.Request) is not { State: MergeRequest.Merging } request)
            return;
        request = draft.Record(new MergeTook(request.Other, told.Records.Length, told.Last), request with
        {
            Records = request.Records + told.Records.Length, State = told.Last ? MergeRequest.Merged : MergeRequest.Merging,
        });
        var lost = told.Records.Sum(record => RecordRules.TakeOver(draft, terms, number, request.Other, record, request.By, request.DecidedBy!));
        request = draft.Keep(request with { NotCounting = request.NotCounting + lost });
        if (!told.Last)
            return;
        var accounts = told.Accounts ?? ImmutableSortedDictionary<string, long>.Empty.Add(LedgerBook.Volunteer, told.Points.Sum(lot => lot.Remaining));
        foreach (var (account, balance) in accounts.Where(a => a.Key != LedgerBook.Merged))
            HandOver(draft, LedgerBook.Points, LedgerBook.Merged, account, balance);
        HandOver(draft, LedgerBook.Hours, LedgerBook.Merged, LedgerBook.Imported, told.Imported);
        foreach (var lot in told.Points)
            PointsRules.Add(draft, lot.ExpiresAt, lot.Remaining);
        PointsRules.TakeBack(draft, request.NotCounting, null);
        PointsRules.PayOwed(draft);
        if (told.Person is { } person && draft.Book.Find<Volunteer>(number) is { } volunteer && volunteer.Person != person)
            draft.Keep(volunteer with { Person = volunteer.Person ?? person, OtherPersons = volunteer.OtherPersons.Add(person) });
    }

    /// <summary>What comes for the number that ended goes on to where its service went, and the answer back to the activity.</summary>
    public static void Forward(Draft draft, Volunteer ended, ServiceSettled told)
    {
        draft.Record(new MergeForwarded(told.Session, told.Version), ended);
        draft.Send(Ids.VolunteerStream(ended.MergedInto!), told with { Under = told.Under ?? ended.Id });
    }

    public static void Forward(Draft draft, Volunteer ended, RecordTaken told)
    {
        draft.Record(new MergeForwarded(told.Session, told.Version), ended);
        draft.Send(Ids.ActivityStream(CalendarPlace.ActivityOf(told.Session)), told);
    }

    public static void Take(Draft draft, MergeRefused told)
    {
        if (draft.Book.Find<MergeRequest>(told.Request) is { State: MergeRequest.Merging } request)
            draft.Record(new MergeWasDecided(MergeRequest.Refused), request with { State = MergeRequest.Refused, Code = told.Code });
    }

    // An account may be below zero, as what is owed is: then it is filled from the other side.
    private static void HandOver(Draft draft, string ledger, string from, string to, long balance)
    {
        var (gives, takes) = balance < 0 ? (to, from) : (from, to);
        LedgerRules.Post(draft, ledger, "handOver", gives, takes, Math.Abs(balance));
    }

    public static MergeView? View(Book book, string id) => book.Find<MergeRequest>(id) is { } request ? Of(request) : null;

    public static MergeView Of(MergeRequest r) => new(r.Id, r.Other, r.By, r.Reason, r.State, r.DecidedBy, r.Code, r.Records, r.CreatedAt);
}
