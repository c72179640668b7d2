using Practice.Calendars;
using Practice.Kernel;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>Limits that were counted while a year's calendar was not loaded are counted anew once it is.</summary>
/// <remarks>Law: a need stays provisional for as long as one of its limits is, or cannot be counted anew.</remarks>
public static class DeadlineRules
{
    public static Refusal? Recount(Draft draft, ITerms terms, out int moved)
    {
        moved = 0;
        foreach (var need in draft.Book.All<Need>().Where(n => n.Due.Provisional && n.IsUnsettled).ToList())
        {
            var limits = terms.Limits.For(need.Urgency);
            var review = Deadlines.After(limits.Review, need.ClockFrom ?? need.CreatedAt, terms.Calendar);
            var dispatch = need.VerifiedAt is { } verified && need.Due.Dispatch is not null ? Deadlines.After(limits.Dispatch, verified, terms.Calendar) : null;
            var due = need.Due with { Review = review?.At ?? need.Due.Review, Dispatch = dispatch?.At ?? need.Due.Dispatch };
            var provisional = (review?.Provisional ?? false) || (dispatch?.Provisional ?? false);
            var orders = Accepted(draft.Book, need, limits, terms.Calendar, ref due, ref provisional);
            due = due with { Provisional = provisional };
            if (due == need.Due && orders.Count == 0)
                continue;
            NeedRules.Step(draft, need, new DeadlinesMoved(need.Limit, (need with { Due = due }).Limit, due.Provisional), need with { Due = due });
            foreach (var order in orders)
                draft.Keep(order);
            moved++;
        }

        // Rungs of the ladder are counted in working days too, those of limits that did not move among them.
        foreach (var id in LadderRules.Mistimed(draft.Book, terms).ToList())
            LadderRules.Climb(draft, terms, id);
        return null;
    }

    // What has been accepted counts from there: contact and finish, and the limit of each order.
    private static List<WorkOrder> Accepted(Book book, Need need, StepLimits limits, WorkCalendar calendar, ref DueTimes due, ref bool provisional)
    {
        var changed = new List<WorkOrder>();
        if (due.Finish is null)
            return changed;
        var taken = need.Orders.Select(book.Find<WorkOrder>).OfType<WorkOrder>().Where(order => order.IsTaken).ToList();
        if (need.AcceptedAt is not { } accepted || taken.Count == 0 || taken.Any(order => order.AcceptedAt is null))
        {
            provisional = true;
            return changed;
        }

        DateTimeOffset? latest = null;
        foreach (var order in taken)
        {
            var finish = Deadlines.After(limits.Finish, order.AcceptedAt!.Value, calendar);
            var by = finish?.At is { } at && !(order.Slot?.Until > at) ? at : order.Slot?.Until;
            latest = latest > by ? latest : by ?? latest;
            provisional |= finish?.Provisional ?? false;
            if (by != order.FinishBy)
                changed.Add(order with { FinishBy = by });
        }

        var contact = Deadlines.After(limits.Contact, accepted, calendar);
        provisional |= contact?.Provisional ?? false;
        due = due with { Contact = contact?.At ?? due.Contact, Finish = latest ?? due.Finish };
        return changed;
    }
}
