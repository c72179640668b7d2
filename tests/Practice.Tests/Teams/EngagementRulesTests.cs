using System.Text.Json;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

public sealed class EngagementRulesTests
{
    [Fact]
    public void An_offer_stands_in_the_teams_list_until_it_is_answered()
    {
        var draft = Founded().Offer(1);

        Assert.Equal(new Facets(true, "offered", "lifeService", "normal", DueAt: At(4, 8)), draft.Engagement(1).Facets);
        Assert.Equal(1, TeamViews.Card(Committed(draft), TeamId, Monday)?.Load);
    }

    [Fact]
    public void The_same_offer_again_changes_nothing() => Assert.True(Founded().Offer(1).Then().Offer(1).IsEmpty);

    [Fact]
    public void Asked_time_is_reserved_and_told_to_the_orders_owner()
    {
        var draft = Founded().Offer(1, people: 2).Then().Ask(1, Slot(9, 11), people: 2);

        Assert.Equal((Ids.UnitStream("321203001200"), new Reserved(Order(1), Slot(9, 11), 2)), Assert.Single(draft.Messages));
        Assert.Equal(("reserved", null), (draft.Engagement(1).Status, draft.Engagement(1).Facets.DueAt));
        Assert.Single(draft.Reports);
    }

    [Fact]
    public void Asked_twice_for_one_order_the_team_answers_with_what_it_has()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then().Ask(1, Slot(14, 16), people: 3);

