using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Resources;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Orders;

/// <summary>
/// Whoever an order goes to: a team, which is an owner of its own and is told by messages; or a consenting skilled person on this unit's
/// own resource list, whose time is kept in the same decision.
/// </summary>
/// <remarks>一个电话就有人帮 (real people, point 4): such people have no account, so what they answer is taken down by telephone.</remarks>
public static class Parties
{
    public static bool IsPerson(string party) => Ids.IsItem(party, 'R');

    /// <summary>Offers the work to one person of the list. The desk chose him; nothing goes on by itself.</summary>
    public static Refusal? Offer(Draft draft, ITerms terms, Need need, DispatchNeed command)
    {
        var (unit, id) = (UnitRules.Profile(draft)!, command.Person!);
        if (!IsPerson(id) || Ids.Owner(id) != unit.Id)
            return Refusal.Rule("person.elsewhere", "A person is offered work by the unit on whose resource list he stands.");
        if (draft.Book.Find<Resource>(id) is not { Active: true, IsPerson: true } person)
            return Refusal.Rule("person.notListed", "There is no such person on the list now.");
        if (person.ConsentOffersAt is null)
            return Refusal.Rule("person.noConsent", "This person has not agreed to be offered work; ask first and record it.");
        if (person.ContactRef is null)
            return Refusal.Rule("person.noContact", "Nobody knows how to ring this person.");
        if (SearchRules.LiveOrders(draft, need).Any(order => order.Team == id))
            return Refusal.Conflict("team.offered", "This person has an offer or order for this need already.");
        need = SearchRules.Begin(draft, terms, need, command.Mode, command.By ?? unit.Id, automatic: false);
        OrderRules.Offer(draft, terms, need, new Pick(id, 1, 0), command.By ?? unit.Id, lead: !SearchRules.LiveOrders(draft, need).Any(), parallel: false);
        return null;
    }

    /// <summary>The order goes on, or is over. A person's time is free again once it is over.</summary>
    public static void Tell(Draft draft, string party, Message message)
    {
        if (!IsPerson(party))
            draft.Send(Ids.TeamStream(party), message);
        else if (message is OrderEnded over)
            foreach (var booking in BookingRules.Live(draft.Book, party).Where(booking => booking.Reference == over.Order && booking.Slot.Until > draft.Now).ToList())
                BookingRules.Cancel(draft, booking.Id);
    }

    /// <summary>Asks for the time. A team answers by a message; a person's time is kept, or not, now.</summary>
    public static void Ask(Draft draft, ITerms terms, string party, ReservationAsked asked)
    {
        if (!IsPerson(party))
        {
            draft.Send(Ids.TeamStream(party), asked);
            return;
        }

        var slot = asked.Slot!.Value;
        if (BookingRules.Book(draft, party, new(slot.From, slot.Until, 1, BookingPurpose.Service, asked.Order), out _) is { } refusal)
            OrderRules.Take(draft, terms, new ReservationRefused(asked.Order, refusal.Code));
        else
            OrderRules.Take(draft, terms, new Reserved(asked.Order, slot, 1));
    }
}
