using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Rules;

/// <summary>The institute overrides, a department takes it, nobody can do it (real people, points 5, 6 and 9).</summary>
public sealed class AboveTests
{
    private const string Institute = "321203001", Centre = "321203", Department = "321203901";

    private readonly Desk _desk = new();

    [Fact]
    public void The_institute_overrides_with_a_reason_and_the_station_reads_it()
    {
        var need = _desk.Verified();

        Assert.Equal("reason.missing", Do(d => RegradeRules.Regrade(d, Desk.Terms, need, new(Urgency.Urgent, " ", Institute))));
        Assert.Equal("urgency.invalid", Do(d => RegradeRules.Regrade(d, Desk.Terms, need, new((Urgency)9, "x", Institute))));
        Assert.Null(Do(d => RegradeRules.Regrade(d, Desk.Terms, need, new(Urgency.Urgent, "老人独居", Institute))));
        Assert.Null(Do(d => SearchRules.TakeOver(d, need, Institute, "所里直接办")));

        Assert.Equal([("regraded", Institute, "老人独居"), ("takenOver", Institute, "所里直接办")], _desk.Need(need).Words.Select(word => (word.What, word.By, word.Reason)));
        Assert.Equal((Urgency.Urgent, Institute), (_desk.Need(need).Urgency, _desk.Need(need).Owner));
        Assert.Equal(need, Assert.Single(Inbox(), item => item.Kind == "word").Subject);
        _desk.Now = _desk.Now.AddDays(3);
        Assert.DoesNotContain(Inbox(), item => item.Kind == "word");
    }

    [Fact]
    public void Another_urgency_begins_the_running_limit_anew_and_no_other()
    {
        var need = _desk.Verified();
        var before = _desk.Need(need).Due;
        _desk.Now = _desk.Now.AddHours(1);

        Assert.Null(Do(d => RegradeRules.Regrade(d, Desk.Terms, need, new(Urgency.Urgent, "老人独居"))));

        var due = _desk.Need(need).Due;
        Assert.True(due.Dispatch < before.Dispatch);
        Assert.Equal(before with { Dispatch = due.Dispatch }, due);
        Do(d => NeedRules.Withdraw(d, need, "不用了"));
        Assert.Equal("need.state", Do(d => RegradeRules.Regrade(d, Desk.Terms, need, new(Urgency.Normal, "x"))));
    }

    [Fact]
    public void A_department_is_asked_by_a_date_and_the_need_stays_in_sight()
    {
        var need = _desk.Verified();
        var until = _desk.Now.AddDays(5);

        Assert.Equal("until.invalid", Refer(need, until: _desk.Now));
        Assert.Equal("until.invalid", Refer(need, until: _desk.Now.AddDays(32)));
        Assert.Equal("reason.missing", Do(d => ReferralRules.Refer(d, Desk.Terms, need, Department, new(" ", Centre, until))));
        Assert.Null(Refer(need, until: until));

        var sought = Assert.IsType<HelpSought>(Assert.Single(_desk.Last!.Messages, message => message.To == Ids.UnitStream(Department)).Message);
        Assert.Equal(("referred", until), (sought.Reason, sought.DueBy));
        Assert.Equal((NeedStatus.Dispatching, Department, until), (_desk.Need(need).Status, _desk.Need(need).Owner, _desk.Need(need).Limit));
        Assert.DoesNotContain(Inbox(), item => item.Kind == "referralLate");
        _desk.Now = until;
        Assert.Contains(Inbox(), item => item.Kind == "referralLate" && item.Subject == need);
    }

