using Practice.Dispatch;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Statistics;
using Practice.Teams;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Intake;

/// <summary>Telephone drafts, work done on the spot, paper ratings, call-backs, replies: where the workflow would fail people.</summary>
public sealed class DeskWorkTests
{
    [Fact]
    public void A_draft_of_two_fields_is_no_need_until_it_is_completed_and_was_received_when_the_call_came()
    {
        var desk = new Desk();
        var (draft, need) = (Taken(desk), "");
        Assert.Empty(desk.Needs);
        Assert.Equal(StatCounts.Zero, TallyRules.Sum(desk.Book, Desk.Month(3).ToString()));
        var called = desk.Now;
        desk.Now = desk.Now.AddHours(30);
        Assert.Contains(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "draft" && i.Subject == draft && i.Overdue);

        Assert.Null(desk.Do(made => DraftRules.Complete(made, Desk.Terms, draft, new() { Category = "lifeService", Channel = Channel.Phone }, out need)));

        Assert.Equal(("下水堵了,晚上七点后在家", called, "P-1"), (desk.Need(need).Title, desk.Need(need).ReceivedAt, desk.Need(need).ContactRef));
        Assert.Equal(called, desk.Need(need).ClockFrom);
        Assert.DoesNotContain(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "draft");
        var again = desk.Do(made => DraftRules.Complete(made, Desk.Terms, draft, new() { Category = "lifeService" }, out _));
        Assert.Equal("draft.state", again?.Code);
        Assert.Equal([need], again!.Subjects!);
    }

    [Fact]
    public void A_draft_that_becomes_no_need_says_why()
    {
        var desk = new Desk();
        var draft = Taken(desk);

        Assert.Equal("reason.missing", desk.Do(made => DraftRules.Discard(made, draft, " "))?.Code);
        Assert.Null(desk.Do(made => DraftRules.Discard(made, draft, "打错了")));
        Assert.Equal("draft.state", desk.Do(made => DraftRules.Complete(made, Desk.Terms, draft, new() { Category = "lifeService" }, out _))?.Code);
    }

    [Fact]
    public void Work_already_done_is_recorded_with_its_whole_chain_and_flagged()
    {
        var desk = new Desk { Now = Desk.At(3, 3, 15) };
        var id = "";

        Assert.Null(desk.Do(draft => RecordRules.Record(draft, Desk.Terms, Recorded(desk, Desk.Team), out id)));

        var need = desk.Need(id);
        Assert.Equal((NeedStatus.Done, true, true, false), (need.Status, need.RecordedAfter, need.OnTime == true, need.SelfHandled));
        Assert.Equal(OrderStatus.Confirmed, desk.Book.Find<WorkOrder>(Assert.Single(need.Orders))!.Status);
        Assert.Equal(["need.submitted", "need.verified", "order.offered", "order.reported", "order.confirmed", "need.done"], desk.Last!.Events.Select(e => e.Type));
        Assert.Equal([typeof(OrderOffered), typeof(OrderEnded), typeof(SampleDrawn)], desk.Last.Messages.Select(m => m.Message.GetType()));
        var counts = TallyRules.Sum(desk.Book, Desk.Month(3).ToString());
        Assert.Equal((1, 1, 1), (counts.Submitted, counts.Taken, counts.Fulfilled));
    }

    [Fact]
    public void Of_work_that_only_the_desk_has_seen_at_least_one_in_ten_is_drawn_for_the_level_above()
    {
        var desk = new Desk();
        for (var n = 1; n <= 41; n++)
        {
            Assert.Null(desk.Do(draft => RecordRules.Record(draft, Desk.Terms, Recorded(desk, n % 2 == 0 ? Desk.Team : null), out _)));
            Assert.True(desk.Needs.Count(need => need.Sampled) * SampleRules.OneIn >= n, $"{n}");
        }

        Assert.Equal(5, desk.Needs.Count(need => need.Sampled));
    }

    [Fact]
    public void Clerk_leader_and_confirmer_who_are_one_person_are_marked_and_sampled()
    {
        var desk = new Desk();
        desk.Found();

        Assert.Equal((true, true), (desk.Need(desk.Done()).SelfHandled, desk.Needs.Single().Sampled));
    }

