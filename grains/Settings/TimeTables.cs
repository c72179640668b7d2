using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;

namespace Practice.Settings;

/// <summary>Turns the tables that people write into what the rules count with, and back. Every fault is named.</summary>
internal static class TimeTables
{
    public const int MostStretches = 400;

    /// <summary>Fault <c>timeLimit.invalid</c>, field like <c>urgent.review</c>.</summary>
    public static (TimeLimits? Limits, IReadOnlyList<Fault> Faults) Read(TimeLimitTable table)
    {
        var faults = new List<Fault>();
        var limits = new TimeLimits(
            Row("urgent", table.Urgent), Row("priority", table.Priority), Row("normal", table.Normal), Row("planned", table.Planned));
        return (faults.Count == 0 ? limits : null, faults);

        StepLimits Row(string name, TimeLimitRow? row) => new(
            One($"{name}.review", row?.Review), One($"{name}.dispatch", row?.Dispatch), One($"{name}.accept", row?.Accept),
            One($"{name}.contact", row?.Contact), One($"{name}.finish", row?.Finish), One($"{name}.rateWindow", row?.RateWindow));

        Span One(string field, string? text)
        {
            if (!Span.TryParse(text, null, out var span))
                faults.Add(new("timeLimit.invalid", field, "A time limit is written 24h, 7d, 4wh, 1wd or none."));
            return span;
        }
    }

    public static TimeLimitTable Write(TimeLimits limits)
    {
        return new(Row(limits.Urgent), Row(limits.Priority), Row(limits.Normal), Row(limits.Planned));

        static TimeLimitRow Row(StepLimits row) => new(
            row.Review.ToString(), row.Dispatch.ToString(), row.Accept.ToString(), row.Contact.ToString(), row.Finish.ToString(), row.RateWindow.ToString());
    }

    /// <summary>Faults <c>calendar.wrongYear, .days, .overlap, .notWeekend, .invalid</c>.</summary>
    public static (CalendarYear? Year, IReadOnlyList<Fault> Faults) Read(CalendarTable table, int year)
    {
        var faults = new List<Fault>();
        if (table.Year != year)
            faults.Add(new("calendar.wrongYear", "year", $"The table is of {table.Year}, not of {year}."));
        var off = Days("daysOff", table.DaysOff);
        var worked = Days("workingWeekendDays", table.WorkingWeekendDays);
        if (!off.Intersect(worked).IsEmpty)
            faults.Add(new("calendar.overlap", "workingWeekendDays", $"{Iso(off.Intersect(worked)[0])} is both off and worked."));
        if (worked.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(Iso).FirstOrDefault() is { } weekday)
            faults.Add(new("calendar.notWeekend", "workingWeekendDays", $"{weekday} is not a weekend day."));
        if (faults.Count > 0)
            return (null, faults);

        var result = new CalendarYear(year, off, worked, Provisional: false, table.Source);
        faults.AddRange(result.Faults().Select(fault => new Fault("calendar.invalid", "daysOff", fault)));
        return (faults.Count == 0 ? result : null, faults);

        ImmutableSortedSet<DateOnly> Days(string field, ImmutableArray<string> texts)
        {
            var days = ImmutableSortedSet.CreateBuilder<DateOnly>();
            for (var i = 0; i < (texts.IsDefault ? 0 : texts.Length); i++)
            {
                if (i == MostStretches || Stretch(texts[i]) is not { } stretch)
                {
                    faults.Add(new("calendar.days", $"{field}[{i}]", $"Days are written yyyy-MM-dd or yyyy-MM-dd/yyyy-MM-dd, at most {MostStretches} of them."));
                    break;
                }

                if (stretch.FirstOrDefault(d => d.Year != year) is var other && other != default)
                    faults.Add(new("calendar.wrongYear", $"{field}[{i}]", $"{Iso(other)} is not a day of {year}."));
                if (stretch.Any(days.Contains))
                    faults.Add(new("calendar.overlap", $"{field}[{i}]", $"'{texts[i]}' names a day that stands here already."));
                days.UnionWith(stretch);
            }

            return days.ToImmutable();
        }
    }

    /// <summary>A year as people write it: stretches of days joined.</summary>
    public static CalendarTable Write(CalendarYear year) => new(year.Year)
    {
        DaysOff = Join(year.DaysOff),
        WorkingWeekendDays = Join(year.WorkingWeekendDays),
        Source = year.Source,
        Provisional = year.Provisional,
    };

    private static ImmutableArray<string> Join(ImmutableSortedSet<DateOnly> days)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < days.Count;)
        {
            var first = i;
            while (++i < days.Count && days[i] == days[i - 1].AddDays(1))
            {
            }

            texts.Add(i - first == 1 ? Iso(days[first]) : $"{Iso(days[first])}/{Iso(days[i - 1])}");
        }

        return texts.ToImmutable();
    }

    private static ImmutableSortedSet<DateOnly>? Stretch(string? text)
    {
        try
        {
            return text is null ? null : CalendarYear.ParseDays([text]);
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
