using CsCheck;
using Practice.Activities;
using Practice.Kernel;
using Practice.Settings;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Serving;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Records of service and what they are worth.</summary>
public sealed class RecordRulesTests
{
    [Fact]
    public void A_settled_session_is_confirmed_told_back_and_brings_minutes_and_points()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 115);

        Assert.Equal((RecordState.Confirmed, 115L, 19L), (draft.Record().State, draft.Hours(LedgerBook.SignedIn), draft.Points()));
        Assert.Equal(new RecordTaken(SessionOf(1), 1, Number + "-R0001", "confirmed"), Assert.Single(draft.Messages).Message);
        Holds(draft.Book);
    }

    [Fact]
    public void The_same_word_told_again_changes_nothing()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 115).Serve(1, Slot(1, 3), 115);

        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void A_second_session_in_the_same_time_does_not_count_and_says_so()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 120).Serve(2, Slot(2, 4), 60);

        Assert.Equal((RecordState.Voided, "overlap"), (draft.Record(2).State, draft.Record(2).Reason));
        Assert.Equal(120, draft.Hours(LedgerBook.SignedIn));
        Assert.Equal("voided", ((RecordTaken)Assert.Single(draft.Messages).Message).State);
        Holds(draft.Book);
    }

    [Fact]
    public void More_than_eight_hours_a_day_wait_for_somebody_else()
    {
        var draft = Registered().Serve(1, Slot(0, 5), 300).Serve(2, Slot(5, 9), 181);
        Assert.Equal((RecordState.NeedsApproval, "day.long", 300L), (draft.Record(2).State, draft.Record(2).Reason, draft.Hours(LedgerBook.SignedIn)));
        Assert.Equal("fourEyes.same", RecordRules.Decide(draft.Then(actor: "account-8"), Terms, Number, draft.Record(2).Id, true, null, Clerk)?.Code);

        draft = draft.Then(actor: "account-3");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, draft.Record(2).Id, true, null, Clerk));

        Assert.Equal((RecordState.Confirmed, 481L), (draft.Record(2).State, draft.Hours(LedgerBook.SignedIn)));
        Assert.Equal(("account-8", "account-3"), (draft.Record(2).Versions[^1].By, draft.Record(2).Versions[^1].Approver));
        Assert.Equal("confirmed", ((RecordTaken)Assert.Single(draft.Messages).Message).State);
        Holds(draft.Book);
    }

    [Fact]
    public void A_night_counts_for_both_its_days()
    {
        var draft = Registered().Serve(1, Slot(11, 17), 360).Serve(2, Slot(17.5, 24.55), 421);

        Assert.Equal(60 * 5, RecordRules.MinutesOn(draft.Book, new(2026, 8, 3), null));
        Assert.Equal(RecordState.NeedsApproval, draft.Record(2).State);
    }

    [Fact]
    public void A_time_beyond_all_calendars_is_refused_and_not_stumbled_over()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 100).Then(At(24), "account-3");
        var endless = new TimeSlot(At(1), DateTimeOffset.MaxValue);

        Assert.Equal(3, ServiceDay.Around(endless).Count());
        Assert.Equal("slot.invalid", Propose(draft, Late(endless, 60))?.Code);
        Assert.Equal("slot.invalid", RecordRules.Correct(draft, Number, draft.Record().Id, new(endless, 60, "算错"), Clerk)?.Code);
        Assert.Null(RecordRules.Correct(draft, Number, draft.Record().Id, new(endless, 0, "算错"), Clerk));
        Assert.Equal(draft.Record().Slot, draft.Record().Correction!.Slot);
    }

    [Fact]
    public void A_correction_is_a_new_version_and_takes_the_old_one_out_of_the_ledgers()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 120).Serve(1, Slot(1, 2), 45, version: 2, approver: "account-7").Serve(1, Slot(1, 3), 90, version: 3, approver: "account-7");

        Assert.Equal([120, 45, 90], draft.Record().Versions.Select(version => version.Minutes));
        Assert.Equal((90L, 15L), (draft.Hours(LedgerBook.SignedIn), draft.Points()));
        Holds(draft.Book);
    }

    [Fact]
    public void No_minutes_take_a_record_back()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 120).Serve(1, Slot(1, 3), 0, version: 2, approver: "account-7");

        Assert.Equal((RecordState.Voided, "withdrawn", 0L, 0L), (draft.Record().State, draft.Record().Reason, draft.Hours(LedgerBook.SignedIn), draft.Points()));
        Holds(draft.Book);
    }

    [Fact]
    public void Service_entered_afterwards_is_proved_counted_apart_and_brings_no_points()
    {
        var draft = Registered().Then(At(24), "account-3");
        Assert.Equal("record.evidence", Propose(draft, Late(Slot(1, 3), 60) with { Evidence = [] })?.Code);
        Assert.Equal("record.tooLong", Propose(draft, Late(Slot(1, 3), 121))?.Code);
        Assert.Equal("record.future", Propose(draft, Late(Slot(23, 25), 60))?.Code);
        Assert.Equal("record.own", RecordRules.Propose(draft, Terms, Number, Late(Slot(1, 3), 60), Self, out _)?.Code);
        Assert.Equal("record.tooLate", Propose(draft.Then(At(24 * 30), "account-3"), Late(Slot(1, 3), 60))?.Code);
        Assert.Null(Propose(draft, Late(Slot(1, 3), 60)));
        Assert.Equal(0, draft.Hours(LedgerBook.BackFilled));
        Assert.Equal("fourEyes.same", RecordRules.Decide(draft.Then(actor: "account-3"), Terms, Number, draft.Record().Id, true, null, Clerk)?.Code);

        draft = draft.Then(actor: "account-4");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, draft.Record().Id, true, null, Clerk));

        Assert.Equal((60L, 0L, 0L), (draft.Hours(LedgerBook.BackFilled), draft.Hours(LedgerBook.SignedIn), draft.Points()));
        Holds(draft.Book);
    }

    [Fact]
    public void Service_entered_afterwards_lies_inside_its_session()
    {
        var draft = Registered().Then();
        draft.Hold(Slot(1, 3));
        draft = draft.Then(At(24), "account-3");

        Assert.Equal("record.tooLong", Propose(draft, Late(Slot(1, 3.5), 60, Session))?.Code);
        Assert.Null(Propose(draft, Late(Slot(1, 3), 120, Session)));
        Assert.Equal("record.exists", Propose(draft.Then(), Late(Slot(1, 3), 120, Session))?.Code);
    }

    [Fact]
    public void What_was_checked_in_is_never_raised_and_is_lowered_by_two()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 100);
        var id = draft.Record().Id;
        Assert.Equal("record.signedIn", RecordRules.Correct(draft.Then(At(24), "account-3"), Number, id, new(null, 101, "算错"), Clerk)?.Code);
        Assert.Equal("record.own", RecordRules.Correct(draft.Then(At(24), "account-1"), Number, id, new(null, 50, "算错"), Self)?.Code);
        draft = draft.Then(At(24), "account-3");
        Assert.Null(RecordRules.Correct(draft, Number, id, new(null, 50, "早退"), Clerk));
        Assert.Equal("fourEyes.same", RecordRules.Decide(draft.Then(actor: "account-3"), Terms, Number, id, true, null, Clerk)?.Code);

        draft = draft.Then(actor: "account-4");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, id, true, null, Clerk));

        Assert.Equal((50L, 8L, 2), (draft.Hours(LedgerBook.SignedIn), draft.Points(), draft.Record().Versions.Length));
        Holds(draft.Book);
    }

    [Fact]
    public void Service_that_is_settled_after_all_supersedes_what_was_entered_for_its_session()
    {
        var draft = Registered().Then();
        draft.Hold(Slot(1, 3));
        draft = draft.Then(At(24), "account-3");
        Assert.Null(Propose(draft, Late(Slot(1, 3), 110, Session)));
        draft = draft.Then(actor: "account-4");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, draft.Record().Id, true, null, Clerk));
        Assert.Equal(110, draft.Hours(LedgerBook.BackFilled));

        draft = draft.Serve(1, Slot(1, 3), 100);

        Assert.Equal((RecordState.Voided, "superseded"), (draft.Record().State, draft.Record().Reason));
        Assert.Equal((RecordState.Confirmed, RecordOrigin.SignedIn, 100L, 0L), (draft.Record(2).State, draft.Record(2).Origin, draft.Hours(LedgerBook.SignedIn), draft.Hours(LedgerBook.BackFilled)));
        Assert.Null(draft.Record(2).Versions[^1].Approver);
        Assert.Equal(draft.Record(2).Id, draft.Book.Find<CalendarPlace>(Session)!.Record);
        Holds(draft.Book);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("321203001-T001")]
    [InlineData(null)]
    public void Proof_is_a_file(string? evidence) =>
        Assert.Equal("record.evidence", Propose(Registered().Then(At(24), "account-3"), Late(Slot(1, 3), 60) with { Evidence = ["321203001-F000001", evidence!] })?.Code);

    [Fact]
    public void Nobody_invents_a_category() =>
        Assert.Equal("category.unknown", Propose(Registered().Then(At(24), "account-3"), Late(Slot(1, 3), 60) with { Category = new string('x', 5000) })?.Code);

    [Fact]
    public void Why_somebody_said_no_stands_in_the_record()
    {
        var draft = Registered().Then(At(24), "account-3");
        Assert.Null(Propose(draft, Late(Slot(1, 3), 60)));
        draft = draft.Then(actor: "account-4");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, draft.Record().Id, false, "照片看不清", Clerk));
        Assert.Equal(("declined", "照片看不清"), (draft.Record().Reason, draft.Record().Versions[^1].Note));

        draft = Registered().Serve(1, Slot(1, 3), 100).Then(At(24), "account-3");
        Assert.Null(RecordRules.Correct(draft, Number, draft.Record().Id, new(null, 50, "早退"), Clerk));
        draft = draft.Then(actor: "account-4");
        Assert.Null(RecordRules.Decide(draft, Terms, Number, draft.Record().Id, false, "有签退", Clerk));

        Assert.Equal(("correctionDeclined", "有签退", 100), (draft.Record().Versions[^1].Reason, draft.Record().Versions[^1].Note, draft.Record().Versions[^1].Minutes));
        Assert.Equal((RecordState.Confirmed, 100L), (draft.Record().State, draft.Hours(LedgerBook.SignedIn)));
    }

    [Fact]
    public void Whoever_had_a_hand_in_the_newest_word_does_not_approve_it()
    {
        var draft = Registered().Serve(1, Slot(0, 5), 300).Serve(2, Slot(5, 9), 100).Then(At(24), "account-3");
        Assert.Null(RecordRules.Correct(draft, Number, draft.Record(2).Id, new(null, 50, "早退"), Clerk));

        draft = draft.Serve(2, Slot(5, 9), 200, version: 2, approver: "account-7");

        Assert.Equal((RecordState.NeedsApproval, null), (draft.Record(2).State, draft.Record(2).Correction));
        Assert.Equal("fourEyes.same", RecordRules.Decide(draft.Then(actor: "account-7"), Terms, Number, draft.Record(2).Id, true, null, Clerk)?.Code);
        Assert.Equal("fourEyes.same", RecordRules.Decide(draft.Then(actor: "account-8"), Terms, Number, draft.Record(2).Id, true, null, Clerk)?.Code);
        Assert.Null(RecordRules.Decide(draft.Then(actor: "account-3"), Terms, Number, draft.Record(2).Id, true, null, Clerk));
    }

    [Fact]
    public void A_record_that_a_county_has_taken_out_of_hand_is_there_from_the_rows()
    {
        var draft = Registered().Serve(1, Slot(1, 3), 100).Serve(2, Slot(4, 5), 50);
        ServiceRecord[] rows = [draft.Record(1) with { Minutes = 1 }, draft.Record(2)];
        var book = draft.Book.Without(typeof(ServiceRecord), draft.Record(2).Id);

        Assert.Equal([100, 50], RecordRules.Newest(book, rows).Select(record => record.Minutes).OrderDescending());
        Assert.Equal([100], RecordRules.Newest(book, null).Select(record => record.Minutes));
    }

    [Fact]
    public void Points_that_were_spent_and_taken_back_are_owed_and_paid_first()
    {
        var draft = Registered().Serve(1, Slot(1, 4), 180);
        draft = draft.Then();
        draft.Record(new VolunteerEdited([]), draft.Volunteer());
        PointsRules.Spend(draft, 20);
        LedgerRules.Post(draft, LedgerBook.Points, "redeem", LedgerBook.Volunteer, LedgerBook.Redeemed, 20);

        draft = draft.Serve(1, Slot(1, 4), 0, version: 2, approver: "account-7");
        Assert.Equal((0L, -20L), (draft.Points(), draft.Points(LedgerBook.Owed)));
        draft = draft.Serve(2, Slot(30, 33), 180);

        Assert.Equal((10L, 0L), (draft.Points(), draft.Points(LedgerBook.Owed)));
        Holds(draft.Book);
    }

    [Fact]
    public void Points_are_worth_what_the_rule_says_capped_by_the_day_and_gone_at_their_time()
    {
        var table = new PointsTable(10, [new("environment", 150)], 80, 12);
        Assert.Equal((28, "10/h × 150 %"), PointsRules.Worth(table, "environment", 115));
        Assert.Equal(19, PointsRules.Worth(table, "health", 115).Points);
        Assert.Equal(new DateTimeOffset(2027, 9, 1, 0, 0, 0, TimeSpan.FromHours(8)), PointsRules.ExpiryOf(table, Monday));

        var draft = Registered().Serve(1, Slot(0, 8), 480).Serve(2, Slot(8, 9), 60);
        Assert.Equal(80, draft.Points());
        draft = draft.Then(new(2028, 9, 1, 0, 0, 0, TimeSpan.FromHours(8)), "system");
        PointsRules.Expire(draft, PointsRules.Lots(draft.Book).Single());

        Assert.Equal((0L, 80L), (draft.Points(), draft.Points(LedgerBook.Expired)));
        Assert.Empty(PointsRules.Lots(draft.Book));
    }

    [Theory]
    [InlineData(0, 0, 6000L)]
    [InlineData(5999, 0, 6000L)]
    [InlineData(6000, 1, 18000L)]
    [InlineData(90000, 5, null)]
    public void Stars_follow_from_minutes_alone(long minutes, int stars, long? next) => Assert.Equal((stars, next), StarRules.Of(VolunteeringTable.Default, minutes));

    [Fact]
    public void In_every_history_the_ledgers_balance_and_nothing_overlaps() => Gen.Select(Gen.Int[0, 6], Gen.Int[1, 6], Gen.Int[0, 90], Gen.Int[1, 20], Gen.Int[0, 9]).Array[1, 50].Sample(history =>
    {
        var draft = Registered();
        var versions = new Dictionary<int, int>();
        var now = At(24 * 5);
        foreach (var (kind, n, from, length, some) in history)
        {
            now = now.AddHours(some);
            var slot = Slot(from, from + length / 2.0);
            var record = draft.Book.All<ServiceRecord>().ElementAtOrDefault(some);
            draft = draft.Then(now, "account-" + (3 + some % 3));
            switch (kind)
            {
                case 0 or 1:
                    versions[n] = versions.GetValueOrDefault(n) + some % 2;
                    RecordRules.Settle(draft, Terms, Number, From, Settled(n, slot, some == 9 ? 0 : Math.Max(1, (int)(slot.Until - slot.From).TotalMinutes - some), versions[n]));
                    break;
                case 2:
                    Propose(draft, Late(slot, Math.Max(1, 30 * length - some)));
                    break;
                case 3 or 4 when record is not null:
                    RecordRules.Decide(draft, Terms, Number, record.Id, some != 0, "不对", Clerk);
                    break;
                case 5 when record is not null:
                    RecordRules.Correct(draft, Number, record.Id, new(some % 2 == 0 ? null : slot, some == 3 ? 0 : 10 * length, "更正"), Clerk);
                    break;
                case 6 when PointsRules.Lots(draft.Book).FirstOrDefault() is { } && draft.Points() is > 0 and var points:
                    draft.Record(new VolunteerEdited([]), draft.Volunteer());
                    PointsRules.Spend(draft, Math.Min(points, length));
                    LedgerRules.Post(draft, LedgerBook.Points, "redeem", LedgerBook.Volunteer, LedgerBook.Redeemed, Math.Min(points, length));
                    break;
            }

            Holds(draft.Book);
        }
    }, iter: 300);

    private static Refusal? Propose(Draft draft, BackFill service) => RecordRules.Propose(draft, Terms, Number, service, Clerk, out _);
}
