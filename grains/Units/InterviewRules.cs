using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>约谈 (rules §4.3, step 5): a rule proposes it, a person decides, with minutes, commitments and a re-check. Not public.</summary>
public static class InterviewRules
{
    /// <summary>Listed cases of one unit that propose an interview with its head.</summary>
    public const int ListedCases = 2;

    private const int MostNeeds = 50, MostCommitments = 20, LongestMinutes = 4000, LongestText = 500;

    /// <summary>Units with two listed cases at once, whose heads are not being talked to already.</summary>
    /// <param name="listed">Needs, by their numbers.</param>
    public static ImmutableArray<DecideInterview> Proposals(IEnumerable<string> listed, IEnumerable<Interview> open)
    {
        var known = open.Where(interview => interview.Status != InterviewStatus.Closed).Select(interview => interview.Unit).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. listed.GroupBy(Ids.Owner, StringComparer.Ordinal)
                .Where(unit => unit.Count() >= ListedCases && !known.Contains(unit.Key))
                .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                .Select(unit => new DecideInterview(unit.Key, "listedTwice", [.. unit.Order(StringComparer.Ordinal).Take(MostNeeds)])),
        ];
    }

    public static Refusal? Decide(Draft draft, DecideInterview command, out int n)
    {
        n = 0;
        if (UnitRules.Profile(draft) is not { } unit)
            return UnitRules.Missing(draft);
        if (!Ids.IsUnit(command.Unit) || command.Unit == unit.Id)
            return Refusal.Malformed("unit.invalid", "An interview is held with the head of a unit below.");
        if (Bad(command.Reason, LongestText))
            return Refusal.Malformed("reason.missing", $"Say why, in 1 to {LongestText} characters.");
        if (command.Needs.IsDefault || command.Needs.Length > MostNeeds || !command.Needs.All(need => Ids.IsItem(need, 'N')))
            return Refusal.Malformed("needs.invalid", $"At most {MostNeeds} needs, by their numbers.");
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Interviews = numbers.Interviews + 1 };
        n = numbers.Interviews;
        draft.Record(new InterviewDecided(command.Unit, command.Needs.Length), new Interview
        {
            Id = Interview.IdOf(n), CreatedAt = draft.Now, N = n, Unit = command.Unit, Reason = command.Reason.Trim(), Needs = command.Needs, DecidedBy = draft.Actor,
        });
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Hold(Draft draft, int n, HoldInterview command)
    {
        if (draft.Book.Find<Interview>(Interview.IdOf(n)) is not { } interview)
            return Refusal.NotFound("interview", Interview.IdOf(n));
        if (interview.Status != InterviewStatus.Decided)
            return WrongState(interview);
        if (Bad(command.Minutes, LongestMinutes))
            return Refusal.Malformed("minutes.invalid", $"Minutes have 1 to {LongestMinutes} characters.");
        if (command.Commitments.IsDefaultOrEmpty || command.Commitments.Length > MostCommitments || command.Commitments.Any(c => c is null || Bad(c.What, LongestText)))
            return Refusal.Malformed("commitments.invalid", $"1 to {MostCommitments} commitments, each of at most {LongestText} characters.");
        var today = ChinaTime.DateOf(draft.Now);
        if (command.RecheckOn <= today || command.RecheckOn > today.AddYears(1))
            return Refusal.Malformed("recheckOn.invalid", "The re-check lies ahead, at most a year.");
        draft.Record(new InterviewHeld(command.Commitments.Length, command.RecheckOn), interview with
        {
            Status = InterviewStatus.Held, HeldAt = draft.Now, Minutes = command.Minutes.Trim(), Commitments = command.Commitments, RecheckOn = command.RecheckOn,
        });
        return null;
    }

    public static Refusal? Recheck(Draft draft, int n, RecheckInterview command)
    {
        if (draft.Book.Find<Interview>(Interview.IdOf(n)) is not { } interview)
            return Refusal.NotFound("interview", Interview.IdOf(n));
        if (interview.Status != InterviewStatus.Held)
            return WrongState(interview);
        if (command.Note?.Length > LongestText)
            return Refusal.Malformed("note.tooLong", $"A note has at most {LongestText} characters.");
        draft.Record(new InterviewRechecked(command.Kept), interview with { Status = InterviewStatus.Closed, Kept = command.Kept, Note = command.Note?.Trim() });
        return null;
    }

    private static bool Bad(string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest;

    private static Refusal WrongState(Interview interview) =>
        Refusal.Conflict("interview.state", $"Interview {interview.N} is {Json.Name(interview.Status)}: it is decided, then held, then looked at again.");
}
