using System.Text.Json;
using Practice.Kernel;

namespace Practice.Teams;

/// <summary>What a team makes of its mail, what it reports, and what it does by itself. Pure: the grain and the simulation share it.</summary>
public static class TeamMail
{
    public static ItemKinds Kinds() => new ItemKinds().Add<Team>("team").Add<Engagement>("engagement").Add<Member>("member").Add<Joining>("joining");

    /// <summary>The engagement that must be in hand before a message is taken in.</summary>
    public static string? About(Message message) => message switch
    {
        OrderOffered told => told.Order,
        ReservationAsked asked => asked.Order,
        OrderMoved told => told.Order,
        OrderEnded told => told.Order,
        _ => null,
    };

    /// <summary>False where the team is not registered yet: the sender tries again, the word that sets it up may still be on its way.</summary>
    public static bool Take(Draft draft, string id, Message message)
    {
        if (message is TeamRegistered registered && registered.Team == id)
        {
            TeamRules.Register(draft, registered);
            return true;
        }

        if (draft.Book.Find<Team>(id) is not { } team)
            return false;
        switch (message)
        {
            case OrderOffered told:
                EngagementRules.Offer(draft, team, told);
                break;
            case ReservationAsked asked:
                EngagementRules.Reserve(draft, team, asked);
                break;
            case OrderMoved told:
                EngagementRules.Move(draft, team, told);
                break;
            case OrderEnded told:
                EngagementRules.End(draft, team, told);
                break;
            case MemberGone told:
                MemberRules.Leave(draft, id, told.Number);
                break;
            case OrderRated told:
                EngagementRules.Rate(draft, team, told);
                break;
            default:
                throw new InvalidOperationException($"A team does not take in {message.GetType().Name}.");
        }

        return true;
    }

    /// <summary>The newest state of a topic; null = there is nothing to say.</summary>
    public static string? Report(Book book, string id, string topic, DateTimeOffset now) =>
        topic == TeamRules.CardTopic(id) && TeamViews.Card(book, id, now) is { } card ? JsonSerializer.Serialize(card, Json.Persisted) : null;

    public static void Due(Draft draft, Item item)
    {
        if (item is Team)
            TeamRules.EndExpiredLoans(draft, item.Id);
        else
            EngagementRules.Close(draft, item.Id);
    }
}
