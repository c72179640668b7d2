using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Activities.Ground;
using Hours = Practice.Tests.Teams.Hours;

namespace Practice.Tests.Activities;

/// <summary>An activity from the draft to the public page, and off it.</summary>
public sealed class ActivityRulesTests
{
    [Fact]
    public void Nobody_reviews_what_he_has_written()
    {
        var own = Drafted();
        Assert.Equal("review.own", ActivityRules.Review(own, new(true, null))?.Code);

        var edited = Drafted().Then(actor: "clerk");
        ActivityRules.Edit(edited, new() { Description = "带手套" }, null);
        edited = edited.Then(actor: "clerk");
        Assert.Equal("review.own", ActivityRules.Review(edited, new(true, null))?.Code);
        Assert.Null(ActivityRules.Review(edited.Then(actor: "clerk 2"), new(true, null)));
    }

    [Fact]
    public void Nothing_is_published_without_its_risks_in_words()
    {
        var draft = Drafted(Content() with { RiskStatement = " " }).Then(actor: "clerk");

        Assert.Equal("risk.missing", ActivityRules.Review(draft, new(true, null))?.Code);
    }

    [Theory]
    [InlineData("positions.missing")]
    [InlineData("location.missing")]
    [InlineData("sessions.missing")]
    [InlineData("session.past")]
    [InlineData("safeguards.missing")]
    public void What_a_notice_must_say_is_asked_for(string code)
    {
        var content = Content();
        content = code switch
        {
            "positions.missing" => content with { Positions = [] },
            "location.missing" => content with { Location = new() },
            "sessions.missing" => content with { Sessions = [] },
            "session.past" => content with { Sessions = [new(Monday.AddHours(-2), Monday.AddHours(-1))] },
            _ => content with { Risk = RiskLevel.Dangerous },
        };

        Assert.Equal(code, ActivityRules.Review(Drafted(content).Then(actor: "clerk"), new(true, null))?.Code);
    }

    [Fact]
    public void An_edit_after_the_review_asks_for_another()
    {
        var draft = Drafted().Then(actor: "clerk");
        ActivityRules.Review(draft, new(true, null));
        draft = draft.Then();

        ActivityRules.Edit(draft, new() { Title = "清河道和打捞" }, null);

        draft = draft.Then();
        Assert.Equal(ActivityState.Draft, draft.Activity().State);
        Assert.Equal("activity.state", ActivityRules.Publish(draft)?.Code);
    }

    [Fact]
    public void What_is_published_has_its_sessions_and_is_recruiting()
    {
        var draft = Published(Content(rule: "FREQ=WEEKLY;COUNT=3"));

        Assert.Equal((ActivityState.Recruiting, 3, Saturday.From), (draft.Activity().State, draft.Activity().LastSession, draft.Activity().NextStart));
        Assert.All(draft.Book.All<ActivitySession>(), s => Assert.Equal((SessionState.Planned, 3, 0), (s.State, s.Seats[0].Headcount, s.Seats[0].Taken)));
    }

    [Fact]
    public void Until_sign_up_opens_it_is_only_published_and_then_recruits_by_itself()
    {
        var draft = Published(Content() with { SignUpFrom = At(4, 8) });
        Assert.Equal((ActivityState.Published, (DateTimeOffset?)At(4, 8)), (draft.Activity().State, draft.Activity().Facets.WakeAt));
        Assert.Equal("signUp.notYet", PlaceRules.Ask(draft.Book, 1, null, Number(1), draft.Now, out _)?.Code);

        draft = draft.Then(At(4, 8));
        ActivityMail.Due(draft, draft.Activity());

        Assert.Equal(ActivityState.Recruiting, draft.Then().Activity().State);
    }

    [Fact]
    public void What_people_have_read_is_not_rewritten_under_them()
    {
        var draft = Published();

        var refused = ActivityRules.Edit(draft, new() { Title = "别的事", Risk = RiskLevel.None }, null);
        var allowed = ActivityRules.Edit(draft, new() { MeetingPoint = "码头东侧" }, draft.Activity().Version);

        Assert.Equal("activity.public", refused?.Code);
        Assert.Equal(["title", "risk"], refused!.Subjects!);
        Assert.Null(allowed);
    }

    [Fact]
    public void An_edit_upon_an_older_version_is_refused() =>
        Assert.Equal(RefusalKind.Stale, ActivityRules.Edit(Drafted(), new() { Title = "新" }, 999)?.Kind);