    [Fact]
    public void A_detachments_yes_meets_the_referral_and_it_is_not_late_any_more()
    {
        var need = _desk.Verified();
        Refer(need, until: _desk.Now.AddDays(5));
        Take(d => SearchRules.Answered(d, Desk.Terms, Department, new HelpFound(need, _desk.Need(need).Questions, [new(Department + "-T001", 1, 0.9)])));
        _desk.Accept(_desk.Order(need));

        _desk.Now = _desk.Now.AddDays(6);

        Assert.Equal(NeedStatus.Accepted, _desk.Need(need).Status);
        Assert.DoesNotContain(Inbox(), item => item.Kind == "referralLate");
    }

    [Fact]
    public void Nothing_goes_back_and_forth_a_department_returns_a_need_once()
    {
        var need = _desk.Verified();
        Assert.Equal("need.state", Return(need));
        Refer(need, until: _desk.Now.AddDays(5));

        Assert.Null(Return(need));
        Assert.Equal(Centre, _desk.Need(need).Search!.At);
        Assert.Equal("need.state", Return(need));
        Assert.Equal("referral.returned", Refer(need, until: _desk.Now.AddDays(5)));
        Assert.Null(Refer(need, until: _desk.Now.AddDays(5), by: Centre));
        Assert.True(_desk.Need(need).Referral!.Final);

        Assert.Equal("referral.final", Return(need));
    }

    [Fact]
    public void Handed_outside_it_keeps_the_number_that_the_outside_has_given_it()
    {
        var need = _desk.Verified();

        Assert.Equal("number.tooLong", Do(d => NeedRules.Refer(d, need, "12345", "归住建局", new string('9', 41))));
        Assert.Null(Do(d => NeedRules.Refer(d, need, "12345", "归住建局", "GQ-2026-17")));

        Assert.Equal((NeedStatus.Redirected, "GQ-2026-17"), (_desk.Need(need).Status, _desk.Need(need).OutsideNumber));
    }

    [Fact]
    public void Nobody_can_do_it_is_said_by_two_levels_and_two_accounts()
    {
        var need = _desk.Verified();
        Assert.Equal("impossible.notProposed", As("head", d => ImpossibleRules.Confirm(d, need, new("没人会", By: Institute))));
        Assert.Null(Do(d => ImpossibleRules.Propose(d, need, new("没人会修古琴"))));
        Assert.Equal((Ids.UnitStream(Institute), "impossible"), (_desk.Last!.Messages[^1].To, Assert.IsType<MatterRaised>(_desk.Last.Messages[^1].Message).Kind));
        Assert.Equal("impossible.own", Do(d => ImpossibleRules.Confirm(d, need, new("同意", By: Institute))));

        Assert.Null(As("head", d => ImpossibleRules.Confirm(d, need, new("全镇也没人会", By: Institute))));

        Assert.Equal((NeedStatus.Rejected, "impossible", "全镇也没人会"), (_desk.Need(need).Status, _desk.Need(need).Reason, _desk.Need(need).Advice));
        Assert.Contains(_desk.Last!.Messages, message => message.Message is MatterSettled { Kind: "impossible" });
    }

    [Fact]
    public void A_closing_that_is_refused_or_overtaken_waits_no_longer_above()
    {
        var (refused, overtaken) = (_desk.Verified(), _desk.Verified());
        foreach (var need in new[] { refused, overtaken })
            Do(d => ImpossibleRules.Propose(d, need, new("没人会")));

        Assert.Null(As("head", d => ImpossibleRules.Refuse(d, refused, new("镇里有人会", By: Institute))));
        Assert.Contains(_desk.Last!.Messages, message => message.Message is MatterSettled);
        Assert.Null(_desk.Need(refused).Impossible);
        Do(d => NeedRules.Withdraw(d, overtaken, "不用了"));
        Assert.Contains(_desk.Last!.Messages, message => message.Message is MatterSettled);
    }

