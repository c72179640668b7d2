using Practice.Calendars;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Calendars;

public sealed class CalendarYearTests
{
    [Theory]
    [InlineData(2027, "02-05 02-06 02-07 02-08", "04-05", "06-09", "09-15")]
    [InlineData(2028, "01-25 01-26 01-27 01-28", "04-04", "05-28", "10-03")]
    [InlineData(2029, "02-12 02-13 02-14 02-15", "04-04", "06-16", "09-22")]
    [InlineData(2030, "02-02 02-03 02-04 02-05", "04-05", "06-05", "09-12")]
    [InlineData(2025, "01-28 01-29 01-30 01-31", "04-04", "05-31", "10-06")]
    public void A_year_that_is_not_loaded_has_the_statutory_holidays(int year, string spring, string qingming, string dragonBoat, string midAutumn)
    {
        var expected = $"{spring} {qingming} {dragonBoat} {midAutumn} 01-01 05-01 05-02 10-01 10-02 10-03".Split(' ').Select(d => $"{year}-{d}");

        var computed = StatutoryHolidays.Provisional(year);

        Assert.Equal(CalendarYear.ParseDays(expected), computed.DaysOff);
        Assert.Empty(computed.WorkingWeekendDays);
        Assert.True(computed.Provisional);
        Assert.Empty(computed.Faults());
    }

    [Fact]
    public void A_loaded_year_replaces_the_provisional_one()
    {
        var calendar = WorkCalendar.Default;
        var start = new DateTimeOffset(2027, 2, 4, 10, 0, 0, ChinaTime.Offset);
        var before = Deadlines.After(new Span(SpanUnit.WorkingDays, 1), start, calendar);

        var loaded = calendar.With(new CalendarYear(2027, CalendarYear.ParseDays(["2027-02-05/2027-02-11"]), CalendarYear.ParseDays(["2027-02-13"])));
        var after = Deadlines.After(new Span(SpanUnit.WorkingDays, 1), start, loaded);

        Assert.Equal(new Due(start.AddDays(5), true), before);
        Assert.Equal(new Due(start.AddDays(8), false), after);
        Assert.True(loaded.IsWorkingDay(new(2027, 2, 13)));
        Assert.False(loaded.IsProvisional(new(2027, 5, 1)));
        Assert.True(calendar.IsProvisional(new(2027, 5, 1)));
    }

    [Fact]
    public void A_count_that_runs_into_an_unloaded_year_is_provisional()
    {
        var start = new DateTimeOffset(2026, 12, 30, 10, 0, 0, ChinaTime.Offset);

        Assert.False(Deadlines.After(new Span(SpanUnit.WorkingDays, 1), start, WorkCalendar.Default)!.Value.Provisional);
        Assert.True(Deadlines.After(new Span(SpanUnit.WorkingDays, 2), start, WorkCalendar.Default)!.Value.Provisional);
        Assert.False(Deadlines.After(new Span(SpanUnit.Days, 9), start, WorkCalendar.Default)!.Value.Provisional);
    }

    [Fact]
    public void Every_fault_of_a_year_is_named()
    {
        var year = new CalendarYear(
            2027,
            CalendarYear.ParseDays(["2027-03-01/2027-03-31", "2026-12-31"]),
            CalendarYear.ParseDays(["2027-03-02"]));

        var faults = year.Faults();

        Assert.Equal(
            ["2026-12-31 is not a day of 2027.", "2027-03-02 is both off and worked.", "2027-03-02 is not a weekend day.", "2027-03 has no working day."],
            faults);
        Assert.Throws<ArgumentException>(() => WorkCalendar.Default.With(year));
    }

    [Theory]
    [InlineData("2027-03-05/2027-03-01")]
    [InlineData("2027-02-30")]
    [InlineData("2027-03-01/2027-03-02/2027-03-03")]
    public void A_stretch_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => CalendarYear.ParseDays([text]));

    [Theory]
    [InlineData("2026-07", true)]
    [InlineData("2026-7", false)]
    [InlineData("2026-13", false)]
    [InlineData("2026-07-01", false)]
    [InlineData("", false)]
    public void A_month_is_written_with_four_and_two_digits(string text, bool valid) => Assert.Equal(valid, YearMonth.TryParse(text, out _));

    [Fact]
    public void A_month_goes_through_json_as_its_text()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new YearMonth(2026, 1).AddMonths(-1));

        Assert.Equal("\"2025-12\"", json);
        Assert.Equal(new YearMonth(2025, 12), System.Text.Json.JsonSerializer.Deserialize<YearMonth>(json));
    }
}