    [Fact]
    public void It_is_full_when_every_seat_is_taken_and_recruits_again_when_one_is_free()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then();
        Assert.Equal(ActivityState.Full, draft.Activity().State);

        PlaceRules.Withdraw(draft, 1, Number(1), null);

        Assert.Equal(ActivityState.Recruiting, draft.Then().Activity().State);
    }

    [Fact]
    public void Calling_it_off_tells_everybody_who_has_a_place_or_waits_for_one()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2, 7).Draft.Then();

        Assert.Equal("reason.missing", ActivityRules.Cancel(draft, " ")?.Code);
        Assert.Null(ActivityRules.Cancel(draft, "台风"));

        Assert.Equal([(1L, "cancelled"), (7L, "cancelled")], draft.Told<PlaceEnded>().Select(m => (m.Hold, m.Reason)).Order());
        draft = draft.Then();
        Assert.Equal((ActivityState.Cancelled, SessionState.Cancelled), (draft.Activity().State, draft.Session().State));
        Assert.All(draft.Book.All<Enrolment>(), e => Assert.Equal((PlaceState.Cancelled, false), (e.State, e.Facets.Open)));
    }

    [Fact]
    public void Dangerous_work_does_not_start_without_a_policy_and_starts_once_there_is_one()
    {
        var draft = Published(Content() with { Risk = RiskLevel.Dangerous, Safeguards = "救生衣" }).SignUp(1).Draft.Then(Saturday.From);
        SessionRules.Due(draft, draft.Activity(), draft.Session());
        draft = draft.Then(Saturday.From.AddMinutes(5));
        Assert.True(draft.Session() is { State: SessionState.Planned, Halted: true });
        Assert.Equal("insurance.missing", CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret)?.Code);

        Assert.Null(ActivityRules.Edit(draft, new() { InsurancePolicy = "PICC-2026-1" }, null));

        draft = draft.Then();
        Assert.Equal((SessionState.Running, ActivityState.Running), (draft.Session().State, draft.Activity().State));
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret));
    }

    [Fact]
    public void Dangerous_work_that_never_had_a_policy_is_off_when_its_time_is_over()
    {
        var draft = Published(Content() with { Risk = RiskLevel.Dangerous, Safeguards = "救生衣" }).SignUp(1).Draft.Then(Saturday.Until);

        SessionRules.Due(draft, draft.Activity(), draft.Session());

        Assert.Equal("cancelled", Assert.Single(draft.Told<PlaceEnded>()).Reason);
        Assert.Equal((SessionState.Cancelled, "insurance.missing"), (draft.Session().State, draft.Session().Reason));
    }

    [Fact]
    public void A_time_that_somebody_has_kept_is_not_moved_and_a_headcount_holds_those_who_have_places()
    {
        var draft = Published().SignUp(1).Draft.Then();

        Assert.Equal("session.taken", SessionRules.Edit(draft, 1, new(At(8, 9), At(8, 11), null), null)?.Code);
        Assert.Equal("headcount.tooSmall", SessionRules.Edit(draft, 1, new(null, null, new Dictionary<string, int> { [Litter] = 0 }.ToImmutable()), null)?.Code);
        Assert.Null(SessionRules.Edit(draft, 1, new(null, null, new Dictionary<string, int> { [Litter] = 1 }.ToImmutable()), null));
    }

    [Fact]
    public void An_activity_carries_out_only_an_order_that_the_team_has_accepted()
    {
        var team = Hours.Founded();
        Assert.Equal("order.notTaken", FoundingRules.ForTeam(team, Hours.TeamId, Content() with { Order = Hours.Order(1) }, out _)?.Code);

        Hours.Offer(team, 1);
        Assert.Equal("order.notTaken", FoundingRules.ForTeam(team, Hours.TeamId, Content() with { Order = Hours.Order(1) }, out _)?.Code);
        Hours.Ask(team, 1, Hours.Slot(9, 11));
        Assert.Null(FoundingRules.ForTeam(team, Hours.TeamId, Content() with { Order = Hours.Order(1) }, out var id));

        var told = Assert.Single(team.Told<ActivityFounded>());
        Assert.Equal((Hours.TeamId + "-A001", "321203001200-N000001"), (id, told.Need));
        Assert.Equal(1, team.Book.Find<Team>(Hours.TeamId)!.LastActivity);
    }
}

file static class Maps
{
    public static System.Collections.Immutable.ImmutableDictionary<string, int> ToImmutable(this Dictionary<string, int> map) => System.Collections.Immutable.ImmutableDictionary.CreateRange(map);
}
