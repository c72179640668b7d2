using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>Places: given, waited for, offered, given back.</summary>
public sealed class PlaceRulesTests
{
    [Fact]
    public void A_place_is_given_while_there_are_seats_then_there_is_a_list_to_wait_on()
    {
        var draft = Published(Content(1));

        draft = draft.SignUp(1, 5).Draft.Then();
        var (waiting, subject) = draft.SignUp(2, 9);

        var told = Assert.Single(waiting.Told<PlaceDecided>());
        Assert.Equal((PlaceState.Waiting, 9L), (told.State, told.Hold));
        draft = waiting.Then();
        Assert.Equal((PlaceState.Given, PlaceState.Waiting), (draft.Place(1)!.State, draft.Place(2)!.State));
        Assert.Equal((1, 1), (draft.Seats().Taken, draft.Seats().Waiting));
        Assert.Equal(0, ActivityViews.Place(draft.Book, subject, draft.Now)!.Ahead);
    }

    [Fact]
    public void Where_even_the_list_is_full_the_hold_is_told_and_nothing_else_changes()
    {
        var draft = Published(Content(1) with { WaitingList = 0 }).SignUp(1).Draft.Then();
        Assert.Equal("session.full", PlaceRules.Ask(draft.Book, 1, null, Number(2), draft.Now, out _)?.Code);

        var (refused, subject) = draft.SignUp(2, 9);

        var told = Assert.Single(refused.Told<PlaceDecided>());
        Assert.Equal((PlaceState.Refused, 9L, "session.full"), (told.State, told.Hold, told.Code));
        Assert.Equal("session.full", ActivityViews.Place(refused.Book, subject, draft.Now)!.Code);
        Assert.Null(refused.Place(2));
    }

    [Fact]
    public void Asking_again_answers_with_the_same_place_under_the_newer_hold()
    {
        var draft = Published().SignUp(1, 5).Draft.Then().SignUp(1, 8).Draft;

        Assert.Equal((PlaceState.Given, 8L), (Assert.Single(draft.Told<PlaceDecided>()).State, draft.Place(1)!.Hold));
        Assert.Equal(1, draft.Then().Seats().Taken);
    }

