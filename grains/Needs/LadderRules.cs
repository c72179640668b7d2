using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Push;
using Practice.Shared;
using Practice.Units;

namespace Practice.Needs;

/// <summary>
/// The ladder of what is late (rules §4.3); where a county has set nothing else: remind at three quarters of a limit, urge one working day
/// after it, supervise after three or a broken promise, escalate after five, listed after two broken promises.
/// </summary>
/// <remarks>
/// Laws: a rung is written once for a limit, in the decision that reaches it or by its hour's wake; where a need stands is what
/// <see cref="StepOf"/> says, save that a clock or a table that goes back takes no rung back; waiting for the resident suspends it, and
/// whatever moves the limit begins it anew.
/// </remarks>
public static class LadderRules
{
    /// <summary>Why a level above has the lead by itself.</summary>
    public const string Reason = "ladder";

    public static readonly Span UrgeAfter = new(SpanUnit.WorkingDays, 1), SuperviseAfter = new(SpanUnit.WorkingDays, 3), EscalateAfter = new(SpanUnit.WorkingDays, 5);

    private static readonly LadderStep[] Timed = [LadderStep.Remind, LadderStep.Urge, LadderStep.Supervise, LadderStep.Escalate];

    /// <summary>Where a need stands by the rule alone.</summary>
    public static LadderStep StepOf(Need need, ITerms terms, DateTimeOffset now)
    {
        if (!need.IsUnsettled || need.AwaitingSince is not null)
            return LadderStep.None;
        if (need.BrokenPromises >= terms.Ladder.ListAtBroken)
            return LadderStep.Listed;
        var byTime = Timed.TakeWhile(step => HourOf(need, step, terms) <= now).LastOrDefault();
        return need.BrokenPromises >= terms.Ladder.SuperviseAtBroken && byTime < LadderStep.Supervise ? LadderStep.Supervise : byTime;
    }

    /// <summary>The hour of the first rung above the one a need stands on; null = no clock brings it further.</summary>
    public static DateTimeOffset? NextOf(Need need, LadderStep standing, ITerms terms) => need.IsUnsettled
        ? Timed.Where(step => step > standing).Select(step => HourOf(need, step, terms)).FirstOrDefault()
        : null;

    /// <summary>The level above whoever has the lead, never the city by itself; null = there is none.</summary>
    public static string? Above(Need need, string path)
    {
        if (need.Referral is { ReturnedAt: null } referral && need.Owner == referral.Department)
            return referral.Above;
        var way = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var index = Array.IndexOf(way, need.Owner);
        return index > 0 && Ids.LevelOf(way[index - 1]) != Level.City ? way[index - 1] : null;
    }

    /// <summary>What a decision about needs means for the ladder, as part of it.</summary>
    public static void Follow(Draft draft, ITerms terms)
    {
        foreach (var need in draft.Touched.OfType<Need>().ToList())
            Climb(draft, terms, need.Id);
    }

    /// <summary>Takes the rungs whose hour has come, and says when the next one's will.</summary>
    public static void Climb(Draft draft, ITerms terms, string id)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return;
        var known = draft.Book.Find<Climb>(id) is { Step: not LadderStep.None } climb ? climb : null;
        var suspended = need is { IsUnsettled: true, AwaitingSince: not null };
        var standing = known?.Step ?? LadderStep.None;
        var step = suspended ? standing : StepOf(need, terms, draft.Now);
        if (known is not null && need.IsUnsettled && step < standing && known.Limit == need.Limit && (known.LimitFrom ?? Began(need)) == Began(need))
            step = standing;

        var rungs = known?.Rungs.RemoveAll(rung => rung.Step > step) ?? [];
        if (step > standing)
            rungs = Rise(draft, terms, need, standing, step, rungs);
        need = Time(draft, NeedRules.Find(draft, id)!, suspended ? null : NextOf(need, step, terms));
        if (known is null && step == LadderStep.None)
            return;
        var after = Of(need, known?.CreatedAt ?? draft.Now) with
        {
            Step = step, Suspended = suspended, Rungs = rungs, Limit = suspended ? known!.Limit : need.Limit, LimitFrom = suspended ? known!.LimitFrom : Began(need),
        };
        if (known is null || !Same(known, after))
        {
            if (draft.IsEmpty)
                draft.Record(new NeedLadderMoved(need.ClimbAt), need);
            draft.Keep(after with { Unknown = known?.Unknown });
        }

