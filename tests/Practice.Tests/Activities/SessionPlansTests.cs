using CsCheck;
using Practice.Activities;
using Practice.Shared;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>Single, several and recurring sessions.</summary>
public sealed class SessionPlansTests
{
    private static readonly string?[] Rules = [null, "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=30", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=3;UNTIL=20270101T000000Z"];

    [Fact]
    public void A_weekly_rule_makes_its_sessions_at_the_same_hour_here()
    {
        var slots = Expanded(new SessionPlan(Saturday.From.ToUniversalTime(), Saturday.Until.ToUniversalTime(), "FREQ=WEEKLY;BYDAY=SA;COUNT=4"));

        Assert.Equal([At(7, 9), At(14, 9), At(21, 9), At(28, 9)], slots.Select(s => s.From));
        Assert.All(slots, s => Assert.Equal(TimeSpan.FromHours(2), s.Until - s.From));
    }

    [Fact]
    public void The_last_saturday_of_each_month_is_a_rule_too()
    {
        var slots = Expanded(new SessionPlan(At(28, 9), At(28, 11), "RRULE:FREQ=MONTHLY;BYDAY=-1SA;COUNT=3"));

        Assert.Equal(["2026-03-28", "2026-04-25", "2026-05-30"], slots.Select(s => s.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("FREQ=HOURLY;COUNT=3")]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=DAILY;BYHOUR=9,10;COUNT=4")]
    [InlineData("every day")]
    [InlineData("FREQ=DAILY;COUNT=x")]
    [InlineData("FREQ=DAILY;INTERVAL=0;COUNT=3")]
    [InlineData("FREQ=DAILY;BYMONTH=13")]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20260401T000000Z")]
    [InlineData("")]
    public void What_is_no_rule_by_the_day_is_refused(string rule) =>
        Assert.Equal("rule.invalid", SessionPlans.Expand([new(Saturday.From, Saturday.Until, rule)], out _)?.Code);

    [Fact]
    public void A_rule_without_an_end_makes_too_many() =>
        Assert.Equal("sessions.tooMany", SessionPlans.Expand([new(Saturday.From, Saturday.Until, "FREQ=DAILY")], out _)?.Code);

    [Fact]
    public void A_rule_that_never_comes_true_makes_none_and_comes_to_an_end()
    {
        Assert.Null(SessionPlans.Expand([new(Saturday.From, Saturday.Until, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")], out var slots));

        Assert.True(slots.Length <= 1, $"{slots.Length} sessions");
    }

    [Fact]
    public void Sessions_that_overlap_are_two_activities() =>
        Assert.Equal("sessions.overlap", SessionPlans.Expand([new(At(7, 9), At(7, 11)), new(At(7, 10), At(7, 12))], out _)?.Code);

    [Fact]
    public void Whatever_is_planned_is_in_order_apart_bounded_and_within_a_year() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[15, 1440], Gen.Int[0, 5].Select(i => Rules[i]))
            .Array[0, 4].Sample(plans =>
        {
            SessionPlan[] asked = [.. plans.Select(p => new SessionPlan(Monday.AddHours(p.Item1), Monday.AddHours(p.Item1).AddMinutes(p.Item2), p.Item3))];

            if (SessionPlans.Expand(asked, out var slots) is not null)
                return;
            Assert.True(slots.Length <= SessionPlans.Most);
            for (var i = 1; i < slots.Length; i++)
                Assert.True(slots[i - 1].Until <= slots[i].From);
            Assert.All(slots, slot => Assert.Contains(asked, p => slot.From >= p.From && slot.From - p.From <= SessionPlans.Horizon && slot.Until - slot.From == p.Until - p.From));
        }, iter: 300);

    private static System.Collections.Immutable.ImmutableArray<TimeSlot> Expanded(params SessionPlan[] plans)
    {
        Assert.Null(SessionPlans.Expand(plans, out var slots));
        return slots;
    }
}
