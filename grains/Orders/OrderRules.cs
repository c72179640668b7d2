using Practice.Calendars;
using Practice.Dispatch;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Orders;

/// <summary>
/// Offers and orders. Nobody is forced (志愿服务条例 §25): an order begins as an offer that a leader accepts, declines or lets
/// expire, and counts as accepted only once the team's own schedule has kept the time.
/// </summary>
public static class OrderRules
{
    /// <summary>How long a visit is kept for where the need names no time.</summary>
    public static readonly TimeSpan UsualVisit = TimeSpan.FromHours(2);

    public static void Offer(Draft draft, ITerms terms, Need need, Pick pick, string by, bool lead, bool parallel)
    {
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Orders = numbers.Orders + 1 };
        var unit = UnitRules.Profile(draft)!;
        var answerBy = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar)?.At ?? draft.Now.AddDays(3);
        var order = new WorkOrder
        {
            Id = Ids.Order(unit.Id, numbers.Orders),
            CreatedAt = draft.Now,
            Need = need.Id,
            Team = pick.Team,
            Status = OrderStatus.Offered,
            Lead = lead,
            People = pick.People,
            AnswerBy = answerBy,
            By = by,
            Score = pick.Score > 0 ? pick.Score : null,
            Title = need.Title,
            Category = need.Category,
            Parallel = parallel,
        };
        draft.Record(new OrderOfferMade(need.Id, pick.Team, by, pick.People, lead, parallel, order.Score, answerBy), order);
        draft.Keep(numbers);
        draft.Keep(need with { Orders = need.Orders.Add(order.Id) });
        Parties.Tell(draft, pick.Team, new OrderOffered(order.Id, need.Id, need.Category, need.Urgency, pick.People, need.Wanted, answerBy));
    }

    /// <summary>The leader's yes. Expiry stops here; the team's schedule has the last word.</summary>
    public static Refusal? Accept(Draft draft, ITerms terms, string id, AcceptOrder command)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Status is OrderStatus.Accepting or OrderStatus.Accepted)
            return null;
        if (order.Status == OrderStatus.Expired || (order.Status == OrderStatus.Offered && draft.Now >= order.AnswerBy))
            return Refusal.Conflict("order.expired", "The time to answer is over; the work has gone to others.");
        if (order is { Status: OrderStatus.Cancelled, Reason: "taken" })
            return Refusal.Conflict("order.taken", "Another team was first.");
        if (order.Status != OrderStatus.Offered)
            return WrongState(order, "accepted");
        if (draft.Book.Find<Need>(order.Need) is not { Status: NeedStatus.Dispatching } need)
            return Refusal.Conflict("need.settled", "The need is no longer looking for help.");
        if (order.Parallel && Others(draft, need, order).Any(o => o.Parallel && o.Status == OrderStatus.Accepting))
            return Refusal.Conflict("order.taken", "Another team was first.");
        if ((command.From is null) != (command.Until is null) || command.Until <= command.From || command.Until <= draft.Now)
            return Refusal.Malformed("slot.invalid", "A time has a beginning and a later end, not all in the past.");
        if (command.People is { } people && (people < 1 || people > order.People))
            return Refusal.Malformed("people.invalid", $"1 to {order.People} helpers.");

        if (PhoneAnswerRules.Refuse(draft, order, command.Phone) is { } senseless)
            return senseless;

        var slot = command.From is { } from ? new TimeSlot(from, command.Until!.Value) : need.Wanted is { } wanted && wanted.Until > draft.Now ? need.Wanted : null;
        if (slot is null && Parties.IsPerson(order.Team))
            return Refusal.Malformed("slot.missing", "Say when the person comes.");
        var finish = Deadlines.After(terms.Limits.For(need.Urgency).Finish, draft.Now, terms.Calendar)?.At;
        var byPhone = command.ByPhone || command.Phone is not null;
        var accepting = order with
        {
            Status = OrderStatus.Accepting, People = command.People ?? order.People, AnsweredByPhone = byPhone, AcceptedBy = byPhone ? null : draft.Actor,
            AnsweredByDeputy = command.ByDeputy, Phone = command.Phone is null ? null : PhoneAnswerRules.Record(draft, terms, command.Phone),
        };
        draft.Record(new OrderAccepting(slot, accepting.People, byPhone), accepting);
        Parties.Ask(draft, terms, order.Team, new ReservationAsked(order.Id, need.Id, slot, UsualVisit, finish, accepting.People));
        return null;
    }

    public static Refusal? Decline(Draft draft, ITerms terms, string id, string reason) => Decline(draft, terms, id, new DeclineOrder(reason));

    public static Refusal? Decline(Draft draft, ITerms terms, string id, DeclineOrder command)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Status == OrderStatus.Declined)
            return null;
        if (order.Status != OrderStatus.Offered)
            return WrongState(order, "declined");
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusal.Malformed("reason.missing", "A team may always decline; it says why.");
        if (PhoneAnswerRules.Refuse(draft, order, command.Phone) is { } senseless)
            return senseless;
        order = order with
        {
            AnsweredByPhone = command.Phone is not null, AnsweredByDeputy = command.ByDeputy,
            Phone = command.Phone is null ? null : PhoneAnswerRules.Record(draft, terms, command.Phone),
        };
        Fail(draft, terms, order, new OrderDeclined("leader"), OrderStatus.Declined, command.Reason, counts: true);
        return null;
    }

    public static void Expire(Draft draft, ITerms terms, WorkOrder order)
    {
        if (order.Status == OrderStatus.Offered && draft.Now >= order.AnswerBy)
            Fail(draft, terms, order, new OrderExpired(), OrderStatus.Expired, null, counts: true);
    }

    /// <summary>The team has kept the time: the order stands, and the need too once all helpers are found.</summary>
    public static void Take(Draft draft, ITerms terms, Reserved kept)
    {
        if (Find(draft, kept.Order) is not { Status: OrderStatus.Accepting } order || draft.Book.Find<Need>(order.Need) is not { } need)
        {
            // Cancelled meanwhile: the word that it is over follows the question on the same way to the team, and frees the time.
            return;
        }

        var finish = Deadlines.After(terms.Limits.For(need.Urgency).Finish, draft.Now, terms.Calendar);
        var finishBy = Later(finish?.At, kept.Slot.Until);
        draft.Record(new OrderAccepted(kept.Slot), order with { Status = OrderStatus.Accepted, Slot = kept.Slot, People = kept.People, FinishBy = finishBy, AcceptedAt = draft.Now });
        if (order.Parallel)
            foreach (var other in Others(draft, need, order).Where(o => o.Parallel && o.Status == OrderStatus.Offered).ToList())
                Cancel(draft, other, "taken");
        if (!Settle(draft, terms, need.Id))
            SearchRules.GoOn(draft, terms, need.Id);
    }

    /// <summary>Once helpers enough have come in: the need is accepted, and offers that are still out are taken back.</summary>
    public static bool Settle(Draft draft, ITerms terms, string id)
    {
        if (draft.Book.Find<Need>(id) is not { Status: NeedStatus.Dispatching } need)
            return false;
        var taken = SearchRules.LiveOrders(draft, need).Where(o => o.IsTaken).ToList();
        if (taken.Count == 0 || taken.Sum(o => o.People) < need.People)
            return false;

        foreach (var offer in SearchRules.LiveOrders(draft, need).Where(o => o.Status == OrderStatus.Offered).ToList())
            Cancel(draft, offer, "taken");
        SearchRules.Stop(draft, need, "accepted");
        var limits = terms.Limits.For(need.Urgency);
        var contact = Deadlines.After(limits.Contact, draft.Now, terms.Calendar);
        var finishBy = taken.Max(o => o.FinishBy);
        NeedRules.Step(draft, need, new NeedAccepted(contact?.At, finishBy), need with
        {
            Status = NeedStatus.Accepted,
            AcceptedAt = draft.Now,
            Due = need.Due with
            {
                Contact = contact?.At, Finish = finishBy,
                Provisional = need.Due.Provisional || (Deadlines.After(limits.Finish, draft.Now, terms.Calendar)?.Provisional ?? false),
            },
        });
        return true;
    }

    public static void Take(Draft draft, ITerms terms, ReservationRefused refused)
    {
        if (Find(draft, refused.Order) is { Status: OrderStatus.Accepting } order)
            Fail(draft, terms, order, new OrderDeclined(refused.Code), OrderStatus.Declined, refused.Code, counts: false);
    }

    public static Refusal? Start(Draft draft, string id)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Status == OrderStatus.InService)
            return null;
        if (order.Status is not (OrderStatus.Accepted or OrderStatus.Redo))
            return WrongState(order, "started");
        draft.Record(new OrderStarted(), order with { Status = OrderStatus.InService });
        Parties.Tell(draft, order.Team, new OrderMoved(id, Json.Name(OrderStatus.InService)));
        Begin(draft, order.Need);
        return null;
    }

    /// <summary>结项报告. Work that was done before anybody pressed "start" is reported all the same.</summary>
    public static Refusal? Report(Draft draft, string id, ReportOrder command)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Status is not (OrderStatus.InService or OrderStatus.Accepted or OrderStatus.Redo))
            return WrongState(order, "reported");
        if (command.Participants is < 0 or > 10_000)
            return Refusal.Malformed("participants.invalid", "0 to 10,000 participants.");
        if (command.Note?.Length > NeedRules.LongestText || command.Photos.Length > 9)
            return Refusal.Malformed("report.tooLong", $"A note has at most {NeedRules.LongestText} characters, a report at most 9 photos.");
        draft.Record(new OrderReported(command.Outcome, command.Participants, command.Photos.Length), order with
        {
            Status = OrderStatus.Reported,
            ReportedBy = draft.Actor,
            Report = new(command.Outcome, command.Note, command.Participants, command.Photos, draft.Now),
        });
        Parties.Tell(draft, order.Team, new OrderMoved(id, Json.Name(OrderStatus.Reported)));
        Begin(draft, order.Need);
        return null;
    }

    /// <summary>The station agrees that it is so. The need is done once every team's part is.</summary>
    public static Refusal? Confirm(Draft draft, ITerms terms, string id)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Status == OrderStatus.Confirmed)
            return null;
        if (order.Status != OrderStatus.Reported)
            return WrongState(order, "confirmed");
        if (draft.Book.Find<Need>(order.Need) is null)
            return Refusal.NotFound("need", order.Need);

        draft.Record(new OrderConfirmed(order.Report!.Outcome), order with { Status = OrderStatus.Confirmed });
        Parties.Tell(draft, order.Team, new OrderEnded(id, Json.Name(OrderStatus.Confirmed), draft.Now));
        Conclude(draft, terms, order.Need);
        return null;
    }

    /// <summary>Sent back: the team goes again. Before confirmation as often as it takes; after a bad rating once.</summary>
    public static Refusal? Redo(Draft draft, string id, string reason)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.Malformed("reason.missing", "Work is sent back with a reason.");
        if (draft.Book.Find<Need>(order.Need) is not { } need)
            return Refusal.NotFound("need", order.Need);
        var afterRating = order.Status == OrderStatus.Confirmed && need.Status is NeedStatus.Done or NeedStatus.Rated
            && SearchRules.LiveOrders(draft, need).Any(part => part.Id == id);
        if (order.Status != OrderStatus.Reported && !afterRating)
            return WrongState(order, "sent back");
        if (afterRating && need.Redone)
            return Refusal.Rule("redo.once", "After a rating the work is redone once.");
        if (afterRating && !need.Ratings.Any(r => r.Counts <= 2))
            return Refusal.Rule("redo.notBad", "Finished work is redone after a bad rating.");

        draft.Record(new OrderRedo(), order with { Status = OrderStatus.Redo, Reason = reason });
        Parties.Tell(draft, order.Team, new OrderMoved(id, Json.Name(OrderStatus.Redo)));
        NeedRules.Step(draft, need, new NeedReopened("redo"), need with
        {
            Status = NeedStatus.Dispatching, Redone = need.Redone || afterRating,
            Search = need.Status == NeedStatus.Dispatching ? need.Search : null, CallBackDue = null, DoneAt = null, OnTime = null,
            Due = need.Due with { Rate = null },
        });
        return null;
    }

    /// <summary>退单: the leader asks out of an accepted order; the station adjudicates, so that nothing goes back and forth.</summary>
    public static Refusal? Return(Draft draft, string id, string reason)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.Malformed("reason.missing", "A return says why.");
        if (order.Status is not (OrderStatus.Accepted or OrderStatus.InService))
            return WrongState(order, "returned");
        draft.Record(new OrderReturnAsked(), order with { ReturnAsked = true, Reason = reason });
        return null;
    }

    public static Refusal? RefuseReturn(Draft draft, string id, string reason)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (!order.ReturnAsked)
            return WrongState(order, "adjudicated");
        draft.Record(new OrderReturnRefused(), order with { ReturnAsked = false, Reason = reason });
        return null;
    }

    /// <summary>The slot is freed and the next candidate comes first.</summary>
    /// <param name="to">A team named to take it; null = the network finds one.</param>
    public static Refusal? Release(Draft draft, ITerms terms, string id, string reason, string? to)
    {
        if (Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.Malformed("reason.missing", "A release says why.");
        if (order.Status is not (OrderStatus.Offered or OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Redo))
            return WrongState(order, "released");
        if (draft.Book.Find<Need>(order.Need) is not { } need)
            return Refusal.NotFound("need", order.Need);
        if (to is not null && (!Ids.IsTeam(to) || to == order.Team))
            return Refusal.Malformed("team.invalid", "Name another team.");
        if (SearchRules.LiveOrders(draft, need).Any(other => other.Team == to))
            return Refusal.Conflict("team.offered", "This team has an offer or order for this need already.");

        draft.Record(new OrderReleased(to is null ? "released" : "reassigned"), order with { Status = OrderStatus.Released, Reason = reason, ReturnAsked = false });
        Parties.Tell(draft, order.Team, new OrderEnded(id, Json.Name(OrderStatus.Released), draft.Now));
        var unit = UnitRules.Profile(draft)!;
        var accept = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar);
        SearchRules.Stop(draft, need, "released");
        need = NeedRules.Step(draft, need, new NeedReopened("released"), need with
        {
            Status = NeedStatus.Dispatching,
            Owner = unit.Id,
            Search = new Search(unit.Id, (need.Search?.Tried ?? []).Add(order.Team), 0, Automatic: to is null, draft.Now, Levels: [unit.Id]),
            Due = need.Due with { Accept = accept?.At },
        });
        if (to is not null)
            Offer(draft, terms, need, new Pick(to, order.People, 0), unit.Id, order.Lead, order.Parallel && order.Status == OrderStatus.Offered);
        else
            SearchRules.OfferFailed(draft, terms, need.Id, order.Team, declined: false);
        return null;
    }

    public static void CancelLive(Draft draft, Need need, string code)
    {
        foreach (var order in SearchRules.LiveOrders(draft, need).Where(o => o.IsLive).ToList())
            Cancel(draft, order, code);
    }

    public static WorkOrder? Find(Draft draft, string id) => draft.Book.Find<WorkOrder>(id);

    private static void Cancel(Draft draft, WorkOrder order, string code)
    {
        draft.Record(new OrderCancelled(code), order with { Status = OrderStatus.Cancelled, Reason = code });
        Parties.Tell(draft, order.Team, new OrderEnded(order.Id, Json.Name(OrderStatus.Cancelled), draft.Now));
    }

    private static void Fail(Draft draft, ITerms terms, WorkOrder order, DomainEvent happened, OrderStatus status, string? reason, bool counts)
    {
        draft.Record(happened, order with { Status = status, Reason = reason });
        Parties.Tell(draft, order.Team, new OrderEnded(order.Id, Json.Name(status), draft.Now));
        SearchRules.OfferFailed(draft, terms, order.Need, order.Team, counts);
        if (draft.Book.Find<Need>(order.Need) is { Status: NeedStatus.InService })
            Conclude(draft, terms, order.Need);
    }

    // Work has begun with those who are there: nobody else is looked for, and offers that are out are taken back.
    private static void Begin(Draft draft, string id)
    {
        if (draft.Book.Find<Need>(id) is not { Status: NeedStatus.Accepted or NeedStatus.Dispatching } need)
            return;
        foreach (var offer in SearchRules.LiveOrders(draft, need).Where(o => o.Status == OrderStatus.Offered).ToList())
            Cancel(draft, offer, "begun");
        SearchRules.Stop(draft, need, "begun");
        NeedRules.Step(draft, need, new NeedInService(), need with { Status = NeedStatus.InService });
    }

    // Once no part is open any more the need is done, or not met.
    private static void Conclude(Draft draft, ITerms terms, string id)
    {
        var need = draft.Book.Find<Need>(id)!;
        var parts = SearchRules.LiveOrders(draft, need).ToList();
        if (parts.Count == 0 || parts.Any(part => part.IsLive))
            return;
        SearchRules.Stop(draft, need, "over");
        if (parts.Any(part => part.Report?.Outcome != WorkOutcome.Fulfilled))
            NotFulfilled(draft, terms, need);
        else
            Done(draft, terms, need);
    }

    private static void Done(Draft draft, ITerms terms, Need need)
    {
        var promised = need.Promise is { } p ? ChinaTime.StartOf(p.PromisedDate.AddDays(1)) : (DateTimeOffset?)null;
        var onTime = need.BrokenPromises == 0 && (promised is { } by ? draft.Now < by : need.Due.Finish is not { } limit || draft.Now <= limit);
        var own = need.VerifiedBy == draft.Actor && SearchRules.LiveOrders(draft, need).All(part => part.AcceptedBy == draft.Actor && part.ReportedBy == draft.Actor);
        Finish(draft, terms, need, own ? SampleRules.SelfHandled : null, onTime);
    }

    /// <summary>The need is met.</summary>
    /// <param name="alone">Why nobody but the desk has seen the work, which the level above then samples; null = others have.</param>
    public static void Finish(Draft draft, ITerms terms, Need need, string? alone, bool onTime)
    {
        var window = Deadlines.After(terms.Limits.For(need.Urgency).RateWindow, draft.Now, terms.Calendar);
        var drawn = alone is not null && SampleRules.IsNext(draft, need);
        var self = need.SelfHandled || alone == SampleRules.SelfHandled;
        var done = NeedRules.Step(draft, need, new NeedDone(onTime, need.RecordedAfter, self, drawn), need with
        {
            Status = NeedStatus.Done, DoneAt = draft.Now, OnTime = onTime, Search = null, Due = need.Due with { Rate = window?.At },
            SelfHandled = self, Sampled = need.Sampled || drawn,
        });
        if (alone is not null)
            SampleRules.Count(draft, terms, done, drawn, alone);
    }

    private static void NotFulfilled(Draft draft, ITerms terms, Need need)
    {
        var dispatch = Deadlines.After(terms.Limits.For(need.Urgency).Dispatch, draft.Now, terms.Calendar);
        NeedRules.Step(draft, need, new NeedNotFulfilled(), need with
        {
            Status = NeedStatus.Verified, FormerOrders = need.Orders.Length, Search = null, Due = need.Due with { Dispatch = dispatch?.At, Accept = null, Finish = null },
        });
    }

    private static IEnumerable<WorkOrder> Others(Draft draft, Need need, WorkOrder order) => SearchRules.LiveOrders(draft, need).Where(o => o.Id != order.Id);

    private static DateTimeOffset Later(DateTimeOffset? limit, DateTimeOffset end) => limit is { } at && at > end ? at : end;

    public static Refusal WrongState(WorkOrder order, string what) =>
        Refusal.Conflict("order.state", $"Order {order.Id} is {Json.Name(order.Status)} and cannot be {what}.");
}