    [Fact]
    public void A_resident_appeals_once_and_what_is_granted_is_taken_on_anew()
    {
        var need = Closed();
        Assert.Equal("appeal.none", As("centre", d => ImpossibleRules.DecideAppeal(d, Desk.Terms, need, true, "x")));
        Assert.Null(Do(d => ImpossibleRules.Appeal(d, need, "隔壁镇有人会")));
        Assert.Equal(Ids.UnitStream(Centre), _desk.Last!.Messages[^1].To);
        Assert.True(_desk.Need(need).Facets.Open);
        Assert.Equal("appeal.own", As("head", d => ImpossibleRules.DecideAppeal(d, Desk.Terms, need, true, "x")));

        Assert.Null(As("centre", d => ImpossibleRules.DecideAppeal(d, Desk.Terms, need, true, "请中心办")));

        var anew = _desk.Need(_desk.Need(need).Appeal!.Need!);
        Assert.Equal((NeedStatus.Rejected, false), (_desk.Need(need).Status, _desk.Need(need).Facets.Open));
        Assert.Equal((NeedStatus.Verified, Centre, _desk.Need(need).Title), (anew.Status, anew.Owner, anew.Title));
        Assert.Equal("appeal.once", Do(d => ImpossibleRules.Appeal(d, need, "再来")));
        Assert.Equal("appeal.decided", As("centre", d => ImpossibleRules.DecideAppeal(d, Desk.Terms, need, false, "x")));
    }

    [Fact]
    public void An_appeal_comes_in_time_and_may_be_turned_down()
    {
        var (late, down) = (Closed(), Closed());
        Do(d => ImpossibleRules.Appeal(d, down, "有人会"));
        Assert.Null(As("centre", d => ImpossibleRules.DecideAppeal(d, Desk.Terms, down, false, "全区问过了")));
        Assert.Equal(("全区问过了", null), (_desk.Need(down).Advice, _desk.Need(down).Appeal!.Need));

        _desk.Now += ImpossibleRules.AppealFor + TimeSpan.FromTicks(1);
        Assert.Equal("appeal.late", Do(d => ImpossibleRules.Appeal(d, late, "有人会")));
    }

    [Fact]
    public void What_waits_above_is_in_its_inbox_once_and_goes_with_the_word()
    {
        var above = new Desk(Institute, "/3212/321203/321203001/");
        void Take(Action<Draft> take) => above.Do(draft =>
        {
            take(draft);
            return null;
        });
        for (var i = 0; i < 2; i++)
            Take(draft => MatterRules.Take(draft, Desk.Terms, new MatterRaised("impossible", Desk.Unit + "-N000001", "lifeService", null)));
        Assert.Equal(Desk.Unit + "-N000001", Assert.Single(InboxRules.Of(above.Book, Desk.Terms, above.Now), item => item.Kind == "impossible").Subject);

        for (var i = 0; i < 2; i++)
            Take(draft => MatterRules.Take(draft, new MatterSettled("impossible", Desk.Unit + "-N000001")));
        Assert.DoesNotContain(InboxRules.Of(above.Book, Desk.Terms, above.Now), item => item.Kind == "impossible");
    }

    private string Closed()
    {
        var need = _desk.Verified();
        Do(d => ImpossibleRules.Propose(d, need, new("没人会")));
        Assert.Null(As("head", d => ImpossibleRules.Confirm(d, need, new("没人会", By: Institute))));
        return need;
    }

    private string? Refer(string need, DateTimeOffset until, string? by = null) => Do(d => ReferralRules.Refer(d, Desk.Terms, need, Department, new("归住建局", Centre, until, by)));

    private string? Return(string need) => Do(d => ReferralRules.Return(d, Desk.Terms, need, new("不是我们的事")));

    private System.Collections.Immutable.ImmutableArray<InboxItem> Inbox() => InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now);

    private string? Do(Func<Draft, Refusal?> decide) => _desk.Do(decide)?.Code;

    private string? As(string actor, Func<Draft, Refusal?> decide) => _desk.As(actor, decide)?.Code;

    private void Take(Action<Draft> take) => _desk.Do(draft =>
    {
        take(draft);
        return null;
    });
}
