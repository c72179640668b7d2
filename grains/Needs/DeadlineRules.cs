using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>Limits that were counted while a year's calendar was not loaded are counted anew once it is.</summary>
public static class DeadlineRules
{
    public static Refusal? Recount(Draft draft, ITerms terms, out int moved)
    {
        moved = 0;
        foreach (var need in draft.Book.All<Need>().Where(n => n.Due.Provisional && n.IsUnsettled).ToList())
        {
            var limits = terms.Limits.For(need.Urgency);
            var review = Deadlines.After(limits.Review, need.ClockFrom ?? need.CreatedAt, terms.Calendar);
            var dispatch = need.VerifiedAt is { } verified && need.Due.Dispatch is not null ? Deadlines.After(limits.Dispatch, verified, terms.Calendar) : null;
            var due = need.Due with { Review = review?.At ?? need.Due.Review, Dispatch = dispatch?.At ?? need.Due.Dispatch };
            due = due with { Provisional = (review?.Provisional ?? false) || (dispatch?.Provisional ?? false) };
            if (due == need.Due)
                continue;
            NeedRules.Step(draft, need, new DeadlinesMoved(need.Limit, (need with { Due = due }).Limit, due.Provisional), need with { Due = due });
            moved++;
        }

        return null;
    }
}
