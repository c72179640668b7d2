using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Volunteers;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>From the roll to the hours, and back again.</summary>
public sealed class SettlingTests
{
    [Fact]
    public void Who_has_not_checked_out_is_asked_after_first()
    {
        var draft = Running(At(7, 9), null, 1);
        CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret);
        draft = Over(draft.Then());

        var refusal = SettlingRules.Settle(draft, 1);

        Assert.Equal(("roll.open", Number(1)), (refusal?.Code, Assert.Single(refusal!.Subjects!)));
    }

    [Fact]
    public void Everybody_is_told_his_minutes_and_who_did_not_come_is_told_that()
    {
        var draft = Served();

        Assert.Null(SettlingRules.Settle(draft, 1));

        var told = Assert.Single(draft.Told<ServiceSettled>());
        Assert.Equal((1, 60, new TimeSlot(At(7, 9, 30), At(7, 10, 30)), "清河道", "leader"), (told.Version, told.Minutes, told.Slot, told.Title, told.Recorder));
        Assert.Equal("noShow", Assert.Single(draft.Told<PlaceEnded>()).Reason);
        draft = draft.Then();
        Assert.Equal((PlaceState.Attended, PlaceState.NoShow, Absence.NoShow), (draft.Place(1)!.State, draft.Place(2)!.State, draft.Place(2)!.Absence));
        Assert.Equal((SessionState.Settled, ActivityState.Settled), (draft.Session().State, draft.Activity().State));
        Assert.All(draft.Book.All<Enrolment>(), e => Assert.False(e.Facets.Open));
    }

    [Fact]
    public void A_session_that_runs_is_not_settled_and_one_that_is_settled_is_not_settled_again()
    {
        Assert.Equal("session.state", SettlingRules.Settle(Running(At(7, 9), null, 1), 1)?.Code);

        var draft = Settled();
        Assert.Null(SettlingRules.Settle(draft, 1));
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void A_correction_is_another_version_by_two_people()
    {
        var draft = Settled();
        Assert.Equal("minutes.invalid", SettlingRules.Correct(draft, 1, Number(1), new(121, "漏记"))?.Code);
        Assert.Equal("reason.missing", SettlingRules.Correct(draft, 1, Number(1), new(90, " "))?.Code);
        Assert.Null(SettlingRules.Correct(draft, 1, Number(1), new(90, "漏记半小时")));
        draft = draft.Then();
        Assert.Equal("correction.open", SettlingRules.Correct(draft, 1, Number(1), new(80, "漏记"))?.Code);
        Assert.Equal("correction.own", SettlingRules.Decide(draft, 1, Number(1), true)?.Code);

        draft = draft.Then(actor: "clerk");
        Assert.Null(SettlingRules.Decide(draft, 1, Number(1), true));

        var told = Assert.Single(draft.Told<ServiceSettled>());
        Assert.Equal((2, 90, "leader", "clerk"), (told.Version, told.Minutes, told.Recorder, told.Approver));
        draft = draft.Then();
        Assert.Equal((90, 2, false), (draft.Place(1)!.Minutes, draft.Place(1)!.Settled, draft.Place(1)!.Facets.Open));
        Assert.Equal("correction.none", SettlingRules.Decide(draft, 1, Number(1), true)?.Code);
    }

    [Fact]
    public void Minutes_that_a_correction_adds_are_counted_and_as_entered_afterwards_until_they_are_no_more_than_was_checked()
    {
        var activity = Served();
        Assert.Null(SettlingRules.Settle(activity, 1));
        var volunteer = Hears(Volunteering.Registered(), activity);
        Assert.Equal((60L, 0L, 10L), (volunteer.Hours(LedgerBook.SignedIn), volunteer.Hours(LedgerBook.BackFilled), volunteer.Points()));

        activity = Decided(activity.Then(), 90);
        volunteer = Hears(volunteer, activity);
        Assert.Equal((RecordState.Confirmed, 90, Saturday), (volunteer.Record().State, volunteer.Record().Minutes, volunteer.Record().Slot));
        Assert.Equal((0L, 90L, 0L), (volunteer.Hours(LedgerBook.SignedIn), volunteer.Hours(LedgerBook.BackFilled), volunteer.Points()));

        volunteer = Hears(volunteer, Decided(activity.Then(), 45));
        Assert.Equal((45L, 0L, 7L), (volunteer.Hours(LedgerBook.SignedIn), volunteer.Hours(LedgerBook.BackFilled), volunteer.Points()));
    }

    [Fact]
    public void A_correction_of_a_corrected_record_is_the_next_version_and_one_refused_is_none()
    {
        var draft = Corrected(Corrected(Settled(), 90, true), 30, true);
        Assert.Equal((30, 3), (draft.Place(1)!.Minutes, draft.Place(1)!.Settled));

        draft = Corrected(draft, 0, false);

        Assert.Equal((30, 3), (draft.Place(1)!.Minutes, draft.Place(1)!.Settled));
    }

    [Fact]
    public void Who_was_taken_for_absent_may_have_been_there()
    {
        var draft = Settled();
        Assert.Null(SettlingRules.Correct(draft, 1, Number(2), new(60, "没带手机")));
        draft = draft.Then(actor: "clerk");

        Assert.Null(SettlingRules.Decide(draft, 1, Number(2), true));

        Assert.Equal((2, 60, Saturday), Assert.Single(draft.Told<ServiceSettled>()) is var told ? (told.Version, told.Minutes, told.Slot) : default);
        Assert.Equal(PlaceState.Attended, draft.Then().Place(2)!.State);
    }

    [Fact]
    public void The_record_a_volunteer_has_made_of_it_is_known_by_its_newest_version()
    {
        var draft = Settled();

        SettlingRules.Take(draft, Number(1), new(Ids.Session(Id, 1), 1, Number(1) + "-R0001", "confirmed"));
        SettlingRules.Take(draft, Number(1), new(Ids.Session(Id, 1), 7, Number(1) + "-R0009", "voided"));

        Assert.Equal(("confirmed", Number(1) + "-R0001"), (draft.Place(1)!.RecordState, draft.Place(1)!.Record));
    }

    [Fact]
    public void Ended_before_its_time_nobody_has_more_than_until_then()
    {
        var draft = Running(At(7, 9), null, 1);
        CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret);
        draft = draft.Then(At(7, 9, 40));
        Assert.Null(SessionRules.Finish(draft, 1));
        draft = draft.Then(At(7, 9, 55));
        Assert.Null(CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, draft.Now, null)], false)));
        draft = draft.Then();

        Assert.Null(SettlingRules.Settle(draft, 1));

        Assert.Equal(40, Assert.Single(draft.Told<ServiceSettled>()).Minutes);
    }

    private static Draft Hears(Draft volunteer, Draft activity)
    {
        volunteer = new(volunteer.IsEmpty ? volunteer.Book : volunteer.Book with { Head = new(volunteer.Events[^1].Seq, Guid.Empty) }, "system", Saturday.Until);
        RecordRules.Settle(volunteer, Serving.Terms, Volunteering.Number, Ids.ActivityStream(Id), Assert.Single(activity.Told<ServiceSettled>()));
        Serving.Holds(volunteer.Book);
        return volunteer;
    }

    private static Draft Decided(Draft draft, int minutes)
    {
        Assert.Null(SettlingRules.Correct(draft, 1, Number(1), new(minutes, "漏记")));
        draft = draft.Then(actor: "clerk");
        Assert.Null(SettlingRules.Decide(draft, 1, Number(1), true));
        return draft;
    }

    private static Draft Over(Draft draft)
    {
        draft = draft.Then(Saturday.Until);
        SessionRules.Due(draft, draft.Activity(), draft.Session());
        return draft.Then();
    }

    // One was there for an hour, one not at all.
    private static Draft Served()
    {
        var draft = Running(At(7, 9, 30), null, 1, 2);
        CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret);
        draft = draft.Then(At(7, 10, 30));
        CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves: true), Secret);
        return Over(draft.Then());
    }

    private static Draft Settled()
    {
        var draft = Served();
        Assert.Null(SettlingRules.Settle(draft, 1));
        return draft.Then();
    }

    private static Draft Corrected(Draft draft, int minutes, bool granted)
    {
        Assert.Null(SettlingRules.Correct(draft, 1, Number(1), new(minutes, "漏记")));
        draft = draft.Then(actor: "clerk");
        Assert.Null(SettlingRules.Decide(draft, 1, Number(1), granted));
        return draft.Then();
    }
}
