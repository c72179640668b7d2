using Practice.Intake;
using Practice.Needs;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>Which step a need takes in which state, and what it leaves behind.</summary>
public sealed class NeedStepTests
{
    private readonly Desk _desk = new();

    public NeedStepTests() => _desk.Found();

    [Fact]
    public void An_edit_changes_what_it_names_and_nothing_else()
    {
        var id = _desk.Submit("旧");
        var before = _desk.Need(id);

        Assert.Null(Do((d, n) => NeedRules.Edit(d, Desk.Terms, n, new() { Title = " 新 ", People = 3 }, before.Version)));

        var after = _desk.Need(id);
        Assert.Equal(("新", 3), (after.Title, after.People));
        Assert.Equal(before with { Title = "新", People = 3, Version = after.Version }, after);
        Assert.Equal("version.stale", Do((d, n) => NeedRules.Edit(d, Desk.Terms, n, new() { Title = "又" }, before.Version)));
        Assert.Equal("people.invalid", Do((d, n) => NeedRules.Edit(d, Desk.Terms, n, new() { People = 0 }, null)));

        string? Do(Func<Practice.Kernel.Draft, string, Refusal?> act) => _desk.Do(draft => act(draft, id))?.Code;
    }

    [Theory]
    [InlineData("unsafe", null, "advice.missing")]
    [InlineData("unsafe", " ", "advice.missing")]
    [InlineData("unsafe", "请找专业人员", null)]
    [InlineData("emergency", null, null)]
    [InlineData("nonsense", "x", "reason.unknown")]
    [InlineData("999", "x", "reason.unknown")]
    public void Nobody_is_turned_away_without_a_reason_and_advice(string reason, string? advice, string? code)
    {
        var id = _desk.Submit();

        Assert.Equal(code, Verify(id, new() { Decision = Verdict.Reject, Reason = reason, Advice = advice }));

        var need = _desk.Need(id);
        if (code is not null)
            Assert.Equal(NeedStatus.Submitted, need.Status);
        else
            Assert.Equal((NeedStatus.Rejected, reason, advice ?? "110 · 119 · 120 · 122", _desk.Now), (need.Status, need.Reason, need.Advice, need.EndedAt));
    }

    [Fact]
    public void A_redirected_need_names_who_takes_it()
    {
        var id = _desk.Submit();

        Assert.Equal("into.missing", Verify(id, new() { Decision = Verdict.Redirect, Into = " " }));
        Assert.Null(Verify(id, new() { Decision = Verdict.Redirect, Into = "12345", Advice = "请打12345" }));

        var need = _desk.Need(id);
        Assert.Equal((NeedStatus.Redirected, "12345", "departmentDuty", "请打12345"), (need.Status, need.RedirectedTo, need.Reason, need.Advice));
        Assert.Equal("need.state", Verify(id, new() { Decision = Verdict.Accept }));
    }

    [Fact]
    public void A_merged_need_gives_its_voices_to_the_other()
    {
        var (one, two, gone) = (_desk.Submit("一"), _desk.Submit("二"), _desk.Submit("三"));
        Assert.Null(_desk.Do(draft => NeedRules.Support(draft, two, "neighbour")));
        Assert.Null(_desk.Do(draft => NeedRules.Support(draft, one, "neighbour")));
        Assert.Null(_desk.Do(draft => NeedRules.Withdraw(draft, gone, "不用了")));

        Assert.Equal("merge.self", Verify(two, new() { Decision = Verdict.Merge, Into = two }));
        Assert.Equal("merge.target", Verify(two, new() { Decision = Verdict.Merge, Into = null }));
        Assert.Equal("merge.target", Verify(two, new() { Decision = Verdict.Merge, Into = Desk.Unit + "-N000099" }));
        Assert.Equal("merge.settled", Verify(two, new() { Decision = Verdict.Merge, Into = gone }));
        Assert.Null(Verify(two, new() { Decision = Verdict.Merge, Into = one }));

        Assert.Equal((NeedStatus.Merged, one), (_desk.Need(two).Status, _desk.Need(two).MergedInto));
        Assert.Equal(["neighbour", two], _desk.Need(one).Supporters);
    }

