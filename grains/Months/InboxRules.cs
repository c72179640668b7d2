using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Push;
using Practice.Services;
using Practice.Shared;
using Practice.Units;

namespace Practice.Months;

/// <summary>What waits for a unit, from its own book: oldest due first, what has no limit last.</summary>
public static class InboxRules
{
    /// <summary>Gaps of the month are shown in its last working days.</summary>
    private const int LastDays = 3;

    /// <summary>The State Council's notice of the coming year is out by then.</summary>
    private const int AlarmMonth = 11;

    /// <summary>How long a word from above stands in the inbox; on the need it stays.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    public static ImmutableArray<InboxItem> Of(Book book, ITerms terms, DateTimeOffset now)
    {
        if (book.Only<UnitProfile>() is not { Status: UnitStatus.Active } unit)
            return [];
        var live = book.All<WorkOrder>().Where(o => o.IsLive).ToLookup(o => o.Need, StringComparer.Ordinal);
        var items = book.All<Need>().SelectMany(need => OfNeed(need, unit, book.Find<Climb>(need.Id)?.Standing ?? LadderStep.None, IsStuck(need, live[need.Id]), now))
            .Concat(book.All<WorkOrder>().SelectMany(order => OfOrder(order, now)))
            .Concat(book.All<Coordination>().Where(c => c.Status == CoordinationStatus.Stuck)
                .Select(c => new InboxItem("coordinate", c.Id, null, c.Category, c.Urgency, c.DueBy, false)))
            .Concat(book.All<Interview>().Where(i => i.Status == InterviewStatus.Held && i.RecheckOn <= ChinaTime.DateOf(now))
                .Select(i => new InboxItem("recheck", i.Id, i.Unit, null, null, ChinaTime.StartOf(i.RecheckOn!.Value.AddDays(1)), false)))
            .Concat(book.All<Matter>().Where(m => !m.Settled).Select(m => new InboxItem(m.Kind, m.Need, null, m.Category, null, m.DueBy, false)))
            .Concat(ServiceInbox.Of(book, now))
            .Concat(OfMonth(book, terms, now))
            .Concat(OfCalendar(unit, terms.Calendar, ChinaTime.DateOf(now)))
            .Concat(IntakeInbox.Of(book, terms, now))
            .Concat(PushInbox.Of(book));
        return
        [
            .. items.Select(item => item with { Overdue = item.DueAt <= now })
                .OrderBy(item => item.DueAt ?? DateTimeOffset.MaxValue).ThenBy(item => item.Subject, StringComparer.Ordinal).ThenBy(item => item.Kind, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<InboxItem> OfNeed(Need need, UnitProfile unit, LadderStep step, bool stuck, DateTimeOffset now)
    {
        var kind = need.Status switch
        {
            NeedStatus.Submitted => "review",
            NeedStatus.Verified => "dispatch",
            NeedStatus.Dispatching when need.Search is { Automatic: false } search && search.At == unit.Id && stuck => "stuck",
            NeedStatus.Dispatching when need.Owner == unit.Id && need.Limit <= now => "unanswered",
            NeedStatus.Accepted or NeedStatus.InService when need.Limit <= now => "unfinished",
            NeedStatus.Done or NeedStatus.Rated when need.CallBackDue is not null => "callBack",
            _ => null,
        };
        if (kind is null && step == LadderStep.Remind && need.Limit > now)
            kind = "remind";
        if (kind is not null)
            yield return Item(kind, need, need.Limit) with { Step = step == LadderStep.None ? null : Json.Name(step) };
        if (ReferralRules.IsLate(need, now))
            yield return Item("referralLate", need, need.Referral!.ReplyBy);
        if (need.Words is [.., var word] && word.By != unit.Id && word.At + Fresh > now)
            yield return Item("word", need, null);
        if (!need.IsUnsettled || need.Promise is not { } promise)
            yield break;
        var ends = ChinaTime.StartOf(promise.PromisedDate.AddDays(1));
        if (need.PromiseBroken || ends <= now)
            yield return Item("promiseBroken", need, ends);
        else if (ends <= now + Ahead)
            yield return Item("promiseDue", need, ends);
    }

    // Helpers are missing and nobody who was asked has yet to answer.
    private static bool IsStuck(Need need, IEnumerable<WorkOrder> live) =>
        !live.Any(o => o.Status is OrderStatus.Offered or OrderStatus.Accepting) && live.Sum(o => o.People) < need.People;

    private static IEnumerable<InboxItem> OfOrder(WorkOrder order, DateTimeOffset now)
    {
        // The leader does not look at the app: after half of the time somebody rings. Once answered the offer is none any more.
        if (order.Status == OrderStatus.Offered && order.CallAt <= now)
            yield return new("call", order.Id, order.Title, order.Category, null, order.AnswerBy, false, order.Team);
        if (PhoneAnswerRules.IsPending(order))
            yield return new("contested", order.Id, order.Title, order.Category, null, order.Phone!.ContestedAt, false, order.Team);
        if (order.Status == OrderStatus.Reported)
            yield return new("confirm", order.Id, order.Title, order.Category, null, order.FinishBy, false);
        if (order.ReturnAsked && order.IsLive)
            yield return new("return", order.Id, order.Title, order.Category, null, order.FinishBy, false);
    }

    // 暂定: whoever can load the year is told from 1 November, and for as long as limits are counted by a year that is not loaded.
    private static IEnumerable<InboxItem> OfCalendar(UnitProfile unit, WorkCalendar calendar, DateOnly today)
    {
        if (unit.Level is not (Level.City or Level.Centre))
            yield break;
        if (calendar.IsProvisional(today))
            yield return new("calendarProvisional", $"{today.Year}", null, null, null, ChinaTime.StartOf(new(today.Year, 1, 1)), false);
        if (today.Month >= AlarmMonth && calendar.IsProvisional(today.AddYears(1)))
            yield return new("calendarProvisional", $"{today.Year + 1}", null, null, null, ChinaTime.StartOf(new(today.Year + 1, 1, 1)), false);
    }

    private static IEnumerable<InboxItem> OfMonth(Book book, ITerms terms, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        var month = YearMonth.Of(today);
        var known = MonthRules.Find(book, month);
        if (known is null && today >= terms.Calendar.FirstWorkingDay(month))
            yield return new("monthUnopened", month.ToString(), null, null, null, ChinaTime.StartOf(terms.Calendar.FirstWorkingDay(month).AddDays(1)), false);
        if (known?.State == MonthState.Planned)
            yield return new("monthUnconfirmed", month.ToString(), null, null, null, known.PlannedAt?.AddDays(1), false);
        var last = terms.Calendar.LastWorkingDay(month);
        if (known?.State == MonthState.Published || today < terms.Calendar.AddWorkingDays(last, 1 - LastDays))
            yield break;
        foreach (var gap in PeriodRules.Gaps(book, Period.Of(book, month, now), now))
            yield return Item("gap", gap, ChinaTime.StartOf(last.AddDays(1)));
    }

    private static InboxItem Item(string kind, Need need, DateTimeOffset? due) => new(kind, need.Id, need.Title, need.Category, need.Urgency, due, false);
}
