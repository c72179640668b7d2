using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Intake;

/// <summary>
/// Where nobody but the desk itself has seen the work (即办件, 本人办理), the level above calls back at least one in ten.
/// </summary>
/// <remarks>Law: of a unit's first n such needs at least ⌈n/10⌉ are drawn, whatever n is.</remarks>
public static class SampleRules
{
    public const int OneIn = 10, UsualDays = 3;

    public const string RecordedAfter = "recordedAfter", SelfHandled = "selfHandled";

    /// <summary>Whether the next such need is drawn; a need is drawn once.</summary>
    public static bool IsNext(Draft draft, Need need) => !need.Sampled && UnitNumbers.Of(draft) is var numbers && numbers.Samples * OneIn <= numbers.OwnWork;

    /// <summary>Counts the need and, where it is drawn, tells the level above; a centre calls back itself.</summary>
    public static void Count(Draft draft, ITerms terms, Need need, bool drawn, string reason)
    {
        var numbers = UnitNumbers.Of(draft);
        draft.Keep(numbers with { OwnWork = numbers.OwnWork + 1, Samples = numbers.Samples + (drawn ? 1 : 0) });
        if (!drawn)
            return;
        var told = new SampleDrawn(need.Id, need.Category, reason);
        if (Above(draft) is { } parent)
            draft.Send(Ids.UnitStream(parent), told);
        else
            Take(draft, terms, told);
    }

    public static void Take(Draft draft, ITerms terms, SampleDrawn told)
    {
        if (draft.Book.Find<CallBackSample>(told.Need) is not null)
            return;
        var due = terms.Calendar.AddWorkingDays(draft.Now, UsualDays);
        draft.Record(new SampleTaken(told.Reason, due), new CallBackSample { Id = told.Need, CreatedAt = draft.Now, Category = told.Category, Reason = told.Reason, DueBy = due });
    }

    public static void Take(Draft draft, SampleAnswered told)
    {
        if (draft.Book.Find<CallBackSample>(told.Need) is not { Outcome: CallBackSample.Owed } sample)
            return;
        var outcome = told.Reached ? CallBackSample.Reached : told.Attempts >= CallBackRules.MostAttempts ? CallBackSample.Unreached : CallBackSample.Owed;
        draft.Record(new SampleCalled(outcome, told.Attempts, told.Solved), sample with { Outcome = outcome, Attempts = told.Attempts, Solved = told.Solved });
    }

    /// <summary>The level above hears of a call to a need that it has drawn.</summary>
    public static void Tell(Draft draft, Need need, CallBack command)
    {
        var told = new SampleAnswered(need.Id, need.CallAttempts, command.Reached, command.Solved);
        if (Above(draft) is { } parent)
            draft.Send(Ids.UnitStream(parent), told);
        else
            Take(draft, told);
    }

    private static string? Above(Draft draft) =>
        UnitRules.Profile(draft) is { Parent: { } parent, Level: not (Level.City or Level.Centre) } ? parent : null;
}
