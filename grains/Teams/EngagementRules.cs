using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>How a team follows the orders it is offered, and what it promises them. Pure.</summary>
/// <remarks>
/// Law: never more helpers promised than the capacity at any instant, and none while the team is away. A promise concerns the time
/// from now on only, so that no later one can touch time that is past. Every question for a reservation is answered, once more
/// when it is asked once more.
/// </remarks>
public static class EngagementRules
{
    /// <summary>Every day from 8 to 20 o'clock, in minutes.</summary>
    private static readonly ImmutableArray<WeeklyHours> Daytime = [.. Enumerable.Range(1, 7).Select(day => new WeeklyHours(day, 8 * 60, 20 * 60))];

    /// <summary>Takes an offer in. One that is repeated with other terms, like a later answer-by time, replaces the former.</summary>
    public static void Offer(Draft draft, Team team, OrderOffered told)
    {
        var known = draft.Book.Find<Engagement>(told.Order);
        if (known is { HasEnded: false, Status: not Engagement.Offered })
            return;

        var offer = new Engagement
        {
            Id = told.Order,
            CreatedAt = known?.CreatedAt ?? draft.Now,
            Need = told.Need,
            Category = told.Category,
            Urgency = told.Urgency,
            People = told.People,
            Wanted = told.Wanted,
            AnswerBy = told.AnswerBy,
        };
        if (known is not null && offer with { Version = known.Version, Unknown = known.Unknown } == known)
            return;

        draft.Record(new OfferReceived(offer.Need, offer.People, offer.Wanted, told.AnswerBy), offer);
        TeamRules.ShowCard(draft, team);
    }

    /// <summary>Promises time to an order whose leader has said yes, or says why not.</summary>
    public static void Reserve(Draft draft, Team team, ReservationAsked asked)
    {
        var to = Ids.UnitStream(Ids.Owner(asked.Order));
        var known = draft.Book.Find<Engagement>(asked.Order);
        if (known is { HasEnded: false, Slot: { } kept })
        {
            draft.Record(new TimeRepeated(kept, known.People), known);
            draft.Send(to, new Reserved(known.Id, kept, known.People));
            return;
        }

        var engagement = known ?? new Engagement { Id = asked.Order, CreatedAt = draft.Now, Need = asked.Need, People = asked.People };
        var (found, code) = Find(draft, team, engagement, asked);
        if (found is not { } slot)
        {
            draft.Record(new TimeRefused(code), engagement);
            draft.Send(to, new ReservationRefused(asked.Order, code));
            return;
        }

        draft.Record(new TimeReserved(slot, asked.People), engagement with { Status = Engagement.Kept, Slot = slot, People = asked.People });
        draft.Send(to, new Reserved(asked.Order, slot, asked.People));
        TeamRules.ShowCard(draft, team);
    }

    /// <summary>The order goes on. One that had ended is taken up again: finished work is redone after a bad rating.</summary>
    public static void Move(Draft draft, Team team, OrderMoved told)
    {
        if (draft.Book.Find<Engagement>(told.Order) is not { } engagement || engagement.Status == told.Status)
            return;
        draft.Record(new EngagementMoved(told.Status), engagement with { Status = told.Status, Outcome = null, Closed = false });
        if (engagement.HasEnded)
            TeamRules.ShowCard(draft, team);
    }

    /// <summary>The offer or order is over: its time is cut at <see cref="OrderEnded.FreeFrom"/>, or dropped where it had not begun.</summary>
    public static void End(Draft draft, Team team, OrderEnded told)
    {
        if (draft.Book.Find<Engagement>(told.Order) is not { Closed: false } engagement)
            return;

        var slot = Cut(engagement.Slot, told.FreeFrom);
        if (engagement.HasEnded && slot == engagement.Slot)
            return;
        draft.Record(new EngagementEnded(told.Status, told.FreeFrom), engagement with
        {
            Status = Engagement.Ended,
            Outcome = told.Status,
            Slot = slot,
            Closed = slot is null || slot.Value.Until <= draft.Now,
        });
        TeamRules.ShowCard(draft, team);
    }

    /// <summary>Closes what has ended and whose time is past.</summary>
    public static void Close(Draft draft, string order)
    {
        if (draft.Book.Find<Engagement>(order) is { HasEnded: true, Closed: false } engagement && !(engagement.Slot?.Until > draft.Now))
            draft.Record(new EngagementClosed(), engagement with { Closed = true });
    }

    /// <summary>Adds a rating to the team's tally, or the difference of a changed one.</summary>
    public static void Rate(Draft draft, Team team, OrderRated told)
    {
        if (told is { SumDelta: 0, CountDelta: 0 })
            return;
        team = draft.Record(new TeamRated(told.Order, told.SumDelta, told.CountDelta), team with
        {
            RatingSum = team.RatingSum + told.SumDelta,
            RatingCount = team.RatingCount + told.CountDelta,
        });
        TeamRules.ShowCard(draft, team);
    }

    // An agreed slot may lie outside the weekly hours: the leader has said yes to it. Where none is agreed, the first free stretch is
    // also the one that ends soonest, so a wish to end by some time (NotAfter) is met by it or by none.
    private static (TimeSlot? Slot, string Code) Find(Draft draft, Team team, Engagement engagement, ReservationAsked asked)
    {
        if (engagement.HasEnded)
            return (null, "order.ended");
        if (!team.Active)
            return (null, "team.inactive");

        var schedule = Schedule.Of(team, draft.Book.All<Engagement>());
        if (asked.Slot is not { } wanted)
        {
            // Nobody agreed on a time: a team that has named no hours of its own is not sent out at night, but for what cannot wait.
            if (team.Availability.IsEmpty && engagement.Urgency != Urgency.Urgent)
                schedule = schedule with { Availability = Daytime };
            return schedule.FirstFree(NextMinute(draft.Now), asked.Duration, null, asked.People) is { } first ? (first, "") : (null, "team.full");
        }

        if (!wanted.IsValid || wanted.Until <= draft.Now)
            return (null, "slot.past");

        var ahead = wanted.From < draft.Now ? wanted with { From = draft.Now } : wanted;
        if (schedule.Exceptions.Any(ahead.Overlaps))
            return (null, "team.away");
        return schedule.IsFree(ahead, asked.People) ? (ahead, "") : (null, "team.full");
    }

    private static TimeSlot? Cut(TimeSlot? slot, DateTimeOffset freeFrom) => slot is not { } kept || kept.Until <= freeFrom
        ? slot
        : kept.From < freeFrom ? kept with { Until = freeFrom } : null;

    private static DateTimeOffset NextMinute(DateTimeOffset at)
    {
        var over = at.Ticks % TimeSpan.TicksPerMinute;
        return over == 0 ? at : at.AddTicks(TimeSpan.TicksPerMinute - over);
    }
}
