using System.Globalization;
using CsCheck;
using Practice.Calendars;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Default;
    private static readonly Gen<DateOnly> Dates = Gen.Int[0, 1460].Select(new DateOnly(2025, 1, 1).AddDays);
    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 1460 * 1440].Select(m => At("2025-01-01 00:00").AddMinutes(m));

    [Theory]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-04-30", 3, "2026-05-08")]
    [InlineData("2026-09-18", 1, "2026-09-20")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-01-03", -1, "2025-12-31")]
    [InlineData("2026-01-03", 0, "2026-01-03")]
    public void Working_days_are_counted_by_the_notice(string from, int days, string expected)
    {
        var date = Calendar.AddWorkingDays(Day(from), days);

        Assert.Equal(Day(expected), date);
    }

    [Theory]
    [InlineData(1, 4, 30)]
    [InlineData(2, 2, 28)]
    [InlineData(5, 6, 29)]
    [InlineData(9, 1, 30)]
    [InlineData(10, 8, 30)]
    public void A_month_begins_and_ends_on_working_days(int month, int first, int last)
    {
        var of = new YearMonth(2026, month);

        Assert.Equal(new DateOnly(2026, month, first), Calendar.FirstWorkingDay(of));
        Assert.Equal(new DateOnly(2026, month, last), Calendar.LastWorkingDay(of));
    }

    [Fact]
    public void The_year_2026_has_248_working_days()
    {
        var days = Calendar.WorkingDaysBetween(new(2026, 1, 1), new(2027, 1, 1));

        Assert.Equal(248, days);
    }

    [Theory]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2026-09-19", false)]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    public void Exchanged_days_are_known(string day, bool working) => Assert.Equal(working, Calendar.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2026-09-18 10:15", "2026-09-20 10:15")] // Friday to the worked Sunday
    [InlineData("2026-09-18 23:59", "2026-09-20 17:30")]
    [InlineData("2026-09-19 00:01", "2026-09-20 17:30")]
    [InlineData("2026-09-20 07:00", "2026-09-21 09:00")]
    [InlineData("2026-09-21 12:40", "2026-09-22 12:40")]
    [InlineData("2026-02-14 16:00", "2026-02-24 16:00")]
    public void One_working_day_keeps_the_time_of_day_within_the_office_day(string start, string expected)
    {
        var due = Calendar.AddWorkingDays(At(start), 1);

        Assert.Equal(At(expected), due);
    }

    [Theory]
    [InlineData("2026-09-18 11:00", 4, "2026-09-18 16:30")]
    [InlineData("2026-09-18 16:30", 4, "2026-09-20 12:00")]
    [InlineData("2026-09-18 23:30", 1, "2026-09-20 10:00")]
    [InlineData("2026-02-14 17:00", 1, "2026-02-24 09:30")]
    [InlineData("2026-09-21 09:00", 7, "2026-09-21 17:30")]
    public void Working_hours_run_in_office_time_only(string start, int hours, string expected)
    {
        var due = Calendar.AddWorkingHours(At(start), hours);

        Assert.Equal(At(expected), due);
    }

    [Fact]
    public void An_instant_counts_by_the_local_day_whatever_its_offset()
    {
        var lateInUtc = new DateTimeOffset(2026, 9, 17, 18, 0, 0, TimeSpan.Zero);

        var due = Calendar.AddWorkingDays(lateInUtc, 1);

        Assert.Equal(At("2026-09-20 09:00"), due);
    }

    [Fact]
    public void A_unit_has_its_own_hours()
    {
        var night = Calendar.With(new OfficeHours([new(TimeSpan.FromHours(18), TimeSpan.FromHours(24))]));

        Assert.Equal(At("2026-09-22 00:00"), night.AddWorkingHours(At("2026-09-21 12:00"), 6));
        Assert.Equal(At("2026-09-22 18:00"), night.AddWorkingDays(At("2026-09-21 12:00"), 1));
    }

    [Fact]
    public void Office_hours_that_overlap_are_no_office_hours()
    {
        Assert.False(OfficeHours.AreValid([new(TimeSpan.FromHours(9), TimeSpan.FromHours(12)), new(TimeSpan.FromHours(11), TimeSpan.FromHours(14))]));
        Assert.False(OfficeHours.AreValid([]));
        Assert.False(OfficeHours.AreValid([new(TimeSpan.FromHours(9), TimeSpan.FromHours(25))]));
    }

    [Fact]
    public void Adding_days_follows_the_sum_law() => Gen.Select(Dates, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((date, a, b) =>
        Calendar.AddWorkingDays(Calendar.AddWorkingDays(date, a), b) == Calendar.AddWorkingDays(date, a + b));

    [Fact]
    public void Adding_days_to_an_instant_follows_the_sum_law() => Gen.Select(Instants, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((start, a, b) =>
        Calendar.AddWorkingDays(Calendar.AddWorkingDays(start, a), b) == Calendar.AddWorkingDays(start, a + b));

    [Fact]
    public void Adding_hours_follows_the_sum_law() => Gen.Select(Instants, Gen.Int[0, 2000], Gen.Int[0, 2000]).Sample((start, a, b) =>
        Calendar.AddWorkingTime(Calendar.AddWorkingTime(start, TimeSpan.FromMinutes(a)), TimeSpan.FromMinutes(b))
            == Calendar.AddWorkingTime(start, TimeSpan.FromMinutes(a + b)));

    [Fact]
    public void What_starts_later_is_not_due_earlier() => Gen.Select(Instants, Gen.Int[0, 10_000], Gen.Int[0, 30]).Sample((start, later, n) =>
        Calendar.AddWorkingDays(start, n) <= Calendar.AddWorkingDays(start.AddMinutes(later), n)
        && Calendar.AddWorkingHours(start, n) <= Calendar.AddWorkingHours(start.AddMinutes(later), n));

    [Fact]
    public void Working_time_never_ends_on_a_day_off() => Gen.Select(Instants, Gen.Int[1, 60]).Sample((start, n) =>
        Calendar.IsWorkingDay(ChinaTime.DateOf(Calendar.AddWorkingDays(start, n)))
        && Calendar.IsWorkingDay(ChinaTime.DateOf(Calendar.AddWorkingHours(start, n))));

    [Fact]
    public void The_office_time_up_to_the_due_instant_is_what_was_added() => Gen.Select(Instants, Gen.Int[1, 40]).Sample((start, n) =>
        Calendar.WorkingTimeBetween(start, Calendar.AddWorkingHours(start, n)) == TimeSpan.FromHours(n)
        && Calendar.WorkingTimeBetween(start, Calendar.AddWorkingDays(start, n)) == n * Calendar.Hours.Length);

    [Fact]
    public void The_date_of_a_due_instant_is_the_date_law() => Gen.Select(Instants, Gen.Int[1, 40]).Sample((start, n) =>
        ChinaTime.DateOf(Calendar.AddWorkingDays(start, n)) == Calendar.AddWorkingDays(ChinaTime.DateOf(start), n));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), ChinaTime.Offset);
}
