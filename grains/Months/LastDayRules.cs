using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Months;

/// <summary>
/// The month's last day where three people do everything: what is owed is filled in beforehand and promised in one step (brief, row 114).
/// </summary>
/// <remarks>
/// Laws: taking every proposal leaves no gap; a promise that holds is proposed unchanged; a step that is refused for one need changes none.
/// </remarks>
public static class LastDayRules
{
    private const int Most = 500, MidMonth = 15;

    /// <summary>What the month owes, gaps first, then by date.</summary>
    public static MonthOwed Owed(Book book, ITerms terms, YearMonth month, DateTimeOffset now)
    {
        var gaps = Gaps(book, month, now).Select(need => need.Id).ToHashSet(StringComparer.Ordinal);
        var period = Period.Of(book, month, now);
        var lines = book.All<Need>().Where(need => need.IsUnsettled && PeriodRules.Unfulfilled(period, need))
            .Select(need => Line(book, terms, need, gaps.Contains(need.Id), now))
            .OrderByDescending(line => line.Gap).ThenBy(line => line.Proposed.PromisedDate).ThenBy(line => line.Need, StringComparer.Ordinal);
        return new(UnitRules.Profile(book)?.Id ?? "", month, terms.Calendar.LastWorkingDay(month), [.. lines], gaps.Count);
    }

    public static Refusal? Promise(Draft draft, ITerms terms, YearMonth month, PromiseMany command)
    {
        if (UnitRules.Profile(draft) is null)
            return UnitRules.Missing(draft);
        if (command.Items.Length > Most || command.Categories.Length > Most)
            return Refusal.Malformed("items.tooMany", $"At most {Most} promises in one step.");
        if (command.Items.Select(item => item.Need).Distinct(StringComparer.Ordinal).Count() != command.Items.Length)
            return Refusal.Malformed("items.doubled", "A need is named once.");

        var named = command.Items.Select(item => item.Need).ToHashSet(StringComparer.Ordinal);
        var left = Gaps(draft.Book, month, draft.Now).Where(need => !named.Contains(need.Id))
            .Select(need => (need.Id, Promise: command.Categories.FirstOrDefault(c => Covers(c.Category, need.Category))?.Promise
                ?? (command.Rest ? Propose(draft.Book, terms, need, draft.Now).Promise : null), Version: (long?)null));
        var refused = new List<(string Need, Refusal Why)>();
        foreach (var (id, promise, version) in command.Items.Select(item => (Id: item.Need, Promise: (Promise?)item.Promise, item.Version)).Concat(left).ToList())
            if (promise is not null && PromiseRules.Set(draft, id, promise, version) is { } why)
                refused.Add((id, why));
        return refused switch
        {
            [] => null,
            [var one] => one.Why with { Subjects = [one.Need] },
            _ => Refusal.Rule("promises.refused", refused[0].Why.Message) with { Subjects = [.. refused.Select(r => r.Need)] },
        };
    }

    private static PromiseDraft Line(Book book, ITerms terms, Need need, bool gap, DateTimeOffset now)
    {
        var (promise, source) = Propose(book, terms, need, now);
        return new(need.Id, need.Title, need.Category, need.Status, gap, source, promise, need.BrokenPromises, need.Version);
    }

    private static (Promise Promise, PromiseSource Source) Propose(Book book, ITerms terms, Need need, DateTimeOffset now)
    {
        if (PeriodRules.Holds(need, now))
            return (need.Promise!, PromiseSource.Holds);
        var date = NextDate(terms.Calendar, now);
        return need.Promise is { Steps.IsDefaultOrEmpty: false } last
            ? (last with { PromisedDate = date }, PromiseSource.LastPromise)
            : (new(Steps(need), date, Answerable(book)), PromiseSource.Suggested);
    }

    /// <summary>The middle of the next month, or the working day after it.</summary>
    private static DateOnly NextDate(WorkCalendar calendar, DateTimeOffset now)
    {
        var middle = ChinaTime.MonthOf(now).AddMonths(1).FirstDay.AddDays(MidMonth - 1);
        return calendar.IsWorkingDay(middle) ? middle : calendar.AddWorkingDays(middle, 1);
    }

    private static ImmutableArray<string> Steps(Need need) => PublicationRules.Why(need) switch
    {
        "noTeam" => ["请上级协调队伍", "约定上门时间", "办好后回访"],
        "lookingForTeam" => ["继续联系队伍", "约定上门时间"],
        "inWork" => ["按约定时间办理", "办好后请本人评价"],
        _ => ["落实承办队伍", "约定时间办理"],
    };

    // A post, not a person: publications and lists are read by everybody.
    private static string Answerable(Book book) => UnitRules.Profile(book) is { } unit
        ? DigestText.Called(unit.Name, unit.Level) + "负责人"
        : "";

    private static bool Covers(string asked, string category) => category == asked || category.Split('.')[0] == asked;

    private static ImmutableArray<Need> Gaps(Book book, YearMonth month, DateTimeOffset now) => PeriodRules.Gaps(book, Period.Of(book, month, now), now);
}
