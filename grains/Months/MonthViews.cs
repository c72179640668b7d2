using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Months;

/// <summary>What staff see of a month.</summary>
public static class MonthViews
{
    public static MonthView? Of(Book book, string unit, string id, DateTimeOffset now)
    {
        if (book.Find<Month>(id) is not { } month || !YearMonth.TryParse(id, out var parsed))
            return null;
        var published = month.State == MonthState.Published;
        return new()
        {
            Unit = unit,
            Month = parsed,
            State = month.State,
            OpenedAt = month.OpenedAt,
            PlannedAt = month.PlannedAt,
            ConfirmedAt = month.ConfirmedAt,
            PublishedAt = month.PublishedAt,
            Plan = month.Plan,
            Lines = [.. MonthRules.Lines(book, parsed).Select(line => line.View(book.Find<Need>(line.Need)))],
            Gaps = published ? [] : [.. PeriodRules.Gaps(book, Period.Of(book, parsed, now), now).Select(need => need.Id)],
            Children =
            [
                .. book.All<ChildUnit>().Where(child => child.Status == UnitStatus.Active)
                    .Select(child => new ChildMonth(child.Id, child.Name, book.Find<ChildPublication>($"{child.Id}/{id}")?.PublishedAt)),
            ],
            Version = month.Version,
        };
    }
}