    [Fact]
    public void Where_somebody_else_said_yes_or_answered_by_telephone_nothing_is_marked()
    {
        var desk = new Desk();
        desk.Found();
        var id = desk.Verified();
        Assert.Null(desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Offer, Team = Desk.Team })));
        var order = desk.Order(id);
        Assert.Null(desk.Do(draft =>
        {
            var refusal = OrderRules.Accept(draft, Desk.Terms, order, new(ByPhone: true));
            OrderRules.Take(draft, Desk.Terms, new Reserved(order, new(draft.Now, draft.Now.AddHours(2)), 1));
            return refusal;
        }));
        Assert.Null(desk.Do(draft => OrderRules.Report(draft, order, new(WorkOutcome.Fulfilled, null, 1, []))));
        Assert.Null(desk.Do(draft => OrderRules.Confirm(draft, Desk.Terms, order)));

        Assert.Equal((NeedStatus.Done, false, false), (desk.Need(id).Status, desk.Need(id).SelfHandled, desk.Need(id).Sampled));
    }

    [Fact]
    public void The_desk_that_did_the_work_does_not_call_for_the_level_above()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Done();

        Assert.Equal("callback.ownWork", desk.Do(draft => CallBackRules.Record(draft, need, new(true, true, By: Desk.Unit)))?.Code);
        Assert.Null(desk.Do(draft => CallBackRules.Record(draft, need, new(true, true, By: "321203001"))));
        Assert.Equal(new SampleAnswered(need, 0, true, true), Assert.Single(desk.Last!.Messages).Message);
    }

    [Fact]
    public void The_level_above_has_the_sample_in_its_inbox_until_it_has_called()
    {
        var above = new Desk("321203001", "/3212/321203/321203001/");
        var need = Desk.Unit + "-N000001";
        Assert.Null(above.Do(draft => Mail(draft, new SampleDrawn(need, "lifeService", SampleRules.SelfHandled))));
        Assert.Contains(Practice.Months.InboxRules.Of(above.Book, Desk.Terms, above.Now), i => i.Kind == "sample" && i.Subject == need);

        Assert.Null(above.Do(draft => Mail(draft, new SampleAnswered(need, 1, false, null))));
        Assert.Contains(Practice.Months.InboxRules.Of(above.Book, Desk.Terms, above.Now), i => i.Kind == "sample");
        Assert.Null(above.Do(draft => Mail(draft, new SampleAnswered(need, 1, true, true))));

        Assert.DoesNotContain(Practice.Months.InboxRules.Of(above.Book, Desk.Terms, above.Now), i => i.Kind == "sample");
        Assert.Equal((CallBackSample.Reached, true), (above.Book.Find<CallBackSample>(need)!.Outcome, above.Book.Find<CallBackSample>(need)!.Solved));
    }

    [Fact]
    public void Three_calls_that_nobody_answers_leave_the_need_unrated_and_never_satisfied()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Done();
        for (var n = 1; n <= 3; n++)
        {
            Assert.Null(desk.Do(draft => CallBackRules.Record(draft, need, new(false, By: "321203001"))));
            Assert.Equal("callback." + (n < 3 ? "tooSoon" : "givenUp"), desk.Do(draft => CallBackRules.Record(draft, need, new(false, By: "321203001")))?.Code);
            desk.Now += CallBackRules.Apart;
        }

        Assert.Equal((true, NeedStatus.Done, 0), (desk.Need(need).Unreached, desk.Need(need).Status, desk.Need(need).Ratings.Length));
        Assert.Equal("rating.closed", desk.Do(draft => RatingRules.Rate(draft, need, new(5)))?.Code);
        Assert.Equal(0, TallyRules.Sum(desk.Book, Desk.Month(3).ToString()).RatedNeeds);
    }

    [Fact]
    public void A_rating_on_paper_is_recorded_as_such_with_its_number_and_copied_once()
    {
        var desk = new Desk();
        desk.Found();
        var (one, other) = (desk.Done(), desk.Done("水管滴水"));

        Assert.Equal("slipNo.invalid", desk.Do(draft => RatingRules.Rate(draft, one, new(4, Channel: "paper")))?.Code);
        Assert.Equal("slipNo.invalid", desk.Do(draft => RatingRules.Rate(draft, one, new(4, Channel: "phone", SlipNo: "D-1")))?.Code);
        Assert.Null(desk.Do(draft => RatingRules.Rate(draft, one, new(4, "好", Channel: "paper", SlipNo: "D-1"))));
        Assert.Equal(("paper", "D-1"), (desk.Need(one).Ratings[0].Channel, desk.Need(one).Ratings[0].SlipNo));
        Assert.Equal("slip.entered", desk.Do(draft => RatingRules.Rate(draft, other, new(5, Channel: "paper", SlipNo: "d-1")))?.Code);
    }

    [Fact]
    public void The_hotline_and_what_is_assigned_from_above_have_a_number_and_get_a_reply_once()
    {
        var desk = new Desk();
        var id = "";
        SubmitNeed sent = new() { Title = "路灯不亮", Category = "lifeService", Channel = Channel.Hotline, OutsideNumber = "TZ20260302-0417" };

        Assert.Null(desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, sent, out id)));
        Assert.Equal(Desk.Terms.Calendar.AddWorkingDays(desk.Now, 5), desk.Need(id).ReplyBy);
        Assert.Contains(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "replyOwed" && i.Subject == id);
        Assert.Null(desk.Do(draft => OutsideRules.Reply(draft, id, "已换灯泡,本人满意。")));

        Assert.Equal("reply.given", desk.Do(draft => OutsideRules.Reply(draft, id, "再回一次"))?.Code);
        Assert.Equal(desk.Now, desk.Need(id).RepliedAt);
        Assert.DoesNotContain(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "replyOwed");
        Assert.Equal("outsideNumber.invalid", desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, sent with { Channel = Channel.Phone }, out _))?.Code);
        Assert.Equal("replyBy.invalid", desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, sent with { OutsideNumber = null, ReplyBy = desk.Now.AddDays(1) }, out _))?.Code);
    }

    private static string Taken(Desk desk)
    {
        var id = "";
        Assert.Null(desk.Do(draft => DraftRules.Take(draft, new("下水堵了,晚上七点后在家", new("P-1", [1], null, "code")), out id)));
        return id;
    }

    private static RecordWork Recorded(Desk desk, string? team) => new()
    {
        Need = new() { Title = "帮老人换灯泡", Category = "lifeService", Channel = Channel.WalkIn }, Team = team, Worked = new(desk.Now.AddHours(-2), desk.Now.AddHours(-1)),
    };

    private static Refusal? Mail(Draft draft, Message message)
    {
        UnitMail.Take(draft, Desk.Terms, Ids.UnitStream(Desk.Unit), message);
        return null;
    }
}
