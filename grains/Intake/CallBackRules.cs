using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>回访: a bad rating asks for a call within a day; three calls that nobody answers leave the need 未评价, never satisfied.</summary>
public static class CallBackRules
{
    public const int MostAttempts = 3;

    /// <summary>Three calls in a row are one call.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(2);

    public static Refusal? Record(Draft draft, string id, CallBack command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Done or NeedStatus.Rated))
            return NeedRules.WrongState(need, "called back");
        if (command.Note?.Length > NeedRules.LongestText)
            return Refusal.Malformed("note.tooLong", $"A note has at most {NeedRules.LongestText} characters.");
        if (need.Sampled && !need.SampleAnswered && command.By is { } by && by == Ids.Owner(id) && Ids.LevelOf(by) is Level.Station or Level.Point or Level.Institute)
            return Refusal.Rule("callback.ownWork", "This need was drawn for the level above to call back.");
        if (command.Reached)
        {
            need = NeedRules.Step(draft, need, new CalledBack(true, command.Solved), need with { CallBackDue = null, SampleAnswered = need.Sampled });
            if (need.Sampled)
                SampleRules.Tell(draft, need, command);
            return null;
        }

        if (need.Unreached)
            return Refusal.Conflict("callback.givenUp", "Three calls were not answered; the need stands as not rated.");
        if (need.LastCallAt is { } last && draft.Now - last < Apart)
            return Refusal.Rule("callback.tooSoon", "The next call is at least two hours after the last.");
        var attempts = need.CallAttempts + 1;
        var over = attempts >= MostAttempts;
        need = NeedRules.Step(draft, need, new CalledBack(false, command.Solved), need with
        {
            CallAttempts = attempts, LastCallAt = draft.Now, Unreached = over, CallBackDue = over ? null : need.CallBackDue,
            SampleAnswered = need.SampleAnswered || (need.Sampled && over),
        });
        if (over && need is { Ratings.Length: 0, Due.Rate: not null })
            need = NeedRules.Step(draft, need, new RatingClosed(0), need with { Due = need.Due with { Rate = null } });
        if (need.Sampled)
            SampleRules.Tell(draft, need, command);
        return null;
    }
}
