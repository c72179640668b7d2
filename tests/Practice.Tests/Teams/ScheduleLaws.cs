using System.Collections.Immutable;
using CsCheck;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

/// <summary>The laws of a schedule, on random histories in steps of half an hour over ten days.</summary>
public sealed class ScheduleLaws
{
    private const int Steps = 480;

    private static readonly Gen<TimeSlot> Slots = Gen.Select(Gen.Int[0, Steps], Gen.Int[1, 24], (from, length) => new TimeSlot(Tick(from), Tick(from + length)));

    private static readonly Gen<Schedule> Plans = Gen.Select(
        Gen.Int[1, 4],
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 40], Gen.Int[1, 8], (day, from, length) => new WeeklyHours(day, from * 30, (from + length) * 30)).Array[0, 6],
        Slots.Array[0, 4],
        Gen.Select(Slots, Gen.Int[1, 4]).Array[0, 25],
        (capacity, hours, away, promised) => new Schedule(capacity, [.. hours], [.. away],
            [.. promised.Select((p, n) => new Reservation(Order(n), p.Item1, Math.Min(p.Item2, capacity)))]));

    private static readonly Gen<(int Kind, int Order, TimeSlot Slot, int People, int Wait)[]> Histories =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 12], Slots, Gen.Int[1, 4], Gen.Int[0, 6]).Array[1, 60];

    [Fact]
    public void The_peak_is_the_largest_sum_at_any_instant() => Gen.Select(Plans, Slots).Sample((plan, slot) =>
        Assert.Equal(Instants(slot).Max(at => Sum(plan.Reserved, at)), plan.Peak(slot)));

    [Fact]
    public void The_first_free_stretch_is_free_and_the_first() => Gen.Select(Plans, Gen.Int[0, 60], Gen.Int[1, 10], Gen.Int[1, 4]).Sample((plan, from, length, people) =>
    {
        var found = plan.FirstFree(Tick(from), TimeSpan.FromMinutes(30 * length), null, people);

        var first = Enumerable.Range(from, Steps + 24 + 700)
            .Select(n => new TimeSlot(Tick(n), Tick(n + length)))
            .Where(slot => plan.IsFree(slot, people) && Instants(slot).All(at => Serves(plan.Availability, at)))
            .Select(slot => (TimeSlot?)slot)
            .FirstOrDefault();
        Assert.Equal(first, found);
    }, iter: 300);

    [Fact]
    public void No_history_promises_more_than_the_team_has() => Histories.Sample(history =>
    {
        const int capacity = 4;
        var draft = Founded(capacity);
        var told = new Dictionary<string, Reservation>();
        var now = Monday;
        foreach (var (kind, order, slot, people, wait) in history)
        {
            now = now.AddMinutes(30 * wait);
            draft = draft.Then(now);
            switch (kind)
            {
                case 0:
                    draft.Ask(order, null, people, slot.Until - slot.From);
                    break;
                case 1 or 2:
                    draft.Ask(order, slot, people);
                    break;
                case 3:
                    draft.End(order, slot.From > now ? slot.From : now);
                    if (told.TryGetValue(Order(order), out var kept) && draft.Engagement(order) is { HasEnded: true } ended)
                        told[Order(order)] = kept with { Slot = ended.Slot ?? new(kept.Slot.From, kept.Slot.From) };
                    break;
                case 4:
                    TeamRules.Edit(draft, TeamId, new(Exceptions: [.. draft.Team().Exceptions, slot]), null);
                    break;
                default:
                    EngagementRules.Close(draft, Order(order));
                    break;
            }

            foreach (var reserved in draft.Messages.Select(m => m.Message).OfType<Reserved>())
                told[reserved.Order] = new(reserved.Order, reserved.Slot, reserved.People);
            foreach (var at in told.Values.SelectMany(r => new[] { r.Slot.From, r.Slot.Until }))
                Assert.True(Sum(told.Values, at) <= capacity, $"{Sum(told.Values, at)} helpers at {at:O}");
            foreach (var promise in told.Values.Where(r => r.Slot.Until > now && r.Slot.IsValid))
                Assert.DoesNotContain(draft.Team().Exceptions, away => away.Overlaps(promise.Slot with { From = promise.Slot.From < now ? now : promise.Slot.From }));
        }
    }, iter: 500);

    private static DateTimeOffset Tick(int step) => Monday.AddMinutes(30 * step);

    private static IEnumerable<DateTimeOffset> Instants(TimeSlot slot)
    {
        for (var at = slot.From; at < slot.Until; at = at.AddMinutes(30))
            yield return at;
    }

    private static int Sum(IEnumerable<Reservation> promised, DateTimeOffset at) =>
        promised.Where(r => r.Slot.From <= at && at < r.Slot.Until).Sum(r => r.People);

    private static bool Serves(ImmutableArray<WeeklyHours> hours, DateTimeOffset at)
    {
        var weekday = ((int)at.DayOfWeek + 6) % 7 + 1;
        return hours.IsEmpty || hours.Any(h => h.Weekday == weekday && h.From <= at.TimeOfDay.TotalMinutes && at.TimeOfDay.TotalMinutes < h.Until);
    }
}
