using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Tests.Network;

/// <summary>A need on its way through the levels, on real grains and a real store.</summary>
public sealed class DispatchTests
{
    private static readonly Operation Clerk = Town.Clerk;

    [Fact]
    public async Task The_units_own_team_is_offered_the_need_first()
    {
        await using var town = await Town.Build();
        var own = await town.Found(Town.Station, "邻里互助队");
        await town.Found(Town.Institute, "便民服务支队");
        var need = await town.Need();

        var after = await town.Dispatch(need.Id);

        Assert.Equal(NeedStatus.Dispatching, after.Status);
        Assert.Equal(own, Assert.Single(after.Orders).Team);
        Assert.Equal(Town.Station, after.Owner);
    }

    [Fact]
    public async Task A_need_goes_its_whole_way_and_is_counted_at_every_level()
    {
        await using var town = await Town.Build();
        var team = await town.Found(Town.Station, "邻里互助队");
        var need = await town.Dispatch((await town.Need()).Id);
        var order = need.Orders[0].Id;

        var accepted = await town.Needs().AcceptOrder(Clerk, order, new AcceptOrder());
        Assert.Equal(OrderStatus.Accepted, accepted.Value!.Status);
        Assert.NotNull(accepted.Value.Slot);
        Assert.Equal(NeedStatus.Accepted, (await town.View(need.Id)).Status);
        Assert.Equal(OrderStatus.InService, (await town.Needs().StartOrder(Clerk, order)).Value!.Status);
        Assert.Equal(OrderStatus.Reported, (await town.Needs().ReportOrder(Clerk, order, new(WorkOutcome.Fulfilled, "通了", 1, []))).Value!.Status);
        Assert.Equal(OrderStatus.Confirmed, (await town.Needs().ConfirmOrder(Clerk, order)).Value!.Status);
        var rated = await town.Needs().Rate(Clerk, need.Id, new RateNeed(5, "一个钟头就来了"));
        await town.Settled();

        Assert.Equal(NeedStatus.Rated, rated.Value!.Status);
        Assert.Equal(new RatingView(5, 1), rated.Value.Rating);
        var view = (await town.Team(team).View()).Value!;
        Assert.Equal((5, 1, 0), (view.RatingSum, view.RatingCount, view.Load));
    }