    [Fact]
    public void Accepting_a_need_sets_its_urgency_and_when_it_must_be_dispatched()
    {
        var id = _desk.Submit();

        Assert.Null(Verify(id, new() { Decision = Verdict.Accept, Urgency = Urgency.Urgent }));

        var need = _desk.Need(id);
        Assert.Equal((NeedStatus.Verified, Urgency.Urgent, _desk.Now), (need.Status, need.Urgency, need.VerifiedAt));
        Assert.True(need.Due.Dispatch > _desk.Now);
        Assert.Equal("decision.invalid", Verify(_desk.Submit(), new() { Decision = (Verdict)99 }));
    }

    [Fact]
    public void A_supporter_counts_once_and_the_resident_not_at_all()
    {
        var id = "";
        Assert.Null(_desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, new() { Title = "路灯", Category = "lifeService", Resident = "person-1" }, out id)));

        foreach (var supporter in new[] { "a", "b", "a", "person-1" })
            Assert.Null(_desk.Do(draft => NeedRules.Support(draft, id, supporter)));

        Assert.Equal(["a", "b"], _desk.Need(id).Supporters);
    }

    [Fact]
    public void The_clock_stands_still_while_the_resident_must_answer()
    {
        var id = _desk.Verified();
        var before = _desk.Need(id).Due;

        Assert.Null(_desk.Do(draft => NeedRules.AwaitResident(draft, id, waiting: true)));
        var waiting = _desk.Need(id);
        _desk.Now = _desk.Now.AddHours(5);
        Assert.Null(_desk.Do(draft => NeedRules.AwaitResident(draft, id, waiting: true)));
        Assert.Equal(waiting, _desk.Need(id));
        Assert.Null(_desk.Do(draft => NeedRules.AwaitResident(draft, id, waiting: false)));

        Assert.Null(waiting.Limit);
        var after = _desk.Need(id);
        Assert.Null(after.AwaitingSince);
        Assert.Equal((before.Review + TimeSpan.FromHours(5), before.Dispatch + TimeSpan.FromHours(5)), (after.Due.Review, after.Due.Dispatch));
        Assert.Equal(after.Due.Dispatch, after.Limit);
    }

    [Fact]
    public void More_time_ends_later_than_now_and_than_the_limit_and_within_three_months()
    {
        var id = Accepted();
        var finish = _desk.Need(id).Due.Finish!.Value;

        Assert.Equal("extension.notLater", Extend(_desk.Now));
        Assert.Equal("extension.notLater", Extend(finish));
        Assert.Equal("extension.tooLong", Extend(_desk.Now.AddDays(92).AddTicks(1)));
        Assert.Null(Extend(finish.AddTicks(1)));
        Assert.Null(Extend(_desk.Now.AddDays(92)));
        Assert.Equal((_desk.Now.AddDays(92), "等配件"), (_desk.Need(id).Due.Finish, _desk.Need(id).Advice));
        var fresh = _desk.Submit();
        Assert.Equal("need.state", _desk.Do(draft => NeedRules.Extend(draft, fresh, _desk.Now.AddDays(9), "x"))?.Code);

        string? Extend(DateTimeOffset until) => _desk.Do(draft => NeedRules.Extend(draft, id, until, "等配件"))?.Code;
    }

    [Fact]
    public void Work_that_has_begun_is_neither_edited_nor_withdrawn_nor_referred()
    {
        var id = Accepted();
        Assert.Null(_desk.Do(draft => Practice.Orders.OrderRules.Start(draft, _desk.Order(id))));

        Assert.Equal("need.state", _desk.Do(draft => NeedRules.Edit(draft, Desk.Terms, id, new() { Title = "x" }, null))?.Code);
        Assert.Equal("need.state", _desk.Do(draft => NeedRules.Withdraw(draft, id, "x"))?.Code);
        Assert.Equal("need.state", _desk.Do(draft => NeedRules.Refer(draft, id, "12345", "x"))?.Code);
        Assert.Equal("need.state", _desk.Do(draft => NeedRules.CloseImpossible(draft, id, "x"))?.Code);
        Assert.Null(_desk.Do(draft => NeedRules.Support(draft, id, "a")));
    }

    [Fact]
    public void An_end_cancels_what_was_offered_and_nothing_happens_after_it()
    {
        foreach (var (end, status, reason) in new (Func<Practice.Kernel.Draft, string, Refusal?>, NeedStatus, string)[]
        {
            ((d, n) => NeedRules.Withdraw(d, n, "话"), NeedStatus.Withdrawn, "withdrawn"), ((d, n) => NeedRules.CloseImpossible(d, n, "话"), NeedStatus.Rejected, "impossible"),
            ((d, n) => NeedRules.Refer(d, n, "12345", "话"), NeedStatus.Redirected, "departmentDuty"),
        })
        {
            var id = Offered();
            var order = _desk.Order(id);

            Assert.Null(_desk.Do(draft => end(draft, id)));

            var need = _desk.Need(id);
            Assert.Equal((status, reason, "话", _desk.Now), (need.Status, need.Reason, need.Advice, need.EndedAt));
            Assert.Null(need.Search);
            Assert.Equal(Practice.Orders.OrderStatus.Cancelled, _desk.Book.Find<Practice.Orders.WorkOrder>(order)!.Status);
            foreach (var again in new Func<Practice.Kernel.Draft, Refusal?>[]
            {
                d => NeedRules.Withdraw(d, id, "x"), d => NeedRules.Refer(d, id, "12345", "x"), d => NeedRules.CloseImpossible(d, id, "x"), d => NeedRules.Support(d, id, "x"),
                d => NeedRules.AwaitResident(d, id, true), d => NeedRules.Edit(d, Desk.Terms, id, new() { Title = "x" }, null), d => NeedRules.Extend(d, id, _desk.Now.AddDays(1), "x"),
            })
                Assert.Equal("need.state", _desk.Do(again)?.Code);
        }
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        const string none = Desk.Unit + "-N000099";
        foreach (var step in new Func<Practice.Kernel.Draft, Refusal?>[]
        {
            d => NeedRules.Withdraw(d, none, "x"), d => NeedRules.Refer(d, none, "12345", "x"), d => NeedRules.CloseImpossible(d, none, "x"), d => NeedRules.Support(d, none, "x"),
            d => NeedRules.AwaitResident(d, none, true), d => NeedRules.Edit(d, Desk.Terms, none, new(), null), d => NeedRules.Extend(d, none, _desk.Now.AddDays(1), "x"),
            d => NeedRules.Verify(d, Desk.Terms, none, new()), d => RatingRules.Rate(d, none, new(5)), d => CallBackRules.Record(d, none, new(true)), d => AccessRules.Read(d, none, "x"),
            d => PromiseRules.Set(d, none, new(["一步"], new(2026, 4, 1)), null),
        })
            Assert.Equal((RefusalKind.NotFound, "need.notFound"), (_desk.Do(step) is { } refusal ? (refusal.Kind, refusal.Code) : default));
    }

    private string? Verify(string id, VerifyNeed command) => _desk.Do(draft => NeedRules.Verify(draft, Desk.Terms, id, command))?.Code;

    private string Offered()
    {
        var id = _desk.Verified();
        Assert.Null(_desk.Do(draft => Practice.Dispatch.SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Offer, Team = Desk.Team })));
        return id;
    }

    private string Accepted()
    {
        var id = Offered();
        _desk.Accept(_desk.Order(id));
        return id;
    }
}
