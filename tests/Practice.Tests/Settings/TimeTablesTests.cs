using Practice.Calendars;
using Practice.Settings;
using Xunit;

namespace Practice.Tests.Settings;

public sealed class TimeTablesTests
{
    [Fact]
    public void Time_limits_come_back_as_they_were_written()
    {
        var (limits, faults) = TimeTables.Read(TimeTables.Write(TimeLimits.Default));

        Assert.Empty(faults);
        Assert.Equal(TimeLimits.Default, limits);
    }

    [Fact]
    public void A_span_that_is_none_is_refused_with_its_field()
    {
        var table = TimeTables.Write(TimeLimits.Default);
        table = table with { Urgent = table.Urgent with { Review = "soon" }, Planned = null! };

        var (limits, faults) = TimeTables.Read(table);

        Assert.Null(limits);
        Assert.Equal(7, faults.Count);
        Assert.Equal(("timeLimit.invalid", "urgent.review"), (faults[0].Code, faults[0].Field));
        Assert.Equal("planned.review", faults[1].Field);
    }

    [Fact]
    public void A_calendar_comes_back_as_it_was_written()
    {
        var year = WorkCalendar.Default.Year(2026);

        var (read, faults) = TimeTables.Read(TimeTables.Write(year), 2026);

        Assert.Empty(faults);
        Assert.Equal(year, read);
    }

    [Theory]
    [InlineData("2027-01-01", null, 2028, "calendar.wrongYear")]
    [InlineData("2026-12-31/2027-01-01", null, 2027, "calendar.wrongYear")]
    [InlineData("2027-13-01", null, 2027, "calendar.days")]
    [InlineData("2027-02-03/2027-02-01", null, 2027, "calendar.days")]
    [InlineData("2027-01-02", "2027-01-02", 2027, "calendar.overlap")]
    [InlineData("2027-01-01", "2027-01-04", 2027, "calendar.notWeekend")]
    [InlineData("2027-02-01/2027-02-28", null, 2027, "calendar.invalid")]
    public void A_bad_calendar_is_refused(string off, string? worked, int year, string code)
    {
        var table = new CalendarTable(2027) { DaysOff = [off], WorkingWeekendDays = worked is null ? [] : [worked] };

        var (read, faults) = TimeTables.Read(table, year);

        Assert.Null(read);
        Assert.Equal(code, faults[0].Code);
    }

    [Fact]
    public void A_day_named_twice_is_refused()
    {
        var (_, faults) = TimeTables.Read(new CalendarTable(2027) { DaysOff = ["2027-10-01/2027-10-07", "2027-10-07"] }, 2027);

        Assert.Equal(("calendar.overlap", "daysOff[1]"), (faults[0].Code, faults[0].Field));
    }
}
