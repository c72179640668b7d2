using Practice.Files;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Intake;

/// <summary>即办件: what was done on the spot is written down afterwards, with its whole chain, in one decision.</summary>
/// <remarks>Counted like any other need, flagged, and sampled by call-back. Its end is told of in the month in which it is recorded.</remarks>
public static class RecordRules
{
    public static Refusal? Record(Draft draft, ITerms terms, RecordWork command, out string id)
    {
        id = "";
        var worked = command.Worked;
        if (!worked.IsValid || worked.Until > draft.Now || worked.From < draft.Now.AddDays(-31))
            return Refusal.Malformed("worked.invalid", "The work ended after it began, is over, and began within the last 31 days.");
        if (command.Team is { } named && !Ids.IsTeam(named))
            return Refusal.Malformed("team.invalid", "A team is named by its id.");
        if (command.Participants is < 1 or > 10_000)
            return Refusal.Malformed("participants.invalid", "1 to 10,000 participants.");
        if (command.Note?.Length > NeedRules.LongestText || command.Photos.Length > NeedRules.MostPhotos)
            return Refusal.Malformed("report.tooLong", $"A note has at most {NeedRules.LongestText} characters, a report at most {NeedRules.MostPhotos} photos.");
        if (FileRules.Refuse(draft.Book, command.Photos, NeedRules.MostPhotos) is { } photos)
            return photos;
        if (command.Need.Wanted is not null)
            return Refusal.Malformed("wanted.invalid", "Work that is done already has no wanted time.");
        if (command.Need.ReceivedAt > worked.Until)
            return Refusal.Malformed("receivedAt.invalid", "A need is received before it is met.");

        if (NeedRules.Submit(draft, terms, command.Need with { ReceivedAt = command.Need.ReceivedAt ?? worked.From }, out id) is { } refusal)
            return refusal;
        var need = NeedRules.Find(draft, id)!;
        need = NeedRules.Step(draft, need, new NeedVerified(need.Urgency, null, false), need with { Status = NeedStatus.Verified, VerifiedAt = draft.Now, VerifiedBy = draft.Actor });
        if (command.Team is { } team)
            need = Order(draft, need, team, command);
        var own = command.Team is null;
        OrderRules.Finish(draft, terms, need with { RecordedAfter = true, Worked = worked }, own ? SampleRules.SelfHandled : SampleRules.RecordedAfter, onTime: true);
        return command.Rating is { } rating ? RatingRules.Rate(draft, id, rating) : null;
    }

    // The team hears of an order that began and ended: it keeps no time for it, and counts it.
    private static Need Order(Draft draft, Need need, string team, RecordWork command)
    {
        var unit = UnitRules.Profile(draft)!;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Orders = numbers.Orders + 1 };
        var order = new WorkOrder
        {
            Id = Ids.Order(unit.Id, numbers.Orders), CreatedAt = draft.Now, Need = need.Id, Team = team, Status = OrderStatus.Offered, Lead = true,
            People = Math.Min(command.Participants, NeedRules.MostPeople), AnswerBy = draft.Now, By = unit.Id, Title = need.Title, Category = need.Category, Slot = command.Worked,
        };
        draft.Record(new OrderOfferMade(need.Id, team, unit.Id, order.People, Lead: true, Parallel: false, null, draft.Now), order);
        draft.Keep(numbers);
        order = draft.Record(new OrderReported(WorkOutcome.Fulfilled, command.Participants, command.Photos.Length), order with
        {
            Status = OrderStatus.Reported, Report = new(WorkOutcome.Fulfilled, command.Note, command.Participants, command.Photos, draft.Now), ReportedBy = draft.Actor,
        });
        draft.Record(new OrderConfirmed(WorkOutcome.Fulfilled), order with { Status = OrderStatus.Confirmed });
        draft.Send(Ids.TeamStream(team), new OrderOffered(order.Id, need.Id, need.Category, need.Urgency, order.People, null, draft.Now));
        draft.Send(Ids.TeamStream(team), new OrderEnded(order.Id, Json.Name(OrderStatus.Confirmed), draft.Now));
        return draft.Keep(need with { Orders = [order.Id] });
    }
}
