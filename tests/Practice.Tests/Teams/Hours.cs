using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;

namespace Practice.Tests.Teams;

/// <summary>Times of one week, a team and its book, for the tests of this folder.</summary>
internal static class Hours
{
    public const string TeamId = "321203001-T004";
    public const string Unit = "321203001";
    public const string UnitPath = "/3212/321203/321203001/";

    /// <summary>Monday 2026-03-02, 08:00 China time.</summary>
    public static readonly DateTimeOffset Monday = At(2, 8);

    public static string Order(int number) => Ids.Order("321203001200", number);

    public static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, DomainClock.Offset);

    public static TimeSlot Slot(int from, int until, int day = 3) => new(At(day, from), At(day, until));

    public static Schedule Plan(int capacity, params (TimeSlot Slot, int People)[] reserved) =>
        new(capacity, [], [], [.. reserved.Select((r, n) => new Reservation(Order(n), r.Slot, r.People))]);

    public static TeamRegistered Registered(int capacity = 3, bool selfOrganised = false, ImmutableArray<WeeklyHours> availability = default) =>
        new(TeamId, Unit, UnitPath, "长江保护志愿服务队", TeamLevel.Squad, ["lifeService", "health"], ["plumbing"], capacity, Reach.Subtree, availability.IsDefault ? [] : availability, selfOrganised);

    /// <summary>A book in which a team is registered, and a draft upon it.</summary>
    public static Draft Founded(int capacity = 3, bool selfOrganised = false, ImmutableArray<WeeklyHours> availability = default)
    {
        var draft = On(new Book(Ids.TeamStream(TeamId)), Monday);
        TeamRules.Register(draft, Registered(capacity, selfOrganised, availability));
        return draft.Then();
    }

    public static Draft On(Book book, DateTimeOffset now) => new(book, "tester", now);

    /// <summary>What the decision made of the book, as the ground of the next decision.</summary>
    public static Draft Then(this Draft draft, DateTimeOffset? now = null) => On(Committed(draft), now ?? draft.Now);

    public static Book Committed(Draft draft) => draft.IsEmpty
        ? draft.Book
        : draft.Book with { Head = new(draft.Events[^1].Seq, Guid.Empty) };

    public static Team Team(this Draft draft) => draft.Book.Find<Team>(TeamId)!;

    public static Engagement Engagement(this Draft draft, int order) => draft.Book.Find<Engagement>(Order(order))!;

    public static Draft Offer(this Draft draft, int order, int people = 1, Urgency urgency = Urgency.Normal)
    {
        EngagementRules.Offer(draft, draft.Team(), new(Order(order), "321203001200-N000001", "lifeService", urgency, people, null, At(4, 8)));
        return draft;
    }

    public static Draft Ask(this Draft draft, int order, TimeSlot? slot, int people = 1, TimeSpan? duration = null)
    {
        EngagementRules.Reserve(draft, draft.Team(), new(Order(order), "321203001200-N000001", slot, duration ?? TimeSpan.FromHours(2), null, people));
        return draft;
    }

    public static Draft End(this Draft draft, int order, DateTimeOffset freeFrom, string status = "confirmed")
    {
        EngagementRules.End(draft, draft.Team(), new(Order(order), status, freeFrom));
        return draft;
    }

    /// <summary>The one message that the decision owes.</summary>
    public static Message Answer(this Draft draft) => Assert.Single(draft.Messages).Message;
}