        Tell(draft, known, after);
        if (step > standing)
            LadderNotices.OfOwn(draft, terms, after, draft.Now);
    }

    /// <summary>Needs whose next rung stands at another hour than the rule says: of rows of before, or after a calendar was loaded.</summary>
    public static IEnumerable<string> Mistimed(Book book, ITerms terms)
    {
        foreach (var need in book.All<Need>().Where(need => need is { IsUnsettled: true, AwaitingSince: null }))
            if (need.ClimbAt != NextOf(need, book.Find<Climb>(need.Id)?.Step ?? LadderStep.None, terms))
                yield return need.Id;
    }

    /// <summary>The levels above that are told where a need stands: a copy of the urging, the supervision, the centre's list.</summary>
    public static IEnumerable<(string Kind, string Unit)> Told(Climb? climb, string path)
    {
        if (climb is null || climb.Standing < LadderStep.Urge)
            yield break;
        var way = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var own = Array.IndexOf(way, Ids.Owner(climb.Id));
        if (own > 0 && Ids.LevelOf(way[own - 1]) != Level.City)
            yield return (Json.Name(climb.Standing == LadderStep.Urge ? LadderStep.Urge : LadderStep.Supervise), way[own - 1]);
        if (climb.Standing == LadderStep.Listed && way.Take(own).FirstOrDefault(unit => Ids.LevelOf(unit) == Level.Centre) is { } centre)
            yield return (Json.Name(LadderStep.Listed), centre);
    }

    public static bool IsOfLadder(string kind) => kind == Json.Name(LadderStep.Urge) || kind == Json.Name(LadderStep.Supervise) || kind == Json.Name(LadderStep.Listed);

    private static ImmutableArray<Rung> Rise(Draft draft, ITerms terms, Need need, LadderStep standing, LadderStep to, ImmutableArray<Rung> rungs)
    {
        for (var step = standing + 1; step <= to; step++)
        {
            // A broken promise leads past rungs whose hour has not come.
            var hour = step < LadderStep.Listed ? HourOf(need, step, terms) : null;
            if (!(hour <= draft.Now) && step != to)
                continue;
            var at = hour <= draft.Now ? hour.Value : draft.Now;
            draft.Record(new NeedClimbed(step, need.Limit, at), NeedRules.Find(draft, need.Id)!);
            rungs = rungs.Add(new(step, at));
            if (step == LadderStep.Escalate && Above(need, UnitRules.Profile(draft)!.Path) is { } above)
                SearchRules.TakeOver(draft, need.Id, above, Reason);
        }

        return rungs;
    }

    private static Need Time(Draft draft, Need need, DateTimeOffset? next)
    {
        if (need.ClimbAt == next)
            return need;
        var after = need with { ClimbAt = next };
        return draft.IsEmpty ? draft.Record(new NeedLadderMoved(next), after) : draft.Keep(after);
    }

    private static void Tell(Draft draft, Climb? before, Climb after)
    {
        var path = UnitRules.Profile(draft)!.Path;
        var (then, now) = (Told(before, path).ToList(), Told(after, path).ToList());
        foreach (var (kind, unit) in then.Except(now))
            draft.Send(Ids.UnitStream(unit), new MatterSettled(kind, after.Id));
        foreach (var (kind, unit) in now.Except(then))
            draft.Send(Ids.UnitStream(unit), new MatterRaised(kind, after.Id, after.Category, after.Limit));
    }

    private static Climb Of(Need need, DateTimeOffset since) => new()
    {
        Id = need.Id, CreatedAt = since, Title = need.Title, Category = need.Category, Urgency = need.Urgency, Status = need.Status,
        Step = LadderStep.None, Lead = need.Owner, BrokenPromises = need.BrokenPromises,
    };

    private static bool Same(Climb one, Climb other) =>
        one with { Rungs = other.Rungs, Version = 0, Unknown = null } == other with { Version = 0, Unknown = null } && one.Rungs.SequenceEqual(other.Rungs);

    private static DateTimeOffset? HourOf(Need need, LadderStep step, ITerms terms)
    {
        if (need.Limit is not { } limit)
            return null;
        var (ladder, calendar) = (terms.Ladder, terms.Calendar);
        if (step != LadderStep.Remind)
            return (step switch { LadderStep.Urge => ladder.UrgeAfter, LadderStep.Supervise => ladder.SuperviseAfter, _ => ladder.EscalateAfter }).After(limit, calendar);
        var began = Began(need);
        return began < limit ? began + (limit - began) * ladder.RemindAt : limit;
    }

    // When the running limit began; for work under way, when somebody was found at the earliest.
    private static DateTimeOffset Began(Need need) => need.Status switch
    {
        NeedStatus.Submitted => need.ClockFrom ?? need.CreatedAt,
        NeedStatus.Dispatching => need.Search?.Since ?? need.VerifiedAt ?? need.CreatedAt,
        _ => need.VerifiedAt ?? need.CreatedAt,
    };
}
