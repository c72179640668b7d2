using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Resources;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>一个电话就有人帮 (real people, point 4): an offer may go to a consenting skilled person, not only to a team.</summary>
public sealed class PersonOfferTests
{
    private static readonly PhoneAnswer Said = new("张*", null, null);

    private readonly Desk _desk = new();

    [Fact]
    public void Only_a_person_of_the_own_list_who_agreed_and_can_be_rung_is_offered_work()
    {
        var need = _desk.Verified();

        Assert.Equal("person.elsewhere", Offer(need, "321203001011-R001"));
        Assert.Equal("person.notListed", Offer(need, Desk.Unit + "-R099"));
        Assert.Equal("person.noConsent", Offer(need, Listed(consents: false)));
        Assert.Equal("person.noContact", Offer(need, Listed(contact: false)));
        Assert.Null(Offer(need, Listed()));

        Assert.DoesNotContain(_desk.Last!.Messages, message => message.To.StartsWith("team-", StringComparison.Ordinal));
    }

    [Fact]
    public void Consent_that_is_taken_back_ends_new_offers()
    {
        var person = Listed();
        Assert.Null(_desk.Do(draft => ResourceRules.Edit(draft, Desk.Terms, person, new() { ConsentOffers = false }, null)));

        Assert.Equal("person.noConsent", Offer(_desk.Verified(), person));
    }

    [Fact]
    public void A_persons_yes_is_taken_down_by_telephone_and_keeps_the_time()
    {
        var (person, need) = (Listed(), _desk.Verified());
        Offer(need, person);
        var (from, until) = (_desk.Now.AddHours(2), _desk.Now.AddHours(4));

        Assert.Equal("answeredBy.missing", Accept(need, new(from, until)));
        Assert.Equal("slot.missing", Accept(need, new(Phone: Said)));
        Assert.Null(Accept(need, new(from, until, Phone: Said)));

        Assert.Equal((NeedStatus.Accepted, OrderStatus.Accepted), (_desk.Need(need).Status, Order(need).Status));
        Assert.Equal(new TimeSlot(from, until), Assert.Single(BookingRules.Live(_desk.Book, person)).Slot);
    }

    [Fact]
    public void A_person_is_never_in_two_places_and_is_free_again_when_the_order_is_over()
    {
        var person = Listed();
        var (first, second, third) = (_desk.Verified(), _desk.Verified(), _desk.Verified());
        AcceptOrder at = new(_desk.Now.AddHours(2), _desk.Now.AddHours(4), Phone: Said);
        foreach (var need in new[] { first, second, third })
            Offer(need, person);

        Assert.Null(Accept(first, at));
        Assert.Null(Accept(second, at));
        Assert.Equal((OrderStatus.Declined, "resource.full", NeedStatus.Verified), (Order(second).Status, Order(second).Reason, _desk.Need(second).Status));
        Assert.Null(_desk.Do(draft => NeedRules.Withdraw(draft, first, "不用了")));
        Assert.Empty(BookingRules.Live(_desk.Book, person));

        Assert.Null(Accept(third, at));
        Assert.Equal(OrderStatus.Accepted, Order(third).Status);
    }

    [Fact]
    public void The_work_is_reported_confirmed_and_rated_like_a_teams()
    {
        var (person, need) = (Listed(), _desk.Verified());
        Offer(need, person);
        Assert.Null(Accept(need, new(_desk.Now.AddHours(2), _desk.Now.AddHours(4), Phone: Said)));

        Assert.Null(_desk.Do(draft => OrderRules.Report(draft, Order(need).Id, new(WorkOutcome.Fulfilled, null, 1, []))));
        Assert.Null(_desk.Do(draft => OrderRules.Confirm(draft, Desk.Terms, Order(need).Id)));
        Assert.Null(_desk.Do(draft => RatingRules.Rate(draft, need, new(5))));

        Assert.Equal(NeedStatus.Rated, _desk.Need(need).Status);
        Assert.DoesNotContain(_desk.Last!.Messages, message => message.To.StartsWith("team-", StringComparison.Ordinal));
    }

    private string Listed(bool consents = true, bool contact = true)
    {
        var id = "";
        Assert.Null(_desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, new()
        {
            Kind = ResourceKind.SkilledPerson, Name = "张木匠", Skills = ["electrical"], ConsentOffers = consents, Contact = contact ? new("person-1", [1], "张**", null) : null,
        }, out id)));
        return id;
    }

    private string? Offer(string need, string person) => _desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Offer, Person = person }))?.Code;

    private string? Accept(string need, AcceptOrder command) => _desk.Do(draft => OrderRules.Accept(draft, Desk.Terms, _desk.Order(need), command))?.Code;

    private WorkOrder Order(string need) => _desk.Book.Find<WorkOrder>(_desk.Order(need))!;
}
