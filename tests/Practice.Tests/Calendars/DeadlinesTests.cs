using Practice.Calendars;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Calendars;

public sealed class DeadlinesTests
{
    // The Friday before the worked Sunday of 2026-09-20.
    private static readonly DateTimeOffset Start = new(2026, 9, 18, 16, 0, 0, ChinaTime.Offset);

    [Fact]
    public void Urgent_limits_run_by_the_clock()
    {
        var due = Deadlines.For(Urgency.Urgent, Start, WorkCalendar.Default, TimeLimits.Default);

        Assert.Equal(
            new Deadlines(In(hours: 1), In(hours: 1), In(hours: 2), In(hours: 2), In(hours: 24), In(hours: 7 * 24)),
            due);
    }

    [Fact]
    public void Priority_limits_run_in_working_time()
    {
        var due = Deadlines.For(Urgency.Priority, Start, WorkCalendar.Default, TimeLimits.Default);

        Assert.Equal(
            new Deadlines(On(20, 11.5), On(20, 11.5), On(20, 16), On(20, 16), On(22, 16), In(hours: 7 * 24)),
            due);
    }

    [Fact]
    public void Normal_limits_run_in_working_days()
    {
        var due = Deadlines.For(Urgency.Normal, Start, WorkCalendar.Default, TimeLimits.Default);

        Assert.Equal(
            new Deadlines(On(20, 16), On(20, 16), On(21, 16), On(21, 16), On(24, 16), In(hours: 15 * 24)),
            due);
    }

    [Fact]
    public void Planned_needs_are_dispatched_by_the_month_and_finished_by_promise()
    {
        var due = Deadlines.For(Urgency.Planned, Start, WorkCalendar.Default, TimeLimits.Default);

        Assert.Equal(new Deadlines(On(22, 16), null, On(22, 16), null, null, In(hours: 15 * 24)), due);
    }

    [Theory]
    [InlineData("4wh", true)]
    [InlineData("24h", true)]
    [InlineData("15d", true)]
    [InlineData("1wd", true)]
    [InlineData("none", true)]
    [InlineData("1w", false)]
    [InlineData("-1h", false)]
    [InlineData("99999d", false)]
    [InlineData("", false)]
    [InlineData("4", false)]
    public void A_span_is_read_as_it_is_written(string text, bool valid)
    {
        var read = Span.TryParse(text, null, out var span);

        Assert.Equal(valid, read);
        if (valid)
            Assert.Equal(text, span.ToString());
    }

    [Fact]
    public void The_table_of_limits_goes_through_json()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(TimeLimits.Default, System.Text.Json.JsonSerializerOptions.Web);

        Assert.Contains("\"review\":\"4wh\"", json, StringComparison.Ordinal);
        Assert.Equal(TimeLimits.Default, System.Text.Json.JsonSerializer.Deserialize<TimeLimits>(json, System.Text.Json.JsonSerializerOptions.Web));
    }

    private static Due In(double hours) => new(Start.AddHours(hours), false);

    private static Due On(int day, double hour) => new(ChinaTime.At(new(2026, 9, day), TimeSpan.FromHours(hour)), false);
}
