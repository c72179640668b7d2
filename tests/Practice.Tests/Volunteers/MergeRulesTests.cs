using Practice.Activities;
using Practice.Certificates;
using Practice.Claims;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Serving;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Two numbers of one person become one.</summary>
public sealed class MergeRulesTests
{
    private const string Kept = "321203-V00010002";

    private static readonly MergeAsked Into = new("M0001", Kept, "subject-2", false);

    [Fact]
    public void Somebody_else_decides()
    {
        var draft = Registered().Then(actor: "account-3");
        Assert.Null(MergeRules.Ask(draft, Number, Kept, "同一人两个账号", Clerk, out var id));
        Assert.Equal("fourEyes.same", MergeRules.Decide(draft.Then(actor: "account-3"), Number, id, true, Clerk)?.Code);
        Assert.Equal("record.own", MergeRules.Decide(draft.Then(actor: "account-1"), Number, id, true, Self)?.Code);
        Assert.Equal("merge.waiting", MergeRules.Ask(draft.Then(actor: "account-4"), Number, Kept, "再来", Clerk, out _)?.Code);

        draft = draft.Then(actor: "account-4");
        Assert.Null(MergeRules.Decide(draft, Number, id, true, Clerk));

        Assert.Equal(new MergeAsked(id, Number, "subject-1", false), Assert.Single(draft.Messages).Message);
        Assert.Equal("merge.decided", MergeRules.Decide(draft.Then(actor: "account-5"), Number, id, true, Clerk)?.Code);
    }

    [Fact]
    public void What_was_served_and_earned_goes_over_once_and_what_overlaps_does_not_count()
    {
        var other = Registered(document: "1a1").Serve(1, Slot(1, 3), 120).Serve(2, Slot(4, 5), 60).Then(actor: "system");
        MergeRules.GiveAway(other, Number, "volunteer-" + Kept, new("M0001", Kept, "subject-2", false));
        Assert.Equal((VolunteerStatus.Merged, Kept), (other.Volunteer().Status, other.Volunteer().MergedInto));
        Assert.Equal((0L, 180L, 0L, 30L), (other.Hours(LedgerBook.SignedIn), other.Hours(LedgerBook.Merged), other.Points(), other.Points(LedgerBook.Merged)));
        Assert.Contains(("claim-1a1", (Message)new DocumentMoved("1a1", "subject-1", "subject-2")), other.Messages);

        var kept = Registered().Serve(3, Slot(2, 3), 60);
        kept = kept.Then(actor: "account-3");
        MergeRules.Ask(kept, Number, Kept, "同一人", Clerk, out _);
        kept = kept.Then(actor: "account-4");
        MergeRules.Decide(kept, Number, "M0001", true, Clerk);
        foreach (var part in other.Messages.Select(m => m.Message).OfType<MergeHandedOver>().Append(other.Messages.Select(m => m.Message).OfType<MergeHandedOver>().Last()))
        {
            kept = kept.Then(actor: "system");
            MergeRules.Take(kept, Terms, Number, part with { Person = "person-9" });
        }

        Assert.Equal((120L, 20L, MergeRequest.Merged), (kept.Hours(LedgerBook.SignedIn), kept.Points(), kept.Book.Find<MergeRequest>("M0001")!.State));
        Assert.Equal((RecordState.Voided, "overlap"), (kept.Record(2).State, kept.Record(2).Reason));
        Assert.Equal(["person-9"], kept.Volunteer().OtherPersons);
        Assert.Equal("volunteer.exists", VolunteerRules.Register(kept.Then(), Number, Asked(Adult) with { Person = "person-9", Subject = "subject-9" })?.Code);
        Holds(kept.Book);
    }

    [Fact]
    public void A_correction_after_a_merging_earns_nothing_a_second_time()
    {
        var (other, kept) = Merged(Registered().Serve(1, Slot(1, 3), 120), Registered());
        Assert.Equal((20L, 20), (kept.Points(), kept.Record(1).Points));

        // The activity knows the number that ended: what it says goes on, and the answer back. (To the one that stays the other is named Kept here.)
        var late = other.Then(At(48), "system");
        Assert.True(VolunteerMail.Take(late, Terms, Number, From, Settled(1, Slot(1, 3), 60, version: 2, approver: "account-7")));
        var (to, forwarded) = Assert.Single(late.Messages);
        Assert.Equal(Ids.VolunteerStream(Kept), to);
        Assert.Equal(Number, ((ServiceSettled)forwarded).Under);
        kept = kept.Then(At(48), "system");
        Assert.True(VolunteerMail.Take(kept, Terms, Number, Ids.VolunteerStream(Kept), (ServiceSettled)forwarded with { Under = Kept }));
        var taken = Assert.Single(kept.Messages);
        late = late.Then(At(48), "system");
        Assert.True(VolunteerMail.Take(late, Terms, Number, Ids.VolunteerStream(Kept), taken.Message));

        Assert.Equal((60L, 10L, 2), (kept.Hours(LedgerBook.SignedIn), kept.Points(), kept.Record(1).Round));
        Assert.Equal((Ids.VolunteerStream(Kept), From), (taken.To, Assert.Single(late.Messages).To));
        Holds(kept.Book);
    }

