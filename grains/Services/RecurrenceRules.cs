using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Resources;
using Practice.Shared;

namespace Practice.Services;

/// <summary>The sessions that follow from a recurrence.</summary>
/// <remarks>Laws: sessions are in order and do not repeat; every one begins in the month asked for, save one moved past its end by a run of days off.</remarks>
public static class RecurrenceRules
{
    public static ImmutableArray<TimeSlot> Sessions(Recurrence recurrence, YearMonth month, WorkCalendar calendar) =>
        [.. Occurrences(recurrence, month, calendar).Select(occurrence => occurrence.Slot)];

    /// <summary>The same, each with the day that the recurrence names: it stays when a day off moves the session.</summary>
    public static ImmutableArray<(DateOnly Day, TimeSlot Slot)> Occurrences(Recurrence recurrence, YearMonth month, WorkCalendar calendar)
    {
        if (recurrence.Months.Length > 0 && !recurrence.Months.Contains(month.Month))
            return [];
        var days = Enumerable.Range(0, month.LastDay.Day).Select(month.FirstDay.AddDays);
        var dates = recurrence.Kind switch
        {
            // An exchanged Saturday or Sunday stands for the day of the week that it makes up for, which no notice names: it is worked, and counts where all five are.
            RecurrenceKind.Weekly => days.Where(d => recurrence.Weekdays.Contains(ChinaTime.Weekday(d)) || (recurrence.OnlyWorkingDays && ChinaTime.Weekday(d) > 5 && AllWeek(recurrence))),
            RecurrenceKind.MonthlyDay => days.Where(d => recurrence.Days.Contains(d.Day)),
            RecurrenceKind.NthWeekday => days.Where(d => recurrence.Weekdays.Contains(ChinaTime.Weekday(d)) && IsNth(d, recurrence.Nth, month)),
            RecurrenceKind.Dates => recurrence.Dates.Where(month.Contains),
            _ => [],
        };
        var (from, until) = (TimeSpan.FromMinutes(ResourceHours.Minutes(recurrence.From) ?? 0), TimeSpan.FromMinutes(ResourceHours.Minutes(recurrence.Until) ?? 1440));
        return
        [
            .. dates.Where(d => !recurrence.OnlyWorkingDays || calendar.IsWorkingDay(d)).Order()
                .Select(d => (Day: d, On: recurrence.MoveToWorkingDay && !calendar.IsWorkingDay(d) ? calendar.AddWorkingDays(d, 1) : d))
                .DistinctBy(d => d.On).OrderBy(d => d.On).Select(d => (d.Day, new TimeSlot(ChinaTime.At(d.On, from), ChinaTime.At(d.On, until)))),
        ];
    }

    public static Refusal? Invalid(Recurrence recurrence)
    {
        var right = recurrence.Kind switch
        {
            RecurrenceKind.Weekly => recurrence.Weekdays.Length > 0,
            RecurrenceKind.MonthlyDay => recurrence.Days.Length > 0,
            RecurrenceKind.NthWeekday => recurrence.Weekdays.Length > 0 && recurrence.Nth is -1 or (>= 1 and <= 4),
            RecurrenceKind.Dates => recurrence.Dates.Length is > 0 and <= 366,
            _ => false,
        };
        right &= recurrence.Weekdays.All(w => w is >= 1 and <= 7) && recurrence.Days.All(d => d is >= 1 and <= 31)
            && recurrence.Months.All(m => m is >= 1 and <= 12)
            && !(recurrence.MoveToWorkingDay && recurrence.OnlyWorkingDays)
            && ResourceHours.Minutes(recurrence.From) is { } from && ResourceHours.Minutes(recurrence.Until) is { } until && from < until;
        return right ? null : Refusal.Malformed("recurrence.invalid",
            "Weekly: weekdays 1 to 7; monthlyDay: days 1 to 31; nthWeekday: weekdays and 1 to 4 or -1; dates: up to 366; times HH:mm, the end after the beginning; on a day off moved or left out, not both.");
    }

    private static bool AllWeek(Recurrence recurrence) => Enumerable.Range(1, 5).All(day => recurrence.Weekdays.Contains(day));

    private static bool IsNth(DateOnly date, int nth, YearMonth month) => nth == -1 ? date.AddDays(7) > month.LastDay : (date.Day - 1) / 7 + 1 == nth;
}
