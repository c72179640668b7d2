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

        Assert.Equal((120L, 40L, MergeRequest.Merged), (kept.Hours(LedgerBook.SignedIn), kept.Points(), kept.Book.Find<MergeRequest>("M0001")!.State));
        Assert.Equal((RecordState.Voided, "overlap"), (kept.Record(2).State, kept.Record(2).Reason));
        Assert.Equal(["person-9"], kept.Volunteer().OtherPersons);
        Holds(kept.Book);
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
