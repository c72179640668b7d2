using Practice.Calendars;
using Practice.Shared;
using Practice.Units;

namespace Practice.Needs;

/// <summary>
/// The ladder of what is late (rules §4.3); where a county has set nothing else: remind at three quarters of a limit, urge one working day
/// after it, supervise after three or a broken promise, escalate after five, listed after two broken promises.
/// </summary>
/// <remarks>
/// A step is not written down anywhere: it follows from the need, the calendar and the time. So it is taken exactly once whatever crashes, it
/// moves with a calendar that is loaded late, and it is suspended by what moves the limit (an extension) or stops it (waiting for the resident).
/// </remarks>
public static class LadderRules
{
    public static readonly Span UrgeAfter = new(SpanUnit.WorkingDays, 1), SuperviseAfter = new(SpanUnit.WorkingDays, 3), EscalateAfter = new(SpanUnit.WorkingDays, 5);

    public static LadderStep StepOf(Need need, ITerms terms, DateTimeOffset now)
    {
        if (!need.IsUnsettled || need.AwaitingSince is not null)
            return LadderStep.None;
        if (need.BrokenPromises >= terms.Ladder.ListAtBroken)
            return LadderStep.Listed;
        var byTime = need.Limit is { } limit ? ByTime(need, limit, terms, now) : LadderStep.None;
        return need.BrokenPromises >= terms.Ladder.SuperviseAtBroken && byTime < LadderStep.Supervise ? LadderStep.Supervise : byTime;
    }

    /// <summary>Who has the lead: one level up from the escalation on, never the city by itself.</summary>
    public static string LeadOf(Need need, string path, LadderStep step)
    {
        if (step < LadderStep.Escalate)
            return need.Owner;
        var way = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var index = Array.IndexOf(way, need.Owner);
        return index > 0 && Ids.LevelOf(way[index - 1]) != Level.City ? way[index - 1] : need.Owner;
    }

    private static LadderStep ByTime(Need need, DateTimeOffset limit, ITerms terms, DateTimeOffset now)
    {
        var (ladder, calendar) = (terms.Ladder, terms.Calendar);
        if (now >= ladder.EscalateAfter.After(limit, calendar))
            return LadderStep.Escalate;
        if (now >= ladder.SuperviseAfter.After(limit, calendar))
            return LadderStep.Supervise;
        if (now >= ladder.UrgeAfter.After(limit, calendar))
            return LadderStep.Urge;
        var began = Began(need);
        return now >= limit || (began < limit && now >= began + (limit - began) * ladder.RemindAt) ? LadderStep.Remind : LadderStep.None;
    }

    // When the running limit began; for work under way, when somebody was found at the earliest.
    private static DateTimeOffset Began(Need need) => need.Status switch
    {
        NeedStatus.Submitted => need.ClockFrom ?? need.CreatedAt,
        NeedStatus.Dispatching => need.Search?.Since ?? need.VerifiedAt ?? need.CreatedAt,
        _ => need.VerifiedAt ?? need.CreatedAt,
    };
}
