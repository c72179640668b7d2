using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>A team's time: how many it can send, when it serves, when it is away, what is promised. Pure.</summary>
/// <remarks>
/// Laws: intervals are half-open. At every instant the promised helpers are at most <see cref="Capacity"/> as long as each promise
/// was <see cref="IsFree"/> when it was made. Weekly hours bind what is proposed (<see cref="FirstFree"/>), not what a leader has
/// agreed to; absence binds both.
/// </remarks>
public sealed record Schedule(int Capacity, ImmutableArray<WeeklyHours> Availability, ImmutableArray<TimeSlot> Exceptions, ImmutableArray<Reservation> Reserved)
{
    /// <summary>Nothing longer is ever proposed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Schedule Of(Team team, IEnumerable<Engagement> engagements) =>
        new(team.Capacity, team.Availability, team.Exceptions, [.. Promised(engagements)]);

    /// <summary>As far as the card tells: a guess that only the team itself can confirm.</summary>
    public static Schedule Of(TeamCard card) => new(card.Capacity, card.Availability, card.Exceptions, card.Reserved);

    /// <summary>What is promised, of engagements that are not closed.</summary>
    public static IEnumerable<Reservation> Promised(IEnumerable<Engagement> engagements) => engagements
        .Where(engagement => !engagement.Closed && engagement.Slot is not null)
        .Select(engagement => new Reservation(engagement.Id, engagement.Slot!.Value, engagement.People));

    /// <summary>The most helpers that are promised at any one instant of a slot.</summary>
    public int Peak(TimeSlot slot) => Loads()
        .Where(load => load.Slot.Overlaps(slot))
        .Select(load => load.People)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Whether so many helpers can be promised for all of a slot: the team is not away and its capacity holds.</summary>
    public bool IsFree(TimeSlot slot, int people) =>
        slot.IsValid && people > 0 && !Exceptions.Any(slot.Overlaps) && people <= Capacity - Peak(slot);

    /// <summary>
    /// The first stretch of <paramref name="duration"/> within the weekly hours, starting at <paramref name="from"/> or later and
    /// ending by <paramref name="notAfter"/>, that is free for so many helpers; null if there is none.
    /// </summary>
    public TimeSlot? FirstFree(DateTimeOffset from, TimeSpan duration, DateTimeOffset? notAfter, int people)
    {
        if (duration <= TimeSpan.Zero || duration > Longest || people < 1 || people > Capacity)
            return null;

        var week = Week.Of(Availability);
        var blocked = Blocked(people);
        var start = from;
        while (week.Next(start, duration) is { } candidate && (notAfter is null || candidate.Until <= notAfter))
        {
            var clash = blocked.Where(candidate.Overlaps).ToList();
            if (clash.Count == 0)
                return candidate;

            // Any later start before the end of a clashing stretch would still touch it.
            start = clash.Max(slot => slot.Until);
        }

        return null;
    }

    /// <summary>Stretches in which so many more helpers cannot be sent.</summary>
    private List<TimeSlot> Blocked(int people) =>
        [.. Exceptions, .. Loads().Where(load => load.People > Capacity - people).Select(load => load.Slot)];

    // One sweep over the ends of all promises: between two neighbouring ends the sum is constant.
    private IEnumerable<(TimeSlot Slot, int People)> Loads()
    {
        var ends = Reserved
            .SelectMany(r => new[] { (At: r.Slot.From, Delta: r.People), (At: r.Slot.Until, Delta: -r.People) })
            .GroupBy(end => end.At)
            .OrderBy(end => end.Key);
        var people = 0;
        DateTimeOffset? last = null;
        foreach (var end in ends)
        {
            if (last is { } since && people > 0)
                yield return (new(since, end.Key), people);
            people += end.Sum(e => e.Delta);
            last = end.Key;
        }
    }
}
