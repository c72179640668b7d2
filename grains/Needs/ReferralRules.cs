using Practice.Dispatch;
using Practice.Kernel;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>
/// A need that a department's detachment should do (real people, points 5 and 6): it is referred with a reply-by date and stays on the unit's
/// list; the department is asked like a level of the search, so its detachments get offers that they may decline.
/// </summary>
/// <remarks>Nothing goes back and forth: a department returns a need once; referred again by the level above, it is the department's.</remarks>
public static class ReferralRules
{
    private const int LongestDays = 31;

    /// <param name="department">The department's id; that it is one, and which level is above it (<c>To</c>), is known at the edge.</param>
    public static Refusal? Refer(Draft draft, ITerms terms, string id, string department, Reasoned command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled))
            return NeedRules.WrongState(need, "referred");
        if (DeskWords.BadReason(command.Reason) is { } refusal)
            return refusal;
        if (command.Until is not { } replyBy || replyBy <= draft.Now || replyBy > draft.Now.AddDays(LongestDays))
            return Refusal.Malformed("until.invalid", $"A department is told by when to reply, at most {LongestDays} days ahead.");
        if (!Ids.IsUnit(department) || department == Ids.Owner(id))
            return Refusal.Malformed("to.invalid", "A need is referred to another unit.");
        if (need.Search?.At == department && need.Referral is { ReturnedAt: null })
            return null;
        var by = command.By ?? Ids.Owner(id);
        var again = need.Referral is { ReturnedAt: not null } former && former.Department == department;
        if (again && by == Ids.Owner(id))
            return Refusal.Rule("referral.returned", "This department has returned it; the level above decides.");

        OrderRules.CancelLive(draft, need, "referred");
        need = NeedRules.Find(draft, id)!;
        need = NeedRules.Step(draft, need, new NeedReferred(department, replyBy, again),
            DeskWords.Told(need, draft, "referred", by, command.Reason) with { Referral = new Referral(department, command.To, by, draft.Now, replyBy) { Final = again } });
        SearchRules.Ask(draft, terms, need, department, "referred", automatic: true, replyBy);
        return null;
    }

    /// <summary>The department says that it is not its work: a person of the level above decides.</summary>
    public static Refusal? Return(Draft draft, ITerms terms, string id, Reasoned command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Referral is not { ReturnedAt: null } referral || need.Search?.At != referral.Department || need.Status != NeedStatus.Dispatching)
            return NeedRules.WrongState(need, "returned");
        if (DeskWords.BadReason(command.Reason) is { } refusal)
            return refusal;
        if (referral.Final)
            return Refusal.Rule("referral.final", "The level above has decided that it is this department's; it does not go back again.");
        if (referral.Above is not { } above)
            return Refusal.Rule("escalate.top", "There is no level above.");

        OrderRules.CancelLive(draft, need, "returned");
        need = NeedRules.Find(draft, id)!;
        need = NeedRules.Step(draft, need, new NeedReferralReturned(referral.Department),
            DeskWords.Told(need, draft, "referralReturned", referral.Department, command.Reason) with { Referral = referral with { ReturnedAt = draft.Now } });
        SearchRules.LeaveToPerson(draft, terms, need, above, "referralReturned");
        return null;
    }

    /// <summary>Whether a department owes its word and its time is over.</summary>
    public static bool IsLate(Need need, DateTimeOffset now) => need is { Status: NeedStatus.Dispatching, Referral: { ReturnedAt: null } referral }
        && need.Search?.At == referral.Department && referral.ReplyBy <= now;
}
