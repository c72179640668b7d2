using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>Several are asked at once where it is urgent (real people, point 2), and nobody comes whom nobody needs.</summary>
public sealed class ParallelOfferTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void An_urgent_need_asks_three_at_once_and_one_that_is_not_asks_one()
    {
        Found(4);

        Assert.Equal((3, true), (Live(Dispatched(Urgency.Urgent)).Count, Live(Dispatched(Urgency.Urgent)).TrueForAll(order => order.Parallel && order.Lead)));
        Assert.Equal((1, false), (Live(Dispatched(Urgency.Priority)).Count, Live(Dispatched(Urgency.Priority))[0].Parallel));
    }

    [Fact]
    public void Who_cannot_do_all_of_it_is_not_asked_at_once_with_others()
    {
        Found(1, capacity: 3);
        _desk.Found(Desk.Unit + "-T007", capacity: 1);

        var order = Assert.Single(Live(Dispatched(Urgency.Urgent, people: 2)));

        Assert.Equal((Desk.Unit + "-T001", false), (order.Team, order.Parallel));
    }

    [Fact]
    public void The_search_goes_on_when_the_last_of_them_has_said_no()
    {
        Found(5);
        var need = Dispatched(Urgency.Urgent);
        var asked = Live(need);
        foreach (var order in asked.Take(2))
            Assert.Null(_desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, order.Id, "没空")));
        Assert.Equal(asked[2].Id, Assert.Single(Live(need)).Id);

        Assert.Null(_desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, asked[2].Id, "没空")));

        Assert.Equal("321203001", _desk.Need(need).Owner);
        Assert.Equal("declinedTwice", Assert.IsType<HelpSought>(_desk.Last!.Messages[^1].Message).Reason);
    }

    [Fact]
    public void Another_is_taken_when_the_first_turns_out_to_be_full()
    {
        Found(3);
        var need = Dispatched(Urgency.Urgent);
        var (first, second) = (Live(need)[0].Id, Live(need)[1].Id);
        Assert.Null(Accept(first));
        Assert.Equal("order.taken", Accept(second));

        Take(draft => OrderRules.Take(draft, Desk.Terms, new ReservationRefused(first, "team.full")));
        _desk.Accept(second);

        Assert.Equal(NeedStatus.Accepted, _desk.Need(need).Status);
        Assert.Equal(second, Assert.Single(Live(need)).Id);
    }

    [Fact]
    public void A_level_above_names_several_at_once_too_and_each_is_asked_for_all_of_it()
    {
        var need = Dispatched(Urgency.Urgent, people: 2);
        var sought = Assert.IsType<HelpSought>(_desk.Last!.Messages[^1].Message);
        var above = new Desk("321203001", "/3212/321203/321203001/");
        foreach (var n in new[] { 1, 2 })
            above.Found($"321203001-T00{n}", capacity: 2, unit: "321203001", path: "/3212/321203/321203001/");
        above.Do(draft =>
        {
            CoordinationRules.Take(draft, Desk.Terms, Ids.UnitStream(Desk.Unit), sought);
            return null;
        });
        var found = Assert.IsType<HelpFound>(above.Last!.Messages[^1].Message);
        Assert.True(found.Parallel);

        Take(draft => SearchRules.Answered(draft, Desk.Terms, "321203001", found));

        Assert.Equal([(2, true), (2, true)], Live(need).Select(order => (order.People, order.Parallel)));
    }

    [Fact]
    public void An_open_offer_that_nobody_grabs_goes_up_by_itself()
    {
        Found(2);
        var need = _desk.Verified();
        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Grab })));
        var offers = Live(need);
        Assert.Equal(2, offers.Count);

        _desk.Now = offers[0].AnswerBy;
        foreach (var offer in offers)
            Take(draft => OrderRules.Expire(draft, Desk.Terms, OrderRules.Find(draft, offer.Id)!));

        Assert.Equal("321203001", _desk.Need(need).Owner);
    }

    private void Found(int count, int capacity = 3)
    {
        for (var n = 1; n <= count; n++)
            _desk.Found($"{Desk.Unit}-T00{n}", capacity: capacity);
    }

    private string Dispatched(Urgency urgency, int people = 1)
    {
        var id = _desk.Submit(people: people);
        Assert.Null(_desk.Do(draft => NeedRules.Verify(draft, Desk.Terms, id, new() { Decision = Verdict.Accept, Urgency = urgency })));
        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Auto })));
        return id;
    }

    private List<WorkOrder> Live(string need) => [.. _desk.Need(need).Orders.Select(id => _desk.Book.Find<WorkOrder>(id)!).Where(order => order.IsLive)];

    private string? Accept(string id) => _desk.Do(draft => OrderRules.Accept(draft, Desk.Terms, id, new()))?.Code;

    private void Take(Action<Draft> take) => _desk.Do(draft =>
    {
        take(draft);
        return null;
    });
}
