using Practice.Activities;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Needs;
using Practice.Teams;

namespace Practice.Volunteers;

/// <summary>What a volunteer's owner makes of its mail, and what it does by itself. Pure.</summary>
public static class VolunteerMail
{
    public static ItemKinds Kinds() => new ItemKinds().Add<Volunteer>("volunteer").Add<VolunteerNumbers>("volunteerNumbers").Add<Access>("access")
        .Add<CalendarPlace>("calendarPlace").Add<ActivityConsent>("activityConsent").Add<Membership>("membership").Add<ServiceRecord>("serviceRecord").Add<ServiceDay>("serviceDay")
        .Add<LedgerEntry>("ledgerEntry").Add<LedgerBook>("ledgerBook").Add<PointsLot>("pointsLot").Add<Redemption>("redemption").Add<ItemUse>("itemUse").Add<MergeRequest>("mergeRequest").Add<Certificate>("certificate")
        .Add<Unclaimed>("unclaimed");

    /// <summary>False where nobody has registered under the number: the sender tries again.</summary>
    /// <param name="all">Every record, where the number is asked to give away what it has; null = they are in the book.</param>
    public static bool Take(Draft draft, ITerms terms, string number, string from, Message message, IEnumerable<ServiceRecord>? all = null)
    {
        if (draft.Book.Find<Volunteer>(number) is not { } volunteer)
            return false;
        switch (message)
        {
            case ServiceSettled told when volunteer.MergedInto is not null:
                MergeRules.Forward(draft, volunteer, told);
                break;
            case RecordTaken told when volunteer.MergedInto is not null:
                MergeRules.Forward(draft, volunteer, told);
                break;
            case RecordTaken:
                break;
            case PlaceDecided told:
                CalendarRules.Decided(draft, told);
                break;
            case PlaceEnded told:
                CalendarRules.Over(draft, told);
                break;
            case ServiceSettled told:
                RecordRules.Settle(draft, terms, number, from, told);
                break;
            case StockKept told:
                RedemptionRules.Take(draft, told);
                break;
            case StockRefused told:
                RedemptionRules.Take(draft, told);
                break;
            case PickUpEnded told:
                RedemptionRules.Take(draft, told);
                break;
            case MergeAsked asked:
                MergeRules.GiveAway(draft, number, from, asked, all);
                break;
            case MergeHandedOver told:
                MergeRules.Take(draft, terms, number, told);
                break;
            case MergeRefused told:
                MergeRules.Take(draft, told);
                break;
            case MembershipChanged told:
                MembershipRules.Take(draft, told);
                break;
            default:
                throw new InvalidOperationException($"A volunteer does not take in {message.GetType().Name}.");
        }

        return true;
    }

    public static void Due(Draft draft, Item item)
    {
        switch (item)
        {
            case CalendarPlace place:
                CalendarRules.Due(draft, place);
                break;
            case Certificate certificate:
                CertificateRules.Due(draft, certificate);
                break;
            case PointsLot lot:
                PointsRules.Expire(draft, lot);
                break;
            case Unclaimed { Waits: true } waiting:
                UnclaimedRules.Drop(draft, waiting.Id, null);
                break;
            case Access { State: Access.Allowed } access:
                AccessRules.Lapse(draft, access);
                break;
        }
    }
}
