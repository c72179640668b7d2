using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Intake;

/// <summary>走访: doors are knocked at on rest days, every week (brief, row 81).</summary>
/// <remarks>Laws: every day of a plan is a rest day of the calendar in force, at most one a week; a week's visit is recorded once.</remarks>
public static class VisitRules
{
    public const int MostNeeds = 30, MostHouseholds = 2000, MostVisitors = 200;

    private const int KeptWeeks = 60;

    public static Refusal? Plan(Draft draft, SetVisitPlan command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { VisitPlans = numbers.VisitPlans + 1 };
        id = Ids.VisitPlan(unit.Id, numbers.VisitPlans);
        var plan = Changed(new VisitPlan { Id = id, CreatedAt = draft.Now, Area = "", Weekday = 6, From = ChinaTime.DateOf(draft.Now) }, command);
        if (Invalid(plan) is { } refusal)
            return refusal;
        draft.Record(new VisitPlanAdded(plan.Weekday, plan.From), plan);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, string id, SetVisitPlan edit, long? ifMatch)
    {
        if (draft.Book.Find<VisitPlan>(id) is not { } plan)
            return Refusal.NotFound("visitPlan", id);
        if (ifMatch is { } seen && seen != plan.Version)
            return Refusal.Stale(plan.Version);
        string[] fields = [.. typeof(SetVisitPlan).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])];
        if (fields.Length == 0)
            return null;
        var after = Changed(plan, edit);
        if (Invalid(after) is { } refusal)
            return refusal;
        draft.Record(new VisitPlanEdited(fields), after);
        return null;
    }

    /// <param name="needs">The needs that the visit became.</param>
    public static Refusal? Record(Draft draft, ITerms terms, RecordVisit command, out string id, out ImmutableArray<string> needs)
    {
        id = "";
        needs = [];
        if (UnitRules.Profile(draft) is not { } unit)
            return UnitRules.Missing(draft);
        var today = ChinaTime.DateOf(draft.Now);
        if (command.On > today || command.On < today.AddDays(-31))
            return Refusal.Malformed("on.invalid", "A visit was made today or within the last 31 days.");
        var plan = draft.Book.Find<VisitPlan>(command.Plan);
        if (command.Plan is { } named && plan is null)
            return Refusal.Rule("visitPlan.unknown", $"This unit has no visit plan '{named}'.");
        var week = Monday(command.On);
        if (plan?.Weeks.Contains(week) == true)
            return Refusal.Conflict("visit.recorded", $"The visit of the week from {week:yyyy-MM-dd} is recorded already.");
        var area = command.Area?.Trim() ?? plan?.Area ?? "";
        if (BadArea(area) is { } bad)
            return bad;
        if (command.Households is < 0 or > MostHouseholds || command.Visitors is < 1 or > MostVisitors)
            return Refusal.Malformed("households.invalid", $"0 to {MostHouseholds} households, 1 to {MostVisitors} visitors.");
        if (command.Needs.Length > MostNeeds)
            return Refusal.Malformed("needs.tooMany", $"At most {MostNeeds} needs in one record.");

        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Visits = numbers.Visits + 1 };
        id = Ids.Visit(unit.Id, numbers.Visits);
        var noon = ChinaTime.At(command.On, TimeSpan.FromHours(12));
        var made = ImmutableArray.CreateBuilder<string>();
        foreach (var need in command.Needs)
        {
            if (NeedRules.Submit(draft, terms, need with { Channel = Channel.Visit, OnBehalf = true, ReceivedAt = need.ReceivedAt ?? (noon < draft.Now ? noon : draft.Now) }, out var n, visit: id) is { } refusal)
                return refusal with { Message = $"Need {made.Count + 1} of the visit: {refusal.Message}" };
            made.Add(n);
        }

        needs = made.ToImmutable();
        var rest = !terms.Calendar.IsWorkingDay(command.On);
        draft.Record(new VisitRecorded(plan?.Id, command.On, command.Households, needs.Length, rest), new Visit
        {
            Id = id, CreatedAt = draft.Now, Plan = plan?.Id, On = command.On, Area = area, Households = command.Households, Visitors = command.Visitors,
            RestDay = rest, Needs = needs,
        });
        draft.Keep(UnitNumbers.Of(draft) with { Visits = numbers.Visits });
        if (plan is not null)
            draft.Keep(plan with { Weeks = [.. plan.Weeks.Add(week).Reverse().Take(KeptWeeks)] });
        return null;
    }

    /// <summary>The days of a plan in [from, until]: the day it likes where that is a rest day, else the nearest of the week; none in a week without one.</summary>
    public static IEnumerable<DateOnly> Days(VisitPlan plan, DateOnly from, DateOnly until, WorkCalendar calendar)
    {
        if (!plan.Active)
            yield break;
        for (var monday = Monday(from); monday <= until; monday = monday.AddDays(7))
        {
            var liked = monday.AddDays(plan.Weekday - 1);
            var rest = Enumerable.Range(0, 7).Select(monday.AddDays).Where(day => !calendar.IsWorkingDay(day) && day >= plan.From && !(day > plan.Until))
                .OrderBy(day => Math.Abs(day.DayNumber - liked.DayNumber)).ThenByDescending(day => day).Select(day => (DateOnly?)day).FirstOrDefault();
            if (rest is { } on && on >= from && on <= until)
                yield return on;
        }
    }

    /// <summary>Weeks of the last four whose day has come and whose visit nobody has recorded.</summary>
    public static IEnumerable<DateOnly> Owed(VisitPlan plan, WorkCalendar calendar, DateOnly today) =>
        Days(plan, Monday(today).AddDays(-21), today, calendar).Where(day => !plan.Weeks.Contains(Monday(day)));

    public static DateOnly Monday(DateOnly date) => date.AddDays(date.DayOfWeek == DayOfWeek.Sunday ? -6 : 1 - (int)date.DayOfWeek);

    private static VisitPlan Changed(VisitPlan plan, SetVisitPlan edit) => plan with
    {
        Area = edit.Area?.Trim() ?? plan.Area, Weekday = edit.Weekday ?? plan.Weekday, From = edit.From ?? plan.From, Until = edit.Until ?? plan.Until,
        Active = edit.Active ?? plan.Active,
    };

    private static Refusal? Invalid(VisitPlan plan) => plan.Weekday is < 6 or > 7
        ? Refusal.Malformed("weekday.invalid", "A round of doors is on 6 (Saturday) or 7 (Sunday).")
        : plan.From.Year is < 2000 or >= 2200 || plan.Until < plan.From || plan.Until?.Year >= 2200
            ? Refusal.Malformed("from.invalid", "A plan begins from 2000 on and does not end before it begins.")
            : BadArea(plan.Area);

    private static Refusal? BadArea(string area) => area.Length is 0 or > 60 || Scrub.Text(area) != area
        ? Refusal.Malformed("area.invalid", "An area has 1 to 60 characters and names no door and no telephone.")
        : null;
}
