using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Units;

namespace Practice.Months;

/// <summary>What a confirmed plan does to a need, in the need's own unit: its allocation, and the offers to its teams.</summary>
public static class AllocationRules
{
    /// <summary>Whether the plan still has something to say about the need: open, and without a live order.</summary>
    public static bool IsFree(Draft draft, Need need) =>
        need.Status is NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled && !SearchRules.LiveOrders(draft, need).Any(o => o.IsLive);

    /// <summary>
    /// Answers whether offers went out. A need that has moved on meanwhile is left alone; one that the plan has no team for is allocated,
    /// and, where nobody has looked for help yet, looked for level by level.
    /// </summary>
    /// <param name="by">The unit whose plan it is.</param>
    public static bool Apply(Draft draft, ITerms terms, string id, AllocationView allocation, ImmutableArray<TeamShare> teams, string by)
    {
        if (NeedRules.Find(draft, id) is not { } need || !IsFree(draft, need))
            return false;
        need = NeedRules.Step(draft, need, new NeedAllocated(allocation.Month, allocation.Project, allocation.Team, allocation.Quantity, allocation.Deadline),
            need with { Allocation = allocation });
        if (teams.IsDefaultOrEmpty)
        {
            if (need.Status == NeedStatus.Verified)
                SearchRules.Dispatch(draft, terms, id, new DispatchNeed { Mode = DispatchMode.Auto });
            return false;
        }

        var unit = UnitRules.Profile(draft)!;
        var former = need.Search;
        var levels = former?.Levels.IsDefault == false ? former.Levels : [];
        SearchRules.Stop(draft, need, "planned");
        var accept = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar);
        need = NeedRules.Step(draft, need, new NeedDispatched(DispatchMode.Offer, by), need with
        {
            Status = NeedStatus.Dispatching,
            Owner = unit.Id,
            Search = new Search(unit.Id, former?.Tried ?? [], 0, Automatic: true, draft.Now, Levels: levels.Add(unit.Id)),
            Due = need.Due with { Accept = accept?.At },
        });
        var missing = SearchRules.Missing(draft, need);
        var lead = true;
        foreach (var share in teams.TakeWhile(_ => missing > 0))
        {
            var people = Math.Min(share.People, missing);
            OrderRules.Offer(draft, terms, need, new Pick(share.Team, people, 0), by, lead, parallel: false);
            need = NeedRules.Find(draft, id)!;
            missing -= people;
            lead = false;
        }

        return true;
    }

    public static void Take(Draft draft, ITerms terms, string from, PlanSent sent) => Apply(draft, terms, sent.Need, sent.Allocation, sent.Teams, from);
}
