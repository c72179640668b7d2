using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;

namespace Practice.Intake;

/// <summary>What waits at the boxes, at the doors and by the telephone. The days of openings and visits follow from the calendar in force.</summary>
public static class IntakeInbox
{
    public static IEnumerable<InboxItem> Of(Book book, ITerms terms, DateTimeOffset now)
    {
        foreach (var point in book.All<IntakePoint>())
            if (OpeningRules.Owed(point, terms.Calendar, now) is { Length: > 0 } owed)
                yield return new("openingDue", point.Id, point.Name, null, null, owed[0].Until, false);
        foreach (var opening in book.All<Opening>())
            if (opening is { Status: OpeningStatus.Open, Facets.DueAt: { } due } && due <= now)
                yield return new("openingUnbalanced", opening.Id, book.Find<IntakePoint>(opening.Point)?.Name, null, null, due, false);
        foreach (var plan in book.All<VisitPlan>())
            foreach (var day in VisitRules.Owed(plan, terms.Calendar, ChinaTime.DateOf(now)).Take(1))
                yield return new("visitDue", plan.Id, plan.Area, null, null, ChinaTime.StartOf(day.AddDays(1)), false);
        foreach (var draft in book.All<NeedDraft>())
            if (draft.Status == DraftStatus.Open && draft.DueAt <= now)
                yield return new("draft", draft.Id, draft.Line, null, null, draft.DueAt, false);
        foreach (var reply in book.All<OutsideReply>())
            if (reply.RepliedAt is null)
                yield return new("replyOwed", reply.Id, book.Find<Need>(reply.Id)?.Title, null, null, reply.ReplyBy, false);
        foreach (var sample in book.All<CallBackSample>())
            if (sample.Outcome == CallBackSample.Owed)
                yield return new("sample", sample.Id, null, sample.Category, null, sample.DueBy, false);
    }
}
