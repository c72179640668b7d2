using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>Which step an order takes in which state, at the very limits.</summary>
public sealed class OrderStepTests
{
    private const string Other = Desk.Unit + "-T002", None = Desk.Unit + "-W000099";

    private readonly Desk _desk = new();

    public OrderStepTests()
    {
        _desk.Found();
        _desk.Found(Other);
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        foreach (var step in new Func<Draft, Refusal?>[]
        {
            d => OrderRules.Accept(d, Desk.Terms, None, new()), d => OrderRules.Decline(d, Desk.Terms, None, "x"), d => OrderRules.Start(d, None), d => OrderRules.Report(d, None, Report()),
            d => OrderRules.Confirm(d, Desk.Terms, None), d => OrderRules.Redo(d, None, "x"), d => OrderRules.Return(d, None, "x"), d => OrderRules.RefuseReturn(d, None, "x"),
            d => OrderRules.Release(d, Desk.Terms, None, "x", null),
        })
            Assert.Equal("order.notFound", _desk.Do(step)?.Code);
    }

    [Fact]
    public void An_offer_can_be_taken_until_its_time_is_over()
    {
        var (id, late) = (Offered(), Offered());
        var answerBy = Order(id).AnswerBy;
        _desk.Now = answerBy.AddTicks(-1);
        Expire(id);
        Assert.Null(Accept(id, new()));
        Assert.Null(Accept(id, new()));
        Assert.Equal(OrderStatus.Accepting, Order(id).Status);

        _desk.Now = answerBy;
        Assert.Equal("order.expired", Accept(late, new()));
        Expire(late);
        Assert.Equal(OrderStatus.Expired, Order(late).Status);
        Assert.Equal("order.expired", Accept(late, new()));
        Assert.Equal("order.state", _desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, late, "x"))?.Code);
    }

    [Fact]
    public void A_leader_names_a_time_that_ends_after_it_begins_and_is_not_past()
    {
        var id = Offered();
        var now = _desk.Now;

        Assert.Equal("slot.invalid", Accept(id, new(now.AddHours(1), null)));
        Assert.Equal("slot.invalid", Accept(id, new(null, now.AddHours(1))));
        Assert.Equal("slot.invalid", Accept(id, new(now.AddHours(1), now.AddHours(1))));
        Assert.Equal("slot.invalid", Accept(id, new(now.AddHours(-1), now)));
        Assert.Equal("people.invalid", Accept(id, new(People: 0)));
        Assert.Equal("people.invalid", Accept(id, new(People: 2)));
        Assert.Null(Accept(id, new(now.AddHours(1), now.AddHours(2), 1, ByPhone: true)));

        Assert.True(Order(id).AnsweredByPhone);
        Assert.Equal(new TimeSlot(now.AddHours(1), now.AddHours(2)), Assert.IsType<Practice.Teams.ReservationAsked>(Assert.Single(_desk.Last!.Messages).Message).Slot);
    }

    [Fact]
    public void Declining_says_why_and_counts_against_nobody_twice()
    {
        var id = Offered();

        Assert.Equal("reason.missing", _desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, id, " "))?.Code);
        Assert.Null(_desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, id, "农忙")));
        Assert.Null(_desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, id, "农忙")));

        Assert.Equal((OrderStatus.Declined, "农忙"), (Order(id).Status, Order(id).Reason));
    }

    [Fact]
    public void Work_goes_its_way_and_no_other()
    {
        var id = Offered();
        Assert.Equal("order.state", Do(d => OrderRules.Start(d, id)));
        Assert.Equal("order.state", Do(d => OrderRules.Report(d, id, Report())));
        Assert.Equal("order.state", Do(d => OrderRules.Confirm(d, Desk.Terms, id)));
        Assert.Equal("order.state", Do(d => OrderRules.Return(d, id, "x")));
        Assert.Equal("order.state", Do(d => OrderRules.RefuseReturn(d, id, "x")));
        Assert.Equal("order.state", Do(d => OrderRules.Redo(d, id, "x")));
        _desk.Accept(id);
        Assert.Equal((OrderStatus.Accepted, NeedStatus.Accepted), (Order(id).Status, Need(id).Status));

        Assert.Equal("reason.missing", Do(d => OrderRules.Return(d, id, "")));
        Assert.Null(Do(d => OrderRules.Return(d, id, "病了")));
        Assert.True(Order(id).ReturnAsked);
        Assert.Null(Do(d => OrderRules.RefuseReturn(d, id, "人手够")));
        Assert.Equal((false, "人手够"), (Order(id).ReturnAsked, Order(id).Reason));

        Assert.Null(Do(d => OrderRules.Start(d, id)));
        Assert.Null(Do(d => OrderRules.Start(d, id)));
        Assert.Equal((OrderStatus.InService, NeedStatus.InService), (Order(id).Status, Need(id).Status));
        Assert.Null(Do(d => OrderRules.Report(d, id, Report())));
        Assert.Equal("order.state", Do(d => OrderRules.Report(d, id, Report())));
        Assert.Null(Do(d => OrderRules.Redo(d, id, "没通")));
        Assert.Equal(OrderStatus.Redo, Order(id).Status);
        Assert.Null(Do(d => OrderRules.Start(d, id)));
        Assert.Null(Do(d => OrderRules.Report(d, id, Report())));
        Assert.Null(Do(d => OrderRules.Confirm(d, Desk.Terms, id)));
        Assert.Null(Do(d => OrderRules.Confirm(d, Desk.Terms, id)));

        Assert.Equal((OrderStatus.Confirmed, NeedStatus.Done, _desk.Now), (Order(id).Status, Need(id).Status, Need(id).DoneAt));
        Assert.Equal("order.state", Do(d => OrderRules.Release(d, Desk.Terms, id, "x", null)));
        Assert.Equal("order.state", Do(d => OrderRules.Decline(d, Desk.Terms, id, "x")));
    }

    [Theory]
    [InlineData(-1, 0, 0, "participants.invalid")]
    [InlineData(0, 2000, 9, null)]
    [InlineData(10_000, 0, 0, null)]
    [InlineData(10_001, 0, 0, "participants.invalid")]
    [InlineData(1, 2001, 0, "report.tooLong")]
    [InlineData(1, 0, 10, "report.tooLong")]
    public void A_report_keeps_its_limits(int participants, int note, int photos, string? code)
    {
        var id = Offered();
        _desk.Accept(id);

        Assert.Equal(code, Do(d => OrderRules.Report(d, id, new(WorkOutcome.Fulfilled, new string('记', note), participants, [.. Enumerable.Repeat("file", photos)]))));
    }

    [Fact]
    public void A_released_order_goes_to_the_team_that_is_named()
    {
        var id = Offered();
        _desk.Accept(id);

        Assert.Equal("reason.missing", Do(d => OrderRules.Release(d, Desk.Terms, id, " ", null)));
        Assert.Equal("team.invalid", Do(d => OrderRules.Release(d, Desk.Terms, id, "病了", "nobody")));
        Assert.Equal("team.invalid", Do(d => OrderRules.Release(d, Desk.Terms, id, "病了", Desk.Team)));
        Assert.Null(Do(d => OrderRules.Release(d, Desk.Terms, id, "病了", Other)));

        Assert.Equal((OrderStatus.Released, "病了"), (Order(id).Status, Order(id).Reason));
        var need = Need(id);
        var next = Order(need.Orders[^1]);
        Assert.Equal((NeedStatus.Dispatching, Other, OrderStatus.Offered, false), (need.Status, next.Team, next.Status, need.Search!.Automatic));
        Assert.Contains(Desk.Team, need.Search.Tried);
    }

    [Fact]
    public void A_team_that_could_not_keep_the_time_makes_room_for_the_next()
    {
        var id = Offered();
        Assert.Null(Accept(id, new()));

        Assert.Null(_desk.Do(draft =>
        {
            OrderRules.Take(draft, Desk.Terms, new Practice.Teams.ReservationRefused(id, "team.full"));
            return null;
        }));

        Assert.Equal((OrderStatus.Declined, "team.full"), (Order(id).Status, Order(id).Reason));
    }

    private string Offered()
    {
        var need = _desk.Verified();
        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Offer, Team = Desk.Team })));
        return _desk.Order(need);
    }

    private static ReportOrder Report() => new(WorkOutcome.Fulfilled, null, 1, []);

    private WorkOrder Order(string id) => _desk.Book.Find<WorkOrder>(id)!;

    private Need Need(string order) => _desk.Need(Order(order).Need);

    private string? Do(Func<Draft, Refusal?> step) => _desk.Do(step)?.Code;

    private string? Accept(string id, AcceptOrder command) => _desk.Do(draft => OrderRules.Accept(draft, Desk.Terms, id, command))?.Code;

    private void Expire(string id) => _desk.Do(draft =>
    {
        OrderRules.Expire(draft, Desk.Terms, OrderRules.Find(draft, id)!);
        return null;
    });
}
