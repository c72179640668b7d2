using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Rules;

/// <summary>What is late climbs by itself (real people, point 11; rules §4.3).</summary>
public sealed class LadderTests
{
    private const string Below = "321203001011";

    private readonly Desk _desk = new();

    [Fact]
    public void A_need_climbs_by_the_working_days_it_is_late()
    {
        var need = _desk.Need(_desk.Verified());
        var limit = need.Limit!.Value;
        var quarter = need.VerifiedAt!.Value + (limit - need.VerifiedAt.Value) * 0.75;

        Assert.Equal(LadderStep.None, Step(need, quarter.AddTicks(-1)));
        Assert.Equal(LadderStep.Remind, Step(need, quarter));
        Assert.Equal(LadderStep.Remind, Step(need, limit));
        foreach (var (span, before, after) in new[]
        {
            (LadderRules.UrgeAfter, LadderStep.Remind, LadderStep.Urge), (LadderRules.SuperviseAfter, LadderStep.Urge, LadderStep.Supervise),
            (LadderRules.EscalateAfter, LadderStep.Supervise, LadderStep.Escalate),
        })
        {
            var at = span.After(limit, Desk.Terms.Calendar)!.Value;
            Assert.Equal((before, after), (Step(need, at.AddTicks(-1)), Step(need, at)));
        }
    }

    [Fact]
    public void Waiting_for_the_resident_and_an_extension_suspend_it()
    {
        var need = _desk.Need(_desk.Verified());
        var late = need.Limit!.Value.AddDays(20);
        Assert.Equal(LadderStep.Escalate, Step(need, late));

        Assert.Equal(LadderStep.None, Step(need with { AwaitingSince = _desk.Now }, late));
        Assert.Equal(LadderStep.None, Step(need with { Status = NeedStatus.InService, Due = need.Due with { Finish = late.AddDays(90) } }, late));
        Assert.Equal(LadderStep.None, Step(need with { Status = NeedStatus.Done }, late));
    }

    [Fact]
    public void A_promise_broken_once_is_supervised_and_twice_listed_until_the_need_is_settled()
    {
        var need = _desk.Need(_desk.Verified());

        Assert.Equal(LadderStep.Supervise, Step(need with { BrokenPromises = 1 }, _desk.Now));
        Assert.Equal(LadderStep.Listed, Step(need with { BrokenPromises = 2 }, _desk.Now));
        Assert.Equal(LadderStep.None, Step(need with { BrokenPromises = 2, Status = NeedStatus.Withdrawn }, _desk.Now));
    }

    [Fact]
    public void From_the_escalation_on_one_level_up_has_the_lead_but_never_the_city()
    {
        var need = _desk.Need(_desk.Verified());

        Assert.Equal(Desk.Unit, LadderRules.LeadOf(need, Desk.Path, LadderStep.Supervise));
        Assert.Equal("321203001", LadderRules.LeadOf(need, Desk.Path, LadderStep.Escalate));
        Assert.Equal("321203", LadderRules.LeadOf(need with { Owner = "321203" }, Desk.Path, LadderStep.Escalate));
    }

    [Fact]
    public void An_interview_is_only_proposed_by_a_rule_and_decided_by_a_person()
    {
        var (one, two) = (_desk.Need(_desk.Verified()), _desk.Need(_desk.Verified()));
        Assert.Empty(InterviewRules.Proposals([one], []));
        var proposed = Assert.Single(InterviewRules.Proposals([one, two], []));
        Assert.Equal((Desk.Unit, "listedTwice", 2), (proposed.Unit, proposed.Reason, proposed.Needs.Length));

        Assert.Equal("unit.invalid", Do(d => InterviewRules.Decide(d, proposed, out _)));
        Assert.Equal("reason.missing", Do(d => InterviewRules.Decide(d, proposed with { Unit = Below, Reason = " " }, out _)));
        Assert.Equal("needs.invalid", Do(d => InterviewRules.Decide(d, proposed with { Unit = Below, Needs = ["x"] }, out _)));
        Assert.Null(Do(d => InterviewRules.Decide(d, proposed with { Unit = Below }, out _)));

        Assert.Empty(InterviewRules.Proposals([one, two], [Interview(1) with { Unit = Desk.Unit }]));
        Assert.Single(InterviewRules.Proposals([one, two], [Interview(1) with { Unit = Desk.Unit, Status = InterviewStatus.Closed }]));
    }

    [Fact]
    public void An_interview_has_minutes_commitments_and_a_re_check()
    {
        Do(d => InterviewRules.Decide(d, new(Below, "挂牌两次", []), out _));
        var day = DateOnly.FromDateTime(_desk.Now.DateTime).AddDays(14);
        HoldInterview held = new("站长到会", [new("补两支队伍", day)], day);

        Assert.Equal("interview.notFound", Do(d => InterviewRules.Hold(d, 2, held)));
        Assert.Equal("interview.state", Do(d => InterviewRules.Recheck(d, 1, new(true))));
        Assert.Equal("minutes.invalid", Do(d => InterviewRules.Hold(d, 1, held with { Minutes = "" })));
        Assert.Equal("commitments.invalid", Do(d => InterviewRules.Hold(d, 1, held with { Commitments = [] })));
        Assert.Equal("recheckOn.invalid", Do(d => InterviewRules.Hold(d, 1, held with { RecheckOn = day.AddDays(-14) })));
        Assert.Null(Do(d => InterviewRules.Hold(d, 1, held)));
        Assert.Equal("interview.state", Do(d => InterviewRules.Hold(d, 1, held)));

        Assert.DoesNotContain(Practice.Months.InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now), item => item.Kind == "recheck");
        _desk.Now = _desk.Now.AddDays(14);
        Assert.Contains(Practice.Months.InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now), item => item is { Kind: "recheck", Subject: "I0001" });
        Assert.Null(Do(d => InterviewRules.Recheck(d, 1, new(false, "只补了一支"))));
        Assert.Equal((InterviewStatus.Closed, false), (Interview(1).Status, Interview(1).Kept));
    }

    private Interview Interview(int n) => _desk.Book.Find<Interview>(Practice.Units.Interview.IdOf(n))!;

    private static LadderStep Step(Need need, DateTimeOffset now) => LadderRules.StepOf(need, Desk.Terms, now);

    private string? Do(Func<Draft, Refusal?> decide) => _desk.Do(decide)?.Code;
}
