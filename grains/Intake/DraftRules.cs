using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Intake;

/// <summary>A telephone and one line, put down in fifteen seconds and made a need later.</summary>
/// <remarks>Laws: a draft is in no count and no list of needs; it becomes one need or none.</remarks>
public static class DraftRules
{
    public const int LongestLine = 200;

    public static Refusal? Take(Draft draft, TakeDraft command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (string.IsNullOrWhiteSpace(command.Line) || command.Line.Trim().Length > LongestLine)
            return Refusal.Malformed("line.invalid", $"One line of 1 to {LongestLine} characters.");
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Drafts = numbers.Drafts + 1 };
        id = Ids.Draft(unit.Id, numbers.Drafts);
        if (command.Contact is { } contact)
            draft.Seal(new PersonRow(contact.Ref, contact.Row));
        draft.Record(new DraftTaken(command.Contact?.Ref), new NeedDraft
        {
            Id = id, CreatedAt = draft.Now, Line = command.Line.Trim(), ContactRef = command.Contact?.Ref, ContactName = command.Contact?.MaskedName,
            PhoneCode = command.Contact?.PhoneCode, Status = DraftStatus.Open,
        });
        draft.Keep(numbers);
        return null;
    }

    /// <summary>The clock has run since the call; the caller's telephone goes with it unless another is given.</summary>
    public static Refusal? Complete(Draft draft, ITerms terms, string id, SubmitNeed command, out string need)
    {
        need = "";
        if (draft.Book.Find<NeedDraft>(id) is not { } taken)
            return Refusal.NotFound("draft", id);
        if (taken.Status != DraftStatus.Open)
            return WrongState(taken, "completed");
        var known = command.Contact is null && taken.ContactRef is { } person ? new SealedContact(person, [], taken.ContactName, taken.PhoneCode) : command.Contact;
        var filled = command with
        {
            Title = string.IsNullOrWhiteSpace(command.Title) ? Shortened(taken.Line) : command.Title,
            ReceivedAt = command.ReceivedAt ?? taken.CreatedAt, Contact = known, OnBehalf = true,
        };
        if (NeedRules.Submit(draft, terms, filled, out need, since: taken.CreatedAt) is { } refusal)
            return refusal;
        draft.Record(new DraftCompleted(need), taken with { Status = DraftStatus.Completed, Need = need });
        return null;
    }

    public static Refusal? Discard(Draft draft, string id, string reason)
    {
        if (draft.Book.Find<NeedDraft>(id) is not { } taken)
            return Refusal.NotFound("draft", id);
        if (taken.Status == DraftStatus.Discarded)
            return null;
        if (taken.Status != DraftStatus.Open)
            return WrongState(taken, "discarded");
        if (Reasons.Missing(reason) is { } unsaid)
            return unsaid;
        draft.Record(new DraftDiscarded(), taken with { Status = DraftStatus.Discarded, Reason = reason.Trim() });
        return null;
    }

    public static Refusal? ReadContact(Draft draft, string id)
    {
        if (draft.Book.Find<NeedDraft>(id) is not { } taken)
            return Refusal.NotFound("draft", id);
        if (taken.ContactRef is not { } person)
            return Refusal.NotFound("contact", id);
        draft.Record(new DraftContactRead(person), taken);
        return null;
    }

    private static string Shortened(string line) => line.Length <= NeedRules.LongestTitle ? line : line[..NeedRules.LongestTitle];

    private static Refusal WrongState(NeedDraft taken, string what) =>
        new(RefusalKind.Conflict, "draft.state", $"The draft is {Json.Name(taken.Status)} and cannot be {what}.", taken.Need is { } need ? [need] : null);
}