    [Fact]
    public void Points_of_what_does_not_count_after_a_merging_are_taken_back_once_and_owed_where_they_were_spent()
    {
        var spent = Spent(Registered().Serve(1, Slot(1, 3), 120).Serve(2, Slot(4, 5), 60), 25);

        var (_, kept) = Merged(spent, Registered().Serve(3, Slot(2, 3), 60));

        Assert.Equal((RecordState.Voided, "overlap", 0), (kept.Record(2).State, kept.Record(2).Reason, kept.Record(2).Points));
        Assert.Equal((0L, -5L, 25L), (kept.Points(), kept.Points(LedgerBook.Owed), kept.Points(LedgerBook.Redeemed)));
        Holds(kept.Book);
    }

    [Fact]
    public void What_is_owed_goes_along()
    {
        var owing = Spent(Registered().Serve(1, Slot(1, 3), 120), 20).Serve(1, Slot(1, 3), 0, version: 2, approver: "account-7");
        Assert.Equal(-20, owing.Points(LedgerBook.Owed));

        var (_, kept) = Merged(owing, Registered().Serve(3, Slot(20, 23), 180));

        Assert.Equal((10L, 0L), (kept.Points(), kept.Points(LedgerBook.Owed)));
        Holds(kept.Book);
    }

    [Fact]
    public void A_number_that_ended_shows_nothing_as_confirmed_and_nothing_about_it_is_decided()
    {
        var (other, _) = Merged(Registered().Serve(1, Slot(1, 3), 120), Registered());
        var id = other.Record().Id;

        Assert.Equal((RecordState.Voided, "merged", 0), (other.Record().State, other.Record().Reason, other.Record().Points));
        Assert.Equal("volunteer.inactive", RecordRules.Correct(other.Then(At(48), "account-3"), Number, id, new(null, 50, "早退"), Clerk)?.Code);
        Assert.Equal("volunteer.inactive", RecordRules.Decide(other.Then(At(48), "account-3"), Terms, Number, id, true, null, Clerk)?.Code);
    }

    [Fact]
    public void A_certificate_that_was_asked_for_is_issued_or_refused_before_a_number_ends()
    {
        var other = Registered(document: "1a1").Serve(1, Slot(1, 3), 120).Then(actor: "account-3");
        VolunteerRules.Verify(other, Number, new(true, "321203001", "1a1"), Clerk);
        other = other.Then();
        Assert.Null(CertificateRules.Request(other, Number, new(null, null, null, null), out _));
        other = other.Then(actor: "system");

        MergeRules.GiveAway(other, Number, Ids.VolunteerStream(Kept), Into);

        Assert.Equal(new MergeRefused("M0001", "merge.open"), Assert.Single(other.Messages).Message);
    }

    [Fact]
    public void Records_that_are_not_in_hand_go_over_too()
    {
        var other = Registered().Serve(1, Slot(1, 3), 120).Serve(2, Slot(4, 5), 60);
        ServiceRecord[] rows = [.. other.Book.All<ServiceRecord>()];
        other = new(other.Then().Book.Without(typeof(ServiceRecord), rows[0].Id), "system", At(24));

        MergeRules.GiveAway(other, Number, Ids.VolunteerStream(Kept), Into, rows);

        Assert.Equal(rows.Select(row => row.Id), other.Messages.Select(m => m.Message).OfType<MergeHandedOver>().SelectMany(part => part.Records).Select(record => record.Id));
    }

    [Fact]
    public void Nothing_ends_while_something_of_it_is_under_way()
    {
        var other = Registered().Then();
        other.Hold(Slot(1, 3));
        other = other.Then(actor: "system");
        MergeRules.GiveAway(other, Number, "volunteer-" + Kept, new("M0001", Kept, "subject-2", false));

        Assert.Equal(new MergeRefused("M0001", "merge.open"), Assert.Single(other.Messages).Message);
        Assert.Equal(VolunteerStatus.Active, other.Volunteer().Status);
    }

    private static Draft Spent(Draft draft, int points)
    {
        draft = draft.Then();
        draft.Record(new VolunteerEdited([]), draft.Volunteer());
        PointsRules.Spend(draft, points);
        LedgerRules.Post(draft, LedgerBook.Points, "redeem", LedgerBook.Volunteer, LedgerBook.Redeemed, points);
        return draft;
    }

    private static (Draft Other, Draft Kept) Merged(Draft other, Draft kept)
    {
        other = other.Then(At(24), "system");
        MergeRules.GiveAway(other, Number, Ids.VolunteerStream(Kept), Into);
        kept = kept.Then(At(24), "account-3");
        Assert.Null(MergeRules.Ask(kept, Number, Kept, "同一人", Clerk, out _));
        kept = kept.Then(actor: "account-4");
        Assert.Null(MergeRules.Decide(kept, Number, "M0001", true, Clerk));
        foreach (var part in other.Messages.Select(m => m.Message).OfType<MergeHandedOver>())
        {
            kept = kept.Then(actor: "system");
            MergeRules.Take(kept, Terms, Number, part);
        }

        return (other, kept);
    }

    [Fact]
    public void A_document_that_went_elsewhere_meanwhile_stays_there()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", default);
        ClaimRules.Take(draft, "1a1", "one");
        ClaimRules.Move(draft, new DocumentMoved("1a1", "two", "three"));
        Assert.Equal("one", ClaimRules.View(draft.Book, "1a1")!.Subject);

        ClaimRules.Move(draft, new DocumentMoved("1a1", "one", "three"));

        Assert.Equal("three", ClaimRules.View(draft.Book, "1a1")!.Subject);
    }
}
