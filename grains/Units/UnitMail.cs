using System.Text.Json;
using Practice.Dispatch;
using Practice.Exchange;
using Practice.Intake;
using Practice.Kernel;
using Practice.Links;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Programmes;
using Practice.Push;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Statistics;
using Practice.Teams;

namespace Practice.Units;

/// <summary>What a unit makes of its mail, what it reports, and what it does by itself. Pure: the grain and the simulation share it.</summary>
public static class UnitMail
{
    /// <summary>The need or the order that must be in hand before a message is taken in.</summary>
    public static (string? Need, string? Order) About(Message message) => message switch
    {
        HelpFound found => (found.Need, null),
        HelpNotFound nobody => (nobody.Need, null),
        PlanSent sent => (sent.Need, null),
        Reserved kept => (null, kept.Order),
        ReservationRefused refused => (null, refused.Order),
        _ => (null, null),
    };

    /// <summary>The need or the order that must be in hand, with all that belongs to it, before the owner acts on what is due.</summary>
    public static (string? Need, string? Order) About(Item due) => due switch
    {
        Need need => (need.Id, null),
        WorkOrder order => (null, order.Id),
        _ => (null, null),
    };

    /// <summary>What waits at the counter and must be in hand before a message is taken in.</summary>
    public static string? PickUpOf(Message message) => message switch
    {
        StockAsked asked => asked.Redemption,
        StockLetGo told => told.Redemption,
        _ => null,
    };

    public static void Take(Draft draft, ITerms terms, string from, Message message)
    {
        switch (message)
        {
            case PointFounded founded:
                UnitRules.Founded(draft, founded);
                break;
            case HelpSought sought:
                CoordinationRules.Take(draft, terms, from, sought);
                break;
            case HelpStuck stuck:
                CoordinationRules.Take(draft, stuck);
                break;
            case HelpEnded ended:
                CoordinationRules.Take(draft, ended);
                break;
            case HelpFound found:
                SearchRules.Answered(draft, terms, Code(from), found);
                break;
            case HelpNotFound nobody:
                SearchRules.Answered(draft, terms, Code(from), nobody);
                break;
            case Reserved kept:
                OrderRules.Take(draft, terms, kept);
                break;
            case ReservationRefused refused:
                OrderRules.Take(draft, terms, refused);
                break;
            case PlanSent sent:
                AllocationRules.Take(draft, terms, Code(from), sent);
                break;
            case MatterRaised raised:
                MatterRules.Take(draft, terms, raised);
                break;
            case MatterSettled settled:
                MatterRules.Take(draft, settled);
                break;
            case TaskHanded handed:
                TaskRules.Take(draft, Code(from), handed);
                break;
            case TaskTakenBack taken:
                TaskRules.Take(draft, taken);
                break;
            case SampleDrawn drawn:
                SampleRules.Take(draft, terms, drawn);
                break;
            case SampleAnswered answered:
                SampleRules.Take(draft, answered);
                break;
            case StockAsked asked:
                ExchangeRules.Take(draft, from, asked);
                break;
            case StockLetGo told:
                ExchangeRules.Take(draft, from, told);
                break;
            default:
                throw new InvalidOperationException($"A unit does not take in {message.GetType().Name}.");
        }
    }

    public static void TakeReport(Draft draft, string from, string topic, long version, string payload)
    {
        if (topic.StartsWith(CoordinationRules.CardTopic, StringComparison.Ordinal))
            CoordinationRules.TakeCard(draft, Read<TeamCard>(payload));
        else if (topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal))
            ChildReports.TakeTally(draft, Code(from), topic[TallyRules.Topic.Length..], version, Read<StatCounts>(payload));
        else if (topic.StartsWith(PublicationRules.Topic, StringComparison.Ordinal))
            PublicationRules.TakeChild(draft, Read<ChildPublication>(payload));
        else if (topic.StartsWith(TaskRules.Topic, StringComparison.Ordinal))
            TaskRules.TakeReport(draft, Read<TaskReport>(payload) with { Unit = Code(from) }, version);
        else if (topic == UnitRules.ProfileTopic)
            ChildReports.TakeUnit(draft, Read<ChildUnit>(payload));
        else
            throw new InvalidOperationException($"A unit does not take in reports on {topic}.");
    }

    /// <summary>The newest state of a topic; null = there is nothing to say.</summary>
    public static string? Report(Book book, string topic)
    {
        object? state = topic switch
        {
            UnitRules.ProfileTopic => book.Only<UnitProfile>() is { } unit
                ? new ChildUnit { Id = unit.Id, CreatedAt = unit.CreatedAt, Name = unit.Name, Level = unit.Level, Status = unit.Status, Seen = book.Version }
                : null,
            _ when topic.StartsWith(CoordinationRules.CardTopic, StringComparison.Ordinal) => book.Find<TeamCard>(topic[CoordinationRules.CardTopic.Length..]),
            _ when topic.StartsWith(PublicationRules.Topic, StringComparison.Ordinal) => PublicationRules.Summary(book, topic[PublicationRules.Topic.Length..]),
            _ when topic.StartsWith(TaskRules.Topic, StringComparison.Ordinal) => TaskRules.Report(book, topic[TaskRules.Topic.Length..]),
            _ when topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal) => TallyRules.Sum(book, topic[TallyRules.Topic.Length..]),
            _ => null,
        };
        return state is null ? null : JsonSerializer.Serialize(state, state.GetType(), Json.Persisted);
    }

    /// <summary>What is due, but for the month: its work goes on outside the turn.</summary>
    public static void Due(Draft draft, ITerms terms, Item item)
    {
        switch (item)
        {
            case WorkOrder order:
                OrderRules.Expire(draft, terms, order);
                break;
            case Need need:
                RatingRules.Close(draft, need);
                PromiseRules.Break(draft, NeedRules.Find(draft, need.Id)!);
                LadderRules.Climb(draft, terms, need.Id);
                break;
            case Service service:
                SessionRules.Plan(draft, terms, service.Id);
                break;
            case Programme programme:
                ProgrammeRules.Open(draft, programme.Id);
                break;
            case Booking booking:
                BookingRules.Close(draft, booking);
                break;
            case NeedLink link:
                LinkRules.Expire(draft, link);
                break;
            case PickUp pickUp:
                ExchangeRules.Expire(draft, pickUp);
                break;
        }
    }

    /// <summary>What follows from any decision of a unit, as part of it: rungs of the ladder, letters to those who subscribe.</summary>
    public static void Follow(Draft draft, ITerms terms)
    {
        LadderRules.Follow(draft, terms);
        DeliveryRules.Follow(draft);
    }

    private static string Code(string stream) => stream["unit-".Length..];

    private static T Read<T>(string payload) => JsonSerializer.Deserialize<T>(payload, Json.Persisted)!;
}
