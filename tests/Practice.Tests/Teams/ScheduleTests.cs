using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

public sealed class ScheduleTests
{
    [Fact]
    public void Slots_that_only_touch_do_not_add_up()
    {
        var plan = Plan(1, (Slot(8, 10), 1), (Slot(12, 14), 1));

        Assert.True(plan.IsFree(Slot(10, 12), 1));
        Assert.Equal(1, Plan(2, (Slot(8, 10), 1), (Slot(10, 12), 1)).Peak(Slot(8, 12)));
    }

    [Fact]
    public void A_slot_beyond_capacity_at_one_instant_is_not_free()
    {
        var plan = Plan(3, (Slot(8, 11), 1), (Slot(10, 13), 1));

        Assert.Equal(2, plan.Peak(Slot(8, 13)));
        Assert.True(plan.IsFree(Slot(8, 13), 1));
        Assert.False(plan.IsFree(Slot(8, 13), 2));
        Assert.True(plan.IsFree(Slot(11, 13), 2));
    }

    [Fact]
    public void Absence_is_never_free()
    {
        var plan = Plan(3) with { Exceptions = [Slot(9, 10)] };

        Assert.False(plan.IsFree(Slot(8, 12), 1));
        Assert.True(plan.IsFree(Slot(10, 12), 1));
    }

    [Fact]
    public void An_empty_or_backward_slot_and_nobody_are_not_free()
    {
        Assert.False(Plan(3).IsFree(Slot(8, 8), 1));
        Assert.False(Plan(3).IsFree(new(At(3, 9), At(3, 8)), 1));
        Assert.False(Plan(3).IsFree(Slot(8, 9), 0));
    }

    [Fact]
    public void Without_weekly_hours_the_first_free_stretch_is_at_once()
    {
        var first = Plan(1).FirstFree(Monday, TimeSpan.FromHours(30), null, 1);

        Assert.Equal(new TimeSlot(Monday, Monday.AddHours(30)), first);
    }

    [Fact]
    public void The_first_free_stretch_steps_over_promises_and_absence()
    {
        var plan = Plan(2, (Slot(8, 10), 2), (Slot(11, 12), 1)) with { Exceptions = [Slot(12, 13)] };

        Assert.Equal(Slot(10, 12), plan.FirstFree(At(3, 8), TimeSpan.FromHours(2), null, 1));
        Assert.Equal(Slot(13, 15), plan.FirstFree(At(3, 8), TimeSpan.FromHours(2), null, 2));
    }

    [Fact]
    public void The_first_free_stretch_ends_in_time_or_there_is_none()
    {
        var plan = Plan(1, (Slot(8, 10), 1));

        Assert.Equal(Slot(10, 12), plan.FirstFree(At(3, 8), TimeSpan.FromHours(2), At(3, 12), 1));
        Assert.Null(plan.FirstFree(At(3, 8), TimeSpan.FromHours(2), At(3, 11, 59), 1));
    }

    [Fact]
    public void Weekly_hours_are_read_in_China_time()
    {
        var plan = Plan(1) with { Availability = [new(3, 9 * 60, 11 * 60)] };

        var first = plan.FirstFree(Monday.ToUniversalTime(), TimeSpan.FromHours(1), null, 1);

        Assert.Equal(Slot(9, 10, day: 4), first);
    }

    [Fact]
    public void Hours_that_have_begun_serve_for_what_is_left_of_them()
    {
        var plan = Plan(1) with { Availability = [new(2, 9 * 60, 12 * 60)] };

        Assert.Equal(Slot(10, 12), plan.FirstFree(At(3, 10), TimeSpan.FromHours(2), null, 1));
        Assert.Equal(Slot(9, 12, day: 10), plan.FirstFree(At(3, 10), TimeSpan.FromHours(3), null, 1));
    }

    [Fact]
    public void Hours_that_touch_at_midnight_are_one_stretch()
    {
        var plan = Plan(1) with { Availability = [new(2, 22 * 60, 1440), new(3, 0, 2 * 60)] };

        Assert.Equal(new TimeSlot(At(3, 22), At(4, 2)), plan.FirstFree(Monday, TimeSpan.FromHours(4), null, 1));
    }

    [Fact]
    public void Hours_over_Sunday_night_are_one_stretch()
    {
        var plan = Plan(1) with { Availability = [new(1, 0, 9 * 60), new(7, 23 * 60, 1440)] };

        Assert.Equal(new TimeSlot(At(8, 23), At(9, 9)), plan.FirstFree(Monday, TimeSpan.FromHours(10), null, 1));
        Assert.Equal(new TimeSlot(Monday, At(2, 9)), plan.FirstFree(Monday, TimeSpan.FromHours(1), null, 1));
    }

    [Fact]
    public void Seven_whole_days_are_always()
    {
        var plan = Plan(1) with { Availability = [.. Enumerable.Range(1, 7).Select(day => new WeeklyHours(day, 0, 1440))] };

        Assert.Equal(new TimeSlot(Monday, Monday.AddDays(20)), plan.FirstFree(Monday, TimeSpan.FromDays(20), null, 1));
    }

    [Theory]
    [InlineData(3.0, 1)]
    [InlineData(0.0, 1)]
    [InlineData(1.0, 2)]
    [InlineData(1.0, 0)]
    public void What_can_never_be_is_not_looked_for_for_ever(double hours, int people)
    {
        var plan = Plan(1) with { Availability = [new(2, 9 * 60, 11 * 60)] };

        Assert.Null(plan.FirstFree(Monday, TimeSpan.FromHours(hours), null, people));
    }
}
