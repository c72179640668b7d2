using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>What is promised for a need that could not be met yet: steps and a date (brief, row 114). A broken promise stays visible.</summary>
public static class PromiseRules
{
    public static Refusal? Set(Draft draft, string id, Promise promise, long? ifMatch)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (ifMatch is { } seen && seen != need.Version)
            return Refusal.Stale(need.Version);
        if (!need.IsUnsettled || need.Status == NeedStatus.Submitted)
            return NeedRules.WrongState(need, "promised");
        if (promise.Steps.IsDefaultOrEmpty || promise.Steps.Length > 10 || promise.Steps.Any(s => string.IsNullOrWhiteSpace(s) || s.Length > 200))
            return Refusal.Malformed("steps.invalid", "A promise has 1 to 10 steps of at most 200 characters.");
        var today = ChinaTime.DateOf(draft.Now);
        if (promise.PromisedDate < today || promise.PromisedDate > today.AddYears(1))
            return Refusal.Rule("promisedDate.invalid", "A promised date lies between today and a year from now.");

        var free = !SearchRules.LiveOrders(draft, need).Any(order => order.IsLive);
        if (free)
            SearchRules.Stop(draft, need, "promised");
        NeedRules.Step(draft, need, new NeedPromised(promise.PromisedDate, promise.Steps.Length), need with
        {
            Promise = promise,
            PromiseBroken = false,
            Status = free ? NeedStatus.Unfulfilled : need.Status,
            Search = free ? null : need.Search,
        });
        return null;
    }

    public static void Break(Draft draft, Need need)
    {
        if (need is { Promise: { } promise, PromiseBroken: false } && need.IsUnsettled && ChinaTime.DateOf(draft.Now) > promise.PromisedDate)
            NeedRules.Step(draft, need, new PromiseBroken(promise.PromisedDate, need.BrokenPromises + 1), need with
            {
                BrokenPromises = need.BrokenPromises + 1, PromiseBroken = true,
            });
    }
}