    [Fact]
    public async Task Where_the_station_has_nobody_the_town_is_asked_and_then_the_centre()
    {
        await using var town = await Town.Build();
        var squad = await town.Found(Town.Centre, "光明使者", skills: "electrical");
        var need = await town.Need(category: "lifeService.electrical");

        var after = await town.Dispatch(need.Id);

        Assert.Equal(squad, Assert.Single(after.Orders).Team);
        Assert.Equal(Town.Centre, after.Owner);
        var history = await town.Store.Events(Ids.UnitStream(Town.Station), need.Id, 0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(2, history.Count(e => e.Type == "need.escalated"));
    }

    [Fact]
    public async Task More_helpers_wanted_later_are_looked_for()
    {
        await using var town = await Town.Build();
        var first = await town.Found(Town.Station, "邻里互助队", capacity: 1);
        var need = await town.Dispatch((await town.Need()).Id);
        await town.Needs().AcceptOrder(Clerk, need.Orders[0].Id, new AcceptOrder());
        var second = await town.Found(Town.Station, "敬老助困队", capacity: 2);

        await town.Needs().Edit(Clerk, need.Id, new EditNeed { People = 3 });
        await town.Settled();

        var grown = await town.View(need.Id);
        Assert.Equal(NeedStatus.Dispatching, grown.Status);
        Assert.Equal([first, second], grown.Orders.Select(o => o.Team));
        await town.Needs().AcceptOrder(Clerk, Town.OrderOf(grown, second).Id, new AcceptOrder());
        Assert.Equal(NeedStatus.Accepted, (await town.View(need.Id)).Status);
    }

    [Fact]
    public async Task Fewer_helpers_wanted_later_may_be_enough()
    {
        await using var town = await Town.Build();
        var first = await town.Found(Town.Station, "邻里互助队", capacity: 2);
        var second = await town.Found(Town.Station, "敬老助困队", capacity: 1);
        var need = await town.Dispatch((await town.Need(people: 3)).Id);
        await town.Needs().AcceptOrder(Clerk, Town.OrderOf(need, first).Id, new AcceptOrder());

        await town.Needs().Edit(Clerk, need.Id, new EditNeed { People = 2 });

        var smaller = await town.View(need.Id);
        Assert.Equal(NeedStatus.Accepted, smaller.Status);
        Assert.Equal(OrderStatus.Cancelled, Town.OrderOf(smaller, second).Status);
    }

    [Fact]
    public async Task A_siblings_team_is_borrowed_through_the_common_parent()
    {
        await using var town = await Town.Build();
        var neighbour = await town.Found(Town.Sibling, "菜园子", field: "sciTech");
        var need = await town.Need(category: "sciTech");

        var after = await town.Dispatch(need.Id);

        Assert.Equal(neighbour, Assert.Single(after.Orders).Team);
        Assert.Equal(Town.Institute, after.Owner);
    }

    [Fact]
    public async Task A_team_that_never_leaves_its_unit_is_not_lent_to_a_sibling()
    {
        await using var town = await Town.Build();
        await town.Found(Town.Sibling, "菜园子", field: "sciTech", reach: Reach.Unit);
        var need = await town.Need(category: "sciTech");

        var after = await town.Dispatch(need.Id);

        Assert.Empty(after.Orders);
        Assert.Equal(NeedStatus.Dispatching, after.Status);
        Assert.Equal(Town.Centre, after.Owner);
    }

    [Fact]
    public async Task After_one_decline_the_next_candidate_is_asked_and_after_two_the_next_level()
    {
        await using var town = await Town.Build();
        var first = await town.Found(Town.Station, "甲队", skills: "plumbing");
        var second = await town.Found(Town.Station, "乙队");
        var detachment = await town.Found(Town.Institute, "便民服务支队");
        var need = await town.Dispatch((await town.Need(category: "lifeService.plumbing")).Id);
        Assert.Equal(first, need.Orders[0].Team);

        await town.Needs().DeclineOrder(Clerk, need.Orders[0].Id, "家里有事");
        await town.Settled();
        var afterOne = await town.View(need.Id);
        await town.Needs().DeclineOrder(Clerk, Town.OrderOf(afterOne, second).Id, "人手不够");
        await town.Settled();

        var afterTwo = await town.View(need.Id);
        Assert.Equal(OrderStatus.Offered, Town.OrderOf(afterTwo, detachment).Status);
        Assert.Equal(Town.Institute, afterTwo.Owner);
    }

    [Fact]
    public async Task Where_one_team_is_not_enough_others_assist()
    {
        await using var town = await Town.Build();
        await town.Found(Town.Station, "甲队", capacity: 3);
        await town.Found(Town.Station, "乙队", capacity: 2);
        var need = await town.Dispatch((await town.Need(people: 5)).Id);

        Assert.Equal([true, false], need.Orders.Select(o => o.Lead));
        Assert.Equal(5, need.Orders.Sum(o => o.People));

        foreach (var order in need.Orders)
            await town.Needs().AcceptOrder(Clerk, order.Id, new AcceptOrder());
        Assert.Equal(NeedStatus.Accepted, (await town.View(need.Id)).Status);
    }

    [Fact]
    public async Task A_team_is_not_booked_beyond_its_capacity()
    {
        await using var town = await Town.Build();
        var team = await town.Found(Town.Station, "邻里互助队", capacity: 1);
        var tomorrow = new DateTimeOffset(DateTimeOffset.Parse("2099-01-05T09:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture).Ticks, TimeSpan.FromHours(8));
        var slot = new TimeSlot(tomorrow, tomorrow.AddHours(2));
        var one = await town.Need(wanted: slot);
        var two = await town.Need(wanted: slot, title: "电灯不亮了");
        foreach (var need in new[] { one, two })
            await town.Needs().Dispatch(Clerk, need.Id, new DispatchNeed { Mode = DispatchMode.Offer, Team = team });
        await town.Settled();

        var answers = new List<OrderStatus>();
        foreach (var need in new[] { one, two })
            answers.Add((await town.Needs().AcceptOrder(Clerk, (await town.View(need.Id)).Orders[0].Id, new AcceptOrder())).Value!.Status);

        Assert.Equal([OrderStatus.Accepted, OrderStatus.Declined], answers);
    }

    [Fact]
    public async Task The_first_to_grab_wins_and_the_others_are_told()
    {
        await using var town = await Town.Build();
        var slow = await town.Found(Town.Station, "甲队");
        var quick = await town.Found(Town.Station, "乙队");
        var need = await town.Need();
        await town.Needs().Dispatch(Clerk, need.Id, new DispatchNeed { Mode = DispatchMode.Grab, Teams = [slow, quick] });
        var offers = await town.View(need.Id);

        await town.Needs().AcceptOrder(Clerk, Town.OrderOf(offers, quick).Id, new AcceptOrder());
        var late = await town.Needs().AcceptOrder(Clerk, Town.OrderOf(offers, slow).Id, new AcceptOrder());

        Assert.Equal(RefusalKind.Conflict, late.Refusal!.Kind);
        var after = await town.View(need.Id);
        Assert.Equal(NeedStatus.Accepted, after.Status);
        Assert.Equal(OrderStatus.Cancelled, Town.OrderOf(after, slow).Status);
    }

    [Fact]
    public async Task A_released_order_frees_the_time_and_finds_the_next_team()
    {
        await using var town = await Town.Build();
        var first = await town.Found(Town.Station, "甲队", skills: "plumbing");
        var second = await town.Found(Town.Station, "乙队");
        var need = await town.Dispatch((await town.Need(category: "lifeService.plumbing")).Id);
        await town.Needs().AcceptOrder(Clerk, need.Orders[0].Id, new AcceptOrder());

        await town.Needs().ReleaseOrder(Clerk, need.Orders[0].Id, "队长病了", null);
        await town.Settled();

        var after = await town.View(need.Id);
        Assert.Equal(OrderStatus.Released, Town.OrderOf(after, first).Status);
        Assert.Equal(OrderStatus.Offered, Town.OrderOf(after, second).Status);
        Assert.Equal(0, (await town.Team(first).View()).Value!.Load);
    }

    [Fact]
    public async Task A_repeated_command_answers_the_first_outcome_and_another_body_is_a_mismatch()
    {
        await using var town = await Town.Build();
        var operation = Clerk with { Key = "k1", Fingerprint = "a" };
        var command = new SubmitNeed { Title = "灯不亮", Category = "lifeService", Channel = Channel.Phone };

        var first = await town.Needs().Submit(operation, command);
        var again = await town.Needs().Submit(operation, command);
        var other = await town.Needs().Submit(operation with { Fingerprint = "b" }, command with { Title = "门打不开" });

        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.True(again.Replayed);
        Assert.Equal("idempotency.mismatch", other.Refusal!.Code);
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart_and_an_old_key_is_still_known()
    {
        var town = await Town.Build();
        await town.Found(Town.Station, "邻里互助队");
        var operation = Clerk with { Key = "k1", Fingerprint = "a" };
        var command = new SubmitNeed { Title = "灯不亮", Category = "lifeService", Channel = Channel.Phone };
        var need = (await town.Needs().Submit(operation, command)).Value!;
        await town.Needs().Verify(Clerk, need.Id, new VerifyNeed { Decision = Verdict.Accept });
        var before = await town.Dispatch(need.Id);

        town = await town.Restart();
        await using var _ = town;

        var after = await town.View(need.Id);
        Assert.Equal(before.Orders.Single(), after.Orders.Single());
        Assert.True((await town.Needs().Submit(operation, command)).Replayed);
        Assert.Equal(OrderStatus.Accepted, (await town.Needs().AcceptOrder(Clerk, after.Orders[0].Id, new AcceptOrder())).Value!.Status);
    }
}
