using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Orders;

/// <summary>
/// The leader does not look at the app (real people, point 2): a clerk rings and takes the answer down; the leader sees it and may
/// contest it for one working day; a person other than the one who took it down decides.
/// </summary>
/// <remarks>Nobody is forced (志愿服务条例 §25): what somebody else wrote in a leader's name never binds against his word alone.</remarks>
public static class PhoneAnswerRules
{
    /// <summary>How long an answer can be contested after it was taken down.</summary>
    public static readonly Span ContestFor = new(SpanUnit.WorkingDays, 1);

    /// <summary>Null = what was taken down makes sense.</summary>
    public static Refusal? Refuse(Draft draft, WorkOrder order, PhoneAnswer? answer)
    {
        if (answer is null)
            return Parties.IsPerson(order.Team) ? Refusal.Rule("answeredBy.missing", "A person's answer is taken down by telephone: say who answered.") : null;
        if (answer is { Who: null, Number: null })
            return Refusal.Malformed("answeredBy.invalid", "Say who answered, or from which number.");
        if (answer.At > draft.Now || answer.At < order.CreatedAt)
            return Refusal.Malformed("answeredBy.invalid", "An answer was given between the offer and now.");
        return null;
    }

    public static PhoneRecord Record(Draft draft, ITerms terms, PhoneAnswer answer) => new(
        answer.Who, answer.Number, answer.At ?? draft.Now, draft.Actor, ContestFor.After(draft.Now, terms.Calendar)!.Value);

    /// <summary>The leader says that he never gave this answer, or not so.</summary>
    public static Refusal? Contest(Draft draft, string id, string reason)
    {
        if (OrderRules.Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Phone is not { } phone)
            return Refusal.Rule("contest.notByPhone", "Only an answer that was taken down by telephone is contested.");
        if (DeskWords.BadReason(reason) is { } refusal)
            return refusal;
        if (phone.ContestedAt is not null)
            return phone.Upheld is null ? null : Refusal.Conflict("contest.decided", "It was contested and decided already.");
        if (draft.Now >= phone.ContestBy)
            return Refusal.Conflict("contest.late", "The time to contest it is over; ask out of the order instead.");
        if (!IsContestable(order))
            return OrderRules.WrongState(order, "contested");
        draft.Record(new AnswerContested(), order with { Phone = phone with { ContestedAt = draft.Now, Contest = reason } });
        return null;
    }

    /// <summary>A person's word on a contest: the answer stands, or it never counted.</summary>
    public static Refusal? Decide(Draft draft, ITerms terms, string id, bool upheld, string word)
    {
        if (OrderRules.Find(draft, id) is not { } order)
            return Refusal.NotFound("order", id);
        if (order.Phone is not { ContestedAt: not null } phone)
            return Refusal.Rule("contest.none", "Nobody has contested an answer of this order.");
        if (phone.Upheld is { } decided)
            return decided == upheld ? null : Refusal.Conflict("contest.decided", "It was decided already.");
        if (DeskWords.BadReason(word) is { } refusal)
            return refusal;
        if (phone.RecordedBy == draft.Actor)
            return Refusal.Rule("contest.own", "Whoever took the answer down does not decide on it; the level above can.");

        order = order with { Phone = phone with { Upheld = upheld, DecidedBy = draft.Actor, Word = word } };
        draft.Record(new ContestDecided(upheld), order);
        if (upheld)
            return null;
        if (order.Status != OrderStatus.Declined)
            return OrderRules.Release(draft, terms, id, word, to: null);

        // A no that was never said does not count: the team may be asked again.
        if (draft.Book.Find<Need>(order.Need) is { Search: { } search } need)
            draft.Keep(need with { Search = search with { Tried = search.Tried.Remove(order.Team), Declines = Math.Max(0, search.Declines - 1) } });
        return null;
    }

    /// <summary>Whether a decision is still owed.</summary>
    public static bool IsPending(WorkOrder order) => order.Phone is { ContestedAt: not null, Upheld: null } && IsContestable(order);

    private static bool IsContestable(WorkOrder order) => order.IsLive ? order.Status != OrderStatus.Offered : order.Status == OrderStatus.Declined;
}
