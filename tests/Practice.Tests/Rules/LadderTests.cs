using CsCheck;
using Practice.Kernel;
using Practice.Needs;
using Practice.Push;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Rules;

/// <summary>What is late climbs by itself (real people, point 11; rules §4.3).</summary>
public sealed class LadderTests
{
    private const string Below = "321203001011";

    private readonly Desk _desk = new();

    private readonly List<NeedClimbed> _climbed = [];

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

        Assert.Equal("321203001", LadderRules.Above(need, Desk.Path));
        Assert.Equal("321203", LadderRules.Above(need with { Owner = "321203001" }, Desk.Path));
        Assert.Null(LadderRules.Above(need with { Owner = "321203" }, Desk.Path));
    }

    [Fact]
    public void A_rung_is_written_at_its_hour_and_once_however_often_the_owner_is_woken()
    {
        var need = _desk.Need(_desk.Verified());
        var limit = need.Limit!.Value;
        var hours = new[] { LadderRules.UrgeAfter, LadderRules.SuperviseAfter, LadderRules.EscalateAfter }.Select(span => span.After(limit, Desk.Terms.Calendar)!.Value)
            .Prepend(need.VerifiedAt!.Value + (limit - need.VerifiedAt.Value) * 0.75).ToList();

        foreach (var hour in hours)
        {
            Assert.Equal(hour, _desk.Need(need.Id).Facets.WakeAt);
            Wake(hour.AddTicks(-1));
            for (var i = 0; i < 3; i++)
                Wake(hour);
        }

        Assert.Equal(
            new[] { LadderStep.Remind, LadderStep.Urge, LadderStep.Supervise, LadderStep.Escalate }.Zip(hours), _climbed.Select(climbed => (climbed.Step, climbed.Hour)));
        Assert.Null(_desk.Need(need.Id).Facets.WakeAt);
        Assert.Equal(_climbed.Select(climbed => new Rung(climbed.Step, climbed.Hour)), Climb(need.Id).Rungs);
    }

    [Fact]
    public void After_an_outage_every_rung_has_its_own_hour_and_the_level_above_the_lead_with_the_reason()
    {
        var need = _desk.Need(_desk.Verified());

        Wake(need.Limit!.Value.AddDays(30));

        Assert.Equal([LadderStep.Remind, LadderStep.Urge, LadderStep.Supervise, LadderStep.Escalate], _climbed.Select(climbed => climbed.Step));
        Assert.Equal(_climbed.Select(climbed => climbed.Hour).Order().Distinct(), _climbed.Select(climbed => climbed.Hour));
        Assert.All(_climbed, climbed => Assert.True(climbed.Hour < _desk.Now));
        Assert.Equal(("321203001", "takenOver", LadderRules.Reason), (_desk.Need(need.Id).Owner, _desk.Need(need.Id).Words[^1].What, _desk.Need(need.Id).Words[^1].Reason));
        Assert.Equal("321203001", Climb(need.Id).Lead);
    }

    [Fact]
    public void What_waits_for_the_resident_keeps_its_rungs_and_stands_on_none()
    {
        var need = _desk.Need(_desk.Verified());
        Wake(LadderRules.UrgeAfter.After(need.Limit!.Value, Desk.Terms.Calendar)!.Value);

        _desk.Do(draft => NeedRules.AwaitResident(draft, need.Id, true));
        Wake(_desk.Now.AddDays(20));
        var waiting = Climb(need.Id);
        _desk.Do(draft => NeedRules.AwaitResident(draft, need.Id, false));

        Assert.Equal((LadderStep.None, LadderStep.Urge, "suspended"), (waiting.Standing, waiting.Step, waiting.Facets.Status));
        Assert.Equal((2, LadderStep.Urge), (_climbed.Count, Climb(need.Id).Standing));
        Assert.Equal(_desk.Need(need.Id).Limit, Climb(need.Id).Limit);
    }

    [Fact]
    public void An_extension_begins_the_ladder_anew_and_an_end_leaves_it()
    {
        _desk.Found();
        var id = _desk.Verified();
        _desk.Do(draft => Practice.Dispatch.SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Offer, Team = Desk.Team }));
        _desk.Accept(_desk.Order(id));
        Wake(_desk.Need(id).Limit!.Value.AddDays(3));
        Assert.NotEqual(LadderStep.None, Climb(id).Step);

        _desk.Do(draft => NeedRules.Extend(draft, id, _desk.Now.AddDays(10), "材料没到"));
        Assert.Equal((LadderStep.None, false), (Climb(id).Step, Climb(id).Facets.Open));
        Wake(_desk.Now.AddDays(10));
        Assert.Equal(LadderStep.Remind, Climb(id).Step);
        _desk.Do(draft => NeedRules.Withdraw(draft, id, "不用了"));

        Assert.False(Climb(id).Facets.Open);
        Assert.Null(_desk.Need(id).Facets.WakeAt);
    }

    [Fact]
    public void Another_limit_that_ends_alike_begins_the_ladder_anew_and_a_clock_that_goes_back_does_not()
    {
        var need = _desk.Need(_desk.Verified());
        Wake(need.Limit!.Value);
        _desk.Now = need.VerifiedAt!.Value;
        _desk.Do(draft => NeedRules.Support(draft, need.Id, "neighbour"));
        Assert.Equal(LadderStep.Remind, Climb(need.Id).Standing);

        _desk.Now = need.Limit.Value.AddMinutes(-1);
        _desk.With(_desk.Need(need.Id) with { VerifiedAt = _desk.Now.AddMinutes(-1) });

        Assert.Equal(LadderStep.None, Climb(need.Id).Step);
    }

    [Fact]
    public void A_promise_broken_twice_is_told_to_the_institute_and_stands_on_the_centres_list()
    {
        var id = _desk.Verified();
        var told = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            _desk.Promise(id, DateOnly.FromDateTime(_desk.Now.DateTime));
            Wake(_desk.Now.AddDays(1), told);
        }

        Assert.Equal(["matter.raised supervise unit-321203001", "matter.raised listed unit-321203"], told);
        Assert.Equal((LadderStep.Listed, 2), (Climb(id).Step, Climb(id).BrokenPromises));
        _desk.Promise(id, DateOnly.FromDateTime(_desk.Now.DateTime).AddDays(60));
        Assert.Equal(LadderStep.Listed, Climb(id).Standing);
        Assert.True(_desk.Need(id).Limit > _desk.Now);
    }

    [Fact]
    public void Where_a_need_stands_is_what_the_rule_says_after_every_wake() => Desk.Histories.Sample(history =>
    {
        var desk = new Desk();
        desk.Found(capacity: 100);
        foreach (var step in history)
        {
            desk.Step(step);
            desk.Do(desk.Due);

            foreach (var need in desk.Needs)
            {
                Assert.Equal(LadderRules.StepOf(need, Desk.Terms, desk.Now), desk.Book.Find<Climb>(need.Id)?.Standing ?? LadderStep.None);
                Assert.False(need.Facets.WakeAt <= desk.Now);
            }
        }
    }, iter: 200);

    [Fact]
    public void A_group_that_asks_for_it_is_told_in_words_that_name_nobody()
    {
        _desk.Do(draft => PushTargetRules.Add(draft, Desk.Terms, new(Desk.Unit, PushKind.WeCom, "工作群", "qyapi.weixin.qq.com", "sealed", null, null, false, ["need.climbed"]), out _));
        _desk.Do(draft => PushTargetRules.Add(draft, Desk.Terms, new(Desk.Unit, PushKind.WeCom, "别的群", "qyapi.weixin.qq.com", "sealed", null, null, false, []), out _));
        var need = _desk.Need(_desk.Verified("张三丰家13900000001下水堵了"));

        Wake(LadderRules.UrgeAfter.After(need.Limit!.Value, Desk.Terms.Calendar)!.Value);

        var letter = Assert.Single(_desk.Book.All<Delivery>());
        Assert.Equal(("notice", Desk.Unit + "-H001"), (letter.Topic, letter.Target));
        Assert.StartsWith($"【引江社区站 催办】引江社区的 {need.Id}(生活服务)已过限期 ", letter.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("张", letter.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_a_release_that_wrote_no_ladder_is_found_and_climbs()
    {
        var need = _desk.Need(_desk.Verified());
        Assert.Empty(LadderRules.Mistimed(_desk.Book, Desk.Terms));
        var former = _desk.Book.With(need with { ClimbAt = null });

        Assert.Equal([need.Id], LadderRules.Mistimed(former, Desk.Terms));
        var draft = new Draft(former, "system", need.Limit!.Value);
        Assert.Null(DeadlineRules.Recount(draft, Desk.Terms, out _));

        Assert.Equal(LadderStep.Remind, draft.Book.Find<Climb>(need.Id)!.Step);
        Assert.Empty(LadderRules.Mistimed(draft.Book, Desk.Terms));
    }

    [Fact]
    public void A_calendar_that_is_loaded_moves_the_rungs_that_are_to_come()
    {
        var need = _desk.Need(_desk.Verified());
        Wake(need.Limit!.Value);
        var urge = _desk.Need(need.Id).ClimbAt!.Value;
        var off = new MovedTerms(Desk.Terms, Desk.Terms.Ladder with { UrgeAfter = new(Practice.Calendars.SpanUnit.WorkingDays, 2) });

        var draft = new Draft(_desk.Book, "system", _desk.Now);

        Assert.Null(DeadlineRules.Recount(draft, off, out _));

        var moved = NeedRules.Find(draft, need.Id)!.ClimbAt;
        Assert.Equal(off.Ladder.UrgeAfter.After(need.Limit.Value, off.Calendar), moved);
        Assert.True(moved > urge);
    }

    [Fact]
    public void An_interview_is_only_proposed_by_a_rule_and_decided_by_a_person()
    {
        var (one, two) = (_desk.Need(_desk.Verified()), _desk.Need(_desk.Verified()));
        Assert.Empty(InterviewRules.Proposals([one.Id], []));
        var proposed = Assert.Single(InterviewRules.Proposals([one.Id, two.Id], []));
        Assert.Equal((Desk.Unit, "listedTwice", 2), (proposed.Unit, proposed.Reason, proposed.Needs.Length));

        Assert.Equal("unit.invalid", Do(d => InterviewRules.Decide(d, proposed, out _)));
        Assert.Equal("reason.missing", Do(d => InterviewRules.Decide(d, proposed with { Unit = Below, Reason = " " }, out _)));
        Assert.Equal("needs.invalid", Do(d => InterviewRules.Decide(d, proposed with { Unit = Below, Needs = ["x"] }, out _)));
        Assert.Null(Do(d => InterviewRules.Decide(d, proposed with { Unit = Below }, out _)));

        Assert.Empty(InterviewRules.Proposals([one.Id, two.Id], [Interview(1) with { Unit = Desk.Unit }]));
        Assert.Single(InterviewRules.Proposals([one.Id, two.Id], [Interview(1) with { Unit = Desk.Unit, Status = InterviewStatus.Closed }]));
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

    private void Wake(DateTimeOffset at, List<string>? told = null)
    {
        _desk.Now = at;
        _desk.Do(_desk.Due);
        _climbed.AddRange(_desk.Last!.Recorded.Select(happened => happened.Event).OfType<NeedClimbed>());
        told?.AddRange(_desk.Last.Messages.Select(m => $"{Message.NameOf(m.Message.GetType())} {((MatterRaised)m.Message).Kind} {m.To}"));
    }

    private Climb Climb(string need) => _desk.Book.Find<Climb>(need)!;

    private sealed record MovedTerms(ITerms Terms, Ladder Ladder) : ITerms
    {
        public Practice.Calendars.WorkCalendar Calendar => Terms.Calendar;

        public Practice.Calendars.TimeLimits Limits => Terms.Limits;

        public CategoryTerms? Category(string code) => Terms.Category(code);
    }

    private Interview Interview(int n) => _desk.Book.Find<Interview>(Practice.Units.Interview.IdOf(n))!;

    private static LadderStep Step(Need need, DateTimeOffset now) => LadderRules.StepOf(need, Desk.Terms, now);

    private string? Do(Func<Draft, Refusal?> decide) => _desk.Do(decide)?.Code;
}
