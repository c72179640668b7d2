using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>What staff see of boxes, openings, drafts, visits, replies and samples.</summary>
public static class IntakeViews
{
    public static IntakePointView Of(IntakePoint point, WorkCalendar calendar, DateTimeOffset now) => new()
    {
        Id = point.Id, Unit = Ids.Owner(point.Id), Kind = point.Kind, Name = point.Name, Keeper = point.Keeper, Location = point.Location, Schedule = point.Schedule,
        Active = point.Active, Openings = point.Openings, Slips = point.Slips, UnderWay = point.UnderWay, LastOpenedAt = point.LastOpenedAt,
        Owed = OpeningRules.Owed(point, calendar, now), Next = OpeningRules.Next(point, calendar, now), Version = point.Version,
    };

    public static OpeningView Of(Opening opening) => new()
    {
        Id = opening.Id, Point = opening.Point, Status = opening.Status, OpenedBy = opening.OpenedBy, OpenedAt = opening.OpenedAt, ClosedAt = opening.ClosedAt,
        Counted = opening.Counted, Entered = opening.Entered, Void = opening.Void, Photos = opening.Photos, Version = opening.Version,
    };

    public static NeedDraftView Of(NeedDraft draft) => new()
    {
        Id = draft.Id, Unit = Ids.Owner(draft.Id), Line = draft.Line, TakenAt = draft.CreatedAt, Status = draft.Status, Need = draft.Need, Reason = draft.Reason,
        DueAt = draft.DueAt, Version = draft.Version,
    };

    public static VisitPlanView Of(VisitPlan plan, YearMonth month, WorkCalendar calendar) => new()
    {
        Id = plan.Id, Unit = Ids.Owner(plan.Id), Area = plan.Area, Weekday = plan.Weekday, From = plan.From, Until = plan.Until, Active = plan.Active, Version = plan.Version,
        Days =
        [
            .. VisitRules.Days(plan, month.FirstDay, month.LastDay, calendar)
                .Select(day => new VisitDay(day, plan.Weeks.Contains(VisitRules.Monday(day)), calendar.IsProvisional(day))),
        ],
    };

    public static VisitView Of(Visit visit) => new()
    {
        Id = visit.Id, Unit = Ids.Owner(visit.Id), Plan = visit.Plan, On = visit.On, Area = visit.Area, Households = visit.Households, Visitors = visit.Visitors,
        RestDay = visit.RestDay, Needs = visit.Needs, Version = visit.Version,
    };

    public static ReplyView Of(OutsideReply reply, DateTimeOffset now) => new(
        reply.Id, Ids.Owner(reply.Id), reply.Number, reply.Channel, reply.ReplyBy, reply.Text, reply.RepliedAt, (reply.RepliedAt ?? now) > reply.ReplyBy);

    public static SampleView Of(CallBackSample sample) => new(
        sample.Id, Ids.Owner(sample.Id), sample.Category, sample.Reason, sample.DueBy, sample.Outcome, sample.Attempts, sample.Solved);
}