        Assert.Equal(new Reserved(Order(1), Slot(9, 11), 1), draft.Answer());
        Assert.Equal(Slot(9, 11), draft.Engagement(1).Slot);
    }

    [Fact]
    public void A_reservation_beyond_capacity_is_refused_as_full()
    {
        var draft = Founded(capacity: 2).Ask(1, Slot(9, 11), people: 2).Then().Ask(2, Slot(10, 12));

        Assert.Equal(new ReservationRefused(Order(2), "team.full"), draft.Answer());
        Assert.Null(draft.Engagement(2).Slot);
        Assert.Empty(draft.Reports);
    }

    [Fact]
    public void An_inactive_team_keeps_its_promise_and_makes_no_new_one()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then();
        TeamRules.Edit(draft, TeamId, new(Active: false), null);

        Assert.Equal(new Reserved(Order(1), Slot(9, 11), 1), draft.Then().Ask(1, Slot(9, 11)).Answer());
        Assert.Equal(new ReservationRefused(Order(2), "team.inactive"), draft.Then().Ask(2, Slot(9, 11)).Answer());
    }

    [Fact]
    public void Agreed_time_may_lie_outside_the_weekly_hours_but_not_in_an_absence()
    {
        var draft = Founded(availability: [new(6, 9 * 60, 11 * 60)]);
        TeamRules.Edit(draft, TeamId, new(Exceptions: [Slot(14, 18)]), null);

        Assert.Equal(new Reserved(Order(1), Slot(9, 11), 1), draft.Then().Ask(1, Slot(9, 11)).Answer());
        Assert.Equal(new ReservationRefused(Order(2), "team.away"), draft.Then().Ask(2, Slot(13, 15)).Answer());
    }

    [Fact]
    public void Without_an_agreed_time_the_first_free_stretch_within_the_hours_is_kept()
    {
        var draft = Founded(capacity: 1, availability: [new(2, 9 * 60, 12 * 60), new(6, 9 * 60, 12 * 60)]);

        Assert.Equal(new Reserved(Order(1), Slot(9, 11), 1), draft.Ask(1, null).Answer());
        Assert.Equal(new Reserved(Order(2), Slot(9, 11, day: 7), 1), draft.Then().Ask(2, null).Answer());
        Assert.Equal(new ReservationRefused(Order(3), "team.full"), draft.Then().Ask(3, null, duration: TimeSpan.FromHours(4)).Answer());
    }

    [Fact]
    public void A_team_without_hours_of_its_own_is_not_sent_out_at_night()
    {
        var draft = Founded().Then(At(3, 21)).Offer(1).Then();

        Assert.Equal(new Reserved(Order(1), Slot(8, 10, day: 4), 1), draft.Ask(1, null).Answer());
    }

    [Fact]
    public void What_cannot_wait_is_gone_to_at_night_too()
    {
        var draft = Founded().Then(At(3, 21)).Offer(1, urgency: Urgency.Urgent).Then();

        Assert.Equal(new Reserved(Order(1), Slot(21, 23), 1), draft.Ask(1, null).Answer());
    }

    [Fact]
    public void A_promise_concerns_only_what_is_to_come()
    {
        var draft = Founded().Then(At(3, 10));

        Assert.Equal(new Reserved(Order(1), Slot(10, 11), 1), draft.Then().Ask(1, Slot(9, 11)).Answer());
        Assert.Equal(new ReservationRefused(Order(2), "slot.past"), draft.Then().Ask(2, Slot(8, 10)).Answer());
    }

    [Fact]
    public void An_order_that_ends_before_its_time_frees_all_of_it()
    {
        var draft = Founded(capacity: 1).Ask(1, Slot(9, 11)).Then().End(1, Monday, "cancelled");

        Assert.Equal(("cancelled", null, true), (draft.Engagement(1).Outcome, draft.Engagement(1).Slot, draft.Engagement(1).Closed));
        Assert.IsType<Reserved>(draft.Then().Ask(2, Slot(9, 11)).Answer());
    }

    [Fact]
    public void An_order_that_ends_early_frees_the_rest_of_its_time()
    {
        var draft = Founded(capacity: 1).Ask(1, Slot(9, 12)).Then(At(3, 10)).End(1, At(3, 11));

        Assert.Equal((Slot(9, 11), false, At(3, 11)), (draft.Engagement(1).Slot, draft.Engagement(1).Closed, draft.Engagement(1).Facets.WakeAt));
        Assert.IsType<ReservationRefused>(draft.Then().Ask(2, Slot(10, 12)).Answer());
        Assert.IsType<Reserved>(draft.Then().Ask(3, Slot(11, 12)).Answer());
    }

    [Fact]
    public void What_has_ended_is_closed_when_its_time_is_past()
    {
        var draft = Founded().Ask(1, Slot(9, 12)).Then(At(3, 10)).End(1, At(3, 11)).Then(At(3, 11));

        EngagementRules.Close(draft, Order(1));

        Assert.False(draft.Engagement(1).Facets.Open);
        Assert.Null(draft.Engagement(1).Facets.WakeAt);
    }

    [Fact]
    public void A_promise_that_is_asked_for_after_the_end_is_refused()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then().End(1, Monday).Then();

        Assert.Equal(new ReservationRefused(Order(1), "order.ended"), draft.Ask(1, Slot(9, 11)).Answer());
    }

    [Fact]
    public void Work_that_moves_on_keeps_its_time()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then();

        EngagementRules.Move(draft, draft.Team(), new(Order(1), "inService"));

        Assert.Equal(("inService", Slot(9, 11)), (draft.Engagement(1).Status, draft.Engagement(1).Slot));
        Assert.Empty(draft.Reports);
    }

    [Fact]
    public void Work_that_is_redone_is_in_hand_again()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then(At(3, 11)).End(1, At(3, 11)).Then();

        EngagementRules.Move(draft, draft.Team(), new(Order(1), "redo"));

        Assert.Equal(("redo", null, true), (draft.Engagement(1).Status, draft.Engagement(1).Outcome, draft.Engagement(1).Facets.Open));
        Assert.Equal(1, TeamViews.Card(Committed(draft), TeamId, draft.Now)?.Load);
        Assert.Single(draft.Reports);
    }

    [Fact]
    public void A_changed_rating_adds_its_difference()
    {
        var draft = Founded();
        EngagementRules.Rate(draft, draft.Team(), new(Order(1), 2, 1));
        EngagementRules.Rate(draft, draft.Team(), new(Order(1), 3, 0));

        Assert.Equal((5, 1), (draft.Team().RatingSum, draft.Team().RatingCount));
        Assert.Single(draft.Reports);
    }

    [Fact]
    public void The_card_survives_its_way_as_JSON()
    {
        var book = Committed(Founded().Offer(1).Then().Ask(2, Slot(9, 11), people: 2));

        var read = JsonSerializer.Deserialize<TeamCard>(JsonSerializer.Serialize(TeamViews.Card(book, TeamId, Monday), Json.Persisted), Json.Persisted)!;

        Assert.Equal((book.Version, 2, Unit, UnitPath), (read.TeamVersion, read.Load, read.Unit, read.UnitPath));
        Assert.Equal(new Reservation(Order(2), Slot(9, 11), 2), Assert.Single(read.Reserved));
    }

    [Fact]
    public void The_schedule_shows_what_touches_the_time_from_now_on()
    {
        var book = Committed(Founded().Ask(1, Slot(9, 11)).Then().Ask(2, Slot(9, 11, day: 4)));

        Assert.Equal([Order(1), Order(2)], TeamViews.Between(book, TeamId, new(Monday, At(9, 8)), Monday)!.Entries.Select(e => e.Order));
        Assert.Equal([Order(2)], TeamViews.Between(book, TeamId, new(Monday, At(9, 8)), At(3, 11))!.Entries.Select(e => e.Order));
        Assert.Empty(TeamViews.Between(book, TeamId, new(At(3, 11), At(4, 9)), Monday)!.Entries);
    }
}