    [Fact]
    public void A_seat_given_back_is_offered_to_the_first_who_waits_and_is_his_by_his_yes()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2).Draft.Then().SignUp(3).Draft.Then();

        Assert.Null(PlaceRules.Withdraw(draft, 1, Number(1), "有事"));

        draft = draft.Then();
        Assert.Equal((PlaceState.Withdrawn, PlaceState.Offered, PlaceState.Waiting), (draft.Place(1)!.State, draft.Place(2)!.State, draft.Place(3)!.State));
        Assert.Equal(draft.Now.AddHours(12), draft.Place(2)!.ConfirmBy);
        Assert.Equal((1, 1), (draft.Seats().Taken, draft.Seats().Waiting));
        draft = draft.SignUp(2, 4).Draft.Then();
        Assert.Equal((PlaceState.Given, (DateTimeOffset?)null), (draft.Place(2)!.State, draft.Place(2)!.ConfirmBy));
    }

    [Fact]
    public void An_offer_without_an_answer_goes_to_the_next()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2).Draft.Then().SignUp(3).Draft.Then();
        PlaceRules.Withdraw(draft, 1, Number(1), null);
        draft = draft.Then();

        draft = draft.Then(draft.Place(2)!.ConfirmBy!.Value);
        ActivityMail.Due(draft, draft.Place(2)!);

        Assert.Equal("lapsed", Assert.Single(draft.Told<PlaceEnded>()).Reason);
        draft = draft.Then();
        Assert.Equal((PlaceState.Lapsed, PlaceState.Offered), (draft.Place(2)!.State, draft.Place(3)!.State));
        Assert.Equal((1, 0), (draft.Seats().Taken, draft.Seats().Waiting));
    }

    [Fact]
    public void A_family_has_its_seats_together_or_waits_together()
    {
        var draft = Published(Content(3)).SignUp(1).Draft.Then();

        draft = draft.SignUp(10, 1, children: 1, 11).Draft.Then();
        Assert.Equal((PlaceState.Waiting, PlaceState.Waiting, 3), (draft.Place(10)!.State, draft.Place(11)!.State, draft.Seats().Waiting));
        Assert.Equal(Number(10), draft.Place(11)!.Guardian);

        PlaceRules.Withdraw(draft, 1, Number(1), null);
        draft = draft.Then();
        Assert.Equal((PlaceState.Offered, PlaceState.Offered, 3, 0), (draft.Place(10)!.State, draft.Place(11)!.State, draft.Seats().Taken, draft.Seats().Waiting));
        draft = draft.SignUp(10, 2, children: 1, 11).Draft.Then();
        Assert.Equal((PlaceState.Given, PlaceState.Given), (draft.Place(10)!.State, draft.Place(11)!.State));

        PlaceRules.Withdraw(draft, 1, Number(10), null);
        draft = draft.Then();
        Assert.Equal((PlaceState.Withdrawn, PlaceState.Withdrawn, 0), (draft.Place(10)!.State, draft.Place(11)!.State, draft.Seats().Taken));
    }

    [Fact]
    public void A_small_party_passes_one_that_is_too_large_for_what_is_free()
    {
        var draft = Published(Content(2)).SignUp(1).Draft.Then().SignUp(2).Draft.Then().SignUp(10, 1, children: 1).Draft.Then().SignUp(3).Draft.Then();

        PlaceRules.Withdraw(draft, 1, Number(1), null);

        draft = draft.Then();
        Assert.Equal((PlaceState.Waiting, PlaceState.Offered), (draft.Place(10)!.State, draft.Place(3)!.State));
    }

    [Theory]
    [InlineData(RiskLevel.Dangerous, AgeClass.Under18, true, "age.dangerous")]
    [InlineData(RiskLevel.Low, AgeClass.Under8, true, "age.tooYoung")]
    [InlineData(RiskLevel.Low, AgeClass.Under14, false, "guardian.missing")]
    public void Whatever_a_calendar_lets_through_minors_are_kept_from_what_is_not_for_them(RiskLevel risk, AgeClass age, bool consent, string code)
    {
        var draft = Published(Content() with { Risk = risk, Safeguards = "救生衣" });

        Assert.Null(PlaceRules.SignUp(draft, 1, new([Card(1, age: age, consent: consent)], 0), out var subject));

        Assert.Equal("refused:" + code, subject);
        Assert.Equal(code, Assert.Single(draft.Told<PlaceDecided>()).Code);
    }

    [Fact]
    public void What_a_position_asks_for_is_asked_of_everybody()
    {
        var draft = Published(Content() with { Positions = [new PositionSpec { Name = Litter, Headcount = 2, Skills = ["swimming"], Trainings = ["firstAid"], RealName = true }] });

        Assert.Equal("refused:realName.missing", Asked(Card(1)));
        Assert.Equal("refused:skill.missing", Asked(Card(1) with { RealName = true }));
        Assert.Equal("refused:training.missing", Asked(Card(1) with { RealName = true, Skills = ["swimming"] }));
        Assert.Equal("1/" + Number(1), Asked(Card(1) with { RealName = true, Skills = ["swimming"], Trainings = ["firstAid"] }));

        string Asked(PlaceCard card)
        {
            var trial = draft.Then();
            Assert.Null(PlaceRules.SignUp(trial, 1, new([card], 0), out var subject));
            return subject;
        }
    }

    [Fact]
    public void A_hold_that_is_over_or_of_another_time_gets_nothing()
    {
        var draft = Published();

        Assert.Null(PlaceRules.SignUp(draft, 1, new([Card(1, until: draft.Now)], 0), out var over));
        Assert.Null(PlaceRules.SignUp(draft, 1, new([Card(1, slot: new(At(7, 8), At(7, 10)))], 0), out var moved));

        Assert.Equal(("refused:hold.over", "refused:session.moved"), (over, moved));
    }

    [Fact]
    public void After_the_cut_off_it_was_left_late_and_once_it_runs_it_cannot_be_left()
    {
        var draft = Published().SignUp(1).Draft.Then().SignUp(2).Draft.Then(Saturday.From.AddHours(-3));

        PlaceRules.Withdraw(draft, 1, Number(1), "病了");
        Assert.Equal("leftLate", Assert.Single(draft.Told<PlaceEnded>()).Reason);

        draft = draft.Then(Saturday.From);
        Assert.Equal("session.started", PlaceRules.Withdraw(draft, 1, Number(2), null)?.Code);
    }

    [Fact]
    public void Members_who_are_invited_keep_their_seats_until_they_answer_or_their_time_is_over()
    {
        var draft = Published(Content(2));
        Assert.Equal("session.full", PlaceRules.Invite(draft, 1, new(Litter, [Number(1), Number(2), Number(3)]))?.Code);
        Assert.Null(PlaceRules.Invite(draft, 1, new(Litter, [Number(1), Number(2)])));
        draft = draft.Then();
        Assert.Equal((2, PlaceState.Invited), (draft.Seats().Taken, draft.Place(1)!.State));

        draft = draft.SignUp(1).Draft.Then().SignUp(3).Draft.Then(draft.Place(2)!.ConfirmBy!.Value);
        ActivityMail.Due(draft, draft.Place(2)!);

        draft = draft.Then();
        Assert.Equal((PlaceState.Given, PlaceState.Lapsed, PlaceState.Offered), (draft.Place(1)!.State, draft.Place(2)!.State, draft.Place(3)!.State));
    }

    [Fact]
    public void An_invitation_to_one_position_is_not_taken_by_the_conditions_of_another()
    {
        PositionSpec[] positions = [new() { Name = Litter, Headcount = 2 }, new() { Name = "救生", Headcount = 1, Skills = ["swimming"] }];
        var draft = Published(Content() with { Positions = [.. positions] });
        Assert.Null(PlaceRules.Invite(draft, 1, new("救生", [Number(1)])));
        draft = draft.Then();

        Assert.Null(PlaceRules.Ask(draft.Book, 1, Litter, Number(1), draft.Now, out var ask));
        Assert.Null(PlaceRules.SignUp(draft, 1, new([Card(1)], 0), out var subject));

        Assert.Equal(("救生", "refused:session.moved"), (ask!.Position, subject));
        Assert.Equal(PlaceState.Invited, draft.Place(1)!.State);
    }

    [Fact]
    public void A_newer_hold_of_a_place_that_waits_is_told_that_it_waits()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2, 1).Draft.Then();

        PlaceRules.Answer(draft, Number(2), new(Ids.Session(Id, 1), Litter, Saturday, 2));

        var told = Assert.Single(draft.Told<PlaceDecided>());
        Assert.Equal((PlaceState.Waiting, 2L), (told.State, told.Hold));
    }

    [Fact]
    public void A_hold_that_asks_is_always_told()
    {
        var draft = Published().SignUp(1, 5).Draft.Then();

        PlaceRules.Answer(draft, Number(1), new(Ids.Session(Id, 1), Litter, Saturday, 5));
        PlaceRules.Answer(draft, Number(2), new(Ids.Session(Id, 1), Litter, Saturday, 3));
        PlaceRules.Answer(draft, Number(1), new(Ids.Session(Id, 9), Litter, Saturday, 2));

        Assert.Equal([PlaceState.Given, PlaceState.Refused, PlaceState.Refused], draft.Told<PlaceDecided>().Select(m => m.State));
    }

    [Fact]
    public void Who_still_waits_when_it_begins_waits_no_longer()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2, 6).Draft.Then(Saturday.From);

        SessionRules.Due(draft, draft.Activity(), draft.Session());

        Assert.Equal(6, Assert.Single(draft.Told<PlaceEnded>()).Hold);
        draft = draft.Then();
        Assert.Equal((SessionState.Running, 1, 0), (draft.Session().State, draft.Seats().Taken, draft.Seats().Waiting));
    }

    [Fact]
    public void More_seats_are_offered_to_those_who_wait()
    {
        var draft = Published(Content(1)).SignUp(1).Draft.Then().SignUp(2).Draft.Then();

        SessionRules.Edit(draft, 1, new(null, null, System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add(Litter, 2)), null);

        Assert.Equal(PlaceState.Offered, draft.Then().Place(2)!.State);
    }
}
