using System.Collections.Immutable;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Volunteers;

/// <summary>A volunteer leaves (个人信息保护法 §47). Pure.</summary>
/// <remarks>
/// Laws: nothing ends while a place, an order or a decision is under way; the sealed details are erased with their keys in the same commit; the
/// number, its records, ledgers and certificates stay ten years and more (GB/T 40143), and nothing there says whose they were but a certificate that was issued;
/// the number is never given again, and whoever comes back gets another.
/// </remarks>
public static class ClosingRules
{
    /// <summary>What stands where a name was.</summary>
    public const string Nameless = "已注销";

    /// <param name="subjects">The keyed hashes by which accounts of this person find the number.</param>
    public static Refusal? Close(Draft draft, string number, Caller caller, bool minor, ImmutableArray<string> subjects)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (volunteer.Status == VolunteerStatus.Closed)
            return null;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (!VolunteerRules.IsOwn(volunteer, caller, minor))
            return Refusal.Forbidden("Nobody but the volunteer, or a minor's guardian, ends it.");
        if (UnderWay(draft.Book).Take(20).ToArray() is { Length: > 0 } open)
            return Refusal.Conflict("closing.open", "Something is still under way: give places back, pick up or cancel orders, hand over teams, wait for what is being decided.") with { Subjects = open };

        if (VolunteerRules.Held(volunteer) is { } document)
            draft.Send(Ids.ClaimStream(document), new DocumentMoved(document, volunteer.Subject, null));
        foreach (var subject in subjects)
            draft.Send(Ids.ClaimStream(subject), new SubjectLeft(subject, number));
        foreach (var membership in draft.Book.All<Membership>().Where(m => m.IsOpen).ToList())
            draft.Send(Ids.TeamStream(membership.Id), new Teams.MemberGone(number));
        draft.Record(new VolunteerClosed(), volunteer with
        {
            Status = VolunteerStatus.Closed, Person = null, OtherPersons = [], Subject = "", DetailsRound = volunteer.DetailsRound + 1, Name = Nameless, Phone = null, DocumentType = null, Document = null, DocumentHash = null,
            Guardian = null, GuardianSecret = null, Skills = [], Fields = [], Availability = [], RadiusKm = null, SuspendedFor = null,
            Consents = [.. volunteer.Consents.Select(consent => consent.RevokedAt is null ? consent with { RevokedAt = draft.Now } : consent)],
        });
        draft.Erase(volunteer.DetailsRef);
        if (volunteer.Guardian is { } guardian)
            draft.Erase(guardian.Ref);
        Forfeit(draft);
        return null;
    }

    private static IEnumerable<string> UnderWay(Book book) =>
    [
        .. book.All<CalendarPlace>().Where(place => place.Ended is null).Select(place => place.Id),
        .. book.All<Redemption>().Where(order => order.IsOpen).Select(order => order.Id),
        .. book.All<ServiceRecord>().Where(record => record.Waits).Select(record => record.Id),
        .. book.All<Certificate>().Where(certificate => certificate.State is Certificate.Requested or Certificate.Publicised).Select(certificate => certificate.Id),
        .. book.All<Membership>().Where(team => team is { State: Membership.Active, Role: "leader" }).Select(team => team.Id),
        .. book.All<MergeRequest>().Where(merge => merge.Facets.Open).Select(merge => merge.Id),
    ];

    // Points are nobody's any more; hours stay what they were.
    private static void Forfeit(Draft draft)
    {
        var balance = LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Of(LedgerBook.Volunteer);
        PointsRules.Spend(draft, PointsRules.Lots(draft.Book).Sum(lot => lot.Remaining));
        LedgerRules.Post(draft, LedgerBook.Points, "close", LedgerBook.Volunteer, LedgerBook.Expired, balance);
    }
}
