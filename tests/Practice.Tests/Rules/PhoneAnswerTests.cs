using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>The leader does not look at the app (real people, point 2).</summary>
public sealed class PhoneAnswerTests
{
    private static readonly PhoneAnswer Said = new("王*", "138****5678", null);

    private readonly Desk _desk = new();

    public PhoneAnswerTests()
    {
        _desk.Found();
        _desk.Found(Desk.Unit + "-T002");
    }

    [Fact]
    public void A_clerk_records_a_telephone_answer_and_the_leader_sees_who_when_and_which_number()
    {
        var id = Offered();
        var at = _desk.Now.AddMinutes(-5);

        Assert.Equal("answeredBy.invalid", Accept(id, new(null, null, null)));
        Assert.Equal("answeredBy.invalid", Accept(id, Said with { At = _desk.Now.AddTicks(1) }));
        Assert.Equal("answeredBy.invalid", Accept(id, Said with { At = at }));
        _desk.Now = _desk.Now.AddMinutes(5);
        Assert.Null(Accept(id, Said with { At = _desk.Now.AddMinutes(-5) }));

        var seen = Order(id).View();
        Assert.True(seen.AnsweredByPhone);
        Assert.Equal(("王*", "138****5678", _desk.Now.AddMinutes(-5), "tester"), (seen.Phone!.Who, seen.Phone.Number, seen.Phone.At, seen.Phone.RecordedBy));
        Assert.Equal(Desk.At(3, 3, 9), seen.Phone.ContestBy);
    }

    [Fact]
    public void A_leader_contests_within_a_working_day_and_the_desk_has_it_in_its_inbox()
    {
        var id = Taken();
        Assert.Equal("reason.missing", Contest(id, " "));
        Assert.DoesNotContain(Inbox(), item => item.Kind == "contested");

        _desk.Now = Order(id).Phone!.ContestBy.AddTicks(-1);
        Assert.Null(Contest(id, "没人给我打过电话"));
        Assert.Null(Contest(id, "没人给我打过电话"));

        Assert.Equal(id, Assert.Single(Inbox(), item => item.Kind == "contested").Subject);
        var late = Taken();
        _desk.Now = Order(late).Phone!.ContestBy;
        Assert.Equal("contest.late", Contest(late, "不是我"));
    }

    [Fact]
    public void An_upheld_answer_stands_and_one_that_is_not_frees_the_team_and_finds_others()
    {
        var (stands, falls) = (Taken(), Taken());
        Contest(stands, "不是我");
        Contest(falls, "不是我");

        Assert.Equal("contest.own", Decide(stands, true));
        Assert.Equal("contest.none", Decide(Offered(), true, "institute"));
        Assert.Null(Decide(stands, true, "institute"));
        Assert.Null(Decide(stands, true, "institute"));
        Assert.Equal("contest.decided", Decide(stands, false, "institute"));
        Assert.Null(Decide(falls, false, "institute"));

        Assert.Equal((OrderStatus.Accepted, true), (Order(stands).Status, Order(stands).Phone!.Upheld));
        Assert.Equal((OrderStatus.Released, false), (Order(falls).Status, Order(falls).Phone!.Upheld));
        var need = _desk.Need(Order(falls).Need);
        Assert.Equal(NeedStatus.Dispatching, need.Status);
        Assert.NotEqual(falls, need.Orders[^1]);
        Assert.DoesNotContain(Inbox(), item => item.Kind == "contested");
        Assert.Equal("contest.decided", Contest(stands, "再说一次"));
    }

    [Fact]
    public void A_no_that_was_never_said_does_not_count_against_the_team()
    {
        var id = Offered();
        Assert.Null(_desk.Do(draft => OrderRules.Decline(draft, Desk.Terms, id, new DeclineOrder("没空", Said)))?.Code);
        var need = Order(id).Need;
        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Auto })));
        Assert.Contains(Desk.Team, _desk.Need(need).Search!.Tried);
        Assert.Null(Contest(id, "我没说过没空"));
        Assert.True(Order(id).Facets.Open);

        Assert.Null(Decide(id, upheld: false, "institute"));

        Assert.DoesNotContain(Desk.Team, _desk.Need(need).Search!.Tried);
        Assert.Equal(OrderStatus.Declined, Order(id).Status);
        Assert.False(Order(id).Facets.Open);
    }

    [Fact]
    public void What_a_leader_said_himself_is_not_contested()
    {
        var id = Offered();
        _desk.Accept(id);

        Assert.Equal("contest.notByPhone", Contest(id, "不是我"));
    }

    [Fact]
    public void At_half_of_the_answer_time_the_unit_is_reminded_to_ring_until_there_is_an_answer()
    {
        var id = Offered();
        var half = Order(id).CreatedAt + (Order(id).AnswerBy - Order(id).CreatedAt) / 2;
        _desk.Now = half.AddTicks(-1);
        Assert.DoesNotContain(Inbox(), item => item.Kind == "call");

        _desk.Now = half;
        var call = Assert.Single(Inbox(), item => item.Kind == "call");
        Assert.Equal((id, Desk.Team, Order(id).AnswerBy), (call.Subject, call.Whom, call.DueAt));
        Assert.Equal(call, Assert.Single(Inbox(), item => item.Kind == "call"));

        Assert.Null(Accept(id, Said));
        Assert.DoesNotContain(Inbox(), item => item.Kind == "call");
    }

    private System.Collections.Immutable.ImmutableArray<InboxItem> Inbox() => InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now);

    private WorkOrder Order(string id) => _desk.Book.Find<WorkOrder>(id)!;

    private string Offered()
    {
        var need = _desk.Verified();
        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Offer, Team = Desk.Team })));
        return _desk.Order(need);
    }

    private string Taken()
    {
        var id = Offered();
        Assert.Null(Accept(id, Said));
        _desk.Do(draft =>
        {
            OrderRules.Take(draft, Desk.Terms, new Practice.Teams.Reserved(id, new(draft.Now, draft.Now.AddHours(2)), 1));
            return null;
        });
        return id;
    }

    private string? Accept(string id, PhoneAnswer answer) => _desk.Do(draft => OrderRules.Accept(draft, Desk.Terms, id, new(ByPhone: true, Phone: answer)))?.Code;

    private string? Contest(string id, string reason) => _desk.Do(draft => PhoneAnswerRules.Contest(draft, id, reason))?.Code;

    private string? Decide(string id, bool upheld, string by = "tester") => _desk.As(by, draft => PhoneAnswerRules.Decide(draft, Desk.Terms, id, upheld, "问过了"))?.Code;
}
