using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Volunteers;

/// <summary>How a person who was entered from a file waits, and what becomes of that. Pure.</summary>
/// <remarks>Law: what waits is no volunteer; it becomes one by the person's own registration alone, once, and its details are gone with the end of waiting.</remarks>
public static class UnclaimedRules
{
    /// <summary>The first change of the number's stream.</summary>
    /// <param name="changeId">Follows from the import and the line, so that a line that is repeated after a crash counts once.</param>
    public static Change Entered(string number, Unclaimed entered, PersonRow details, Guid changeId, string actor, DateTimeOffset now, ItemKinds kinds)
    {
        var draft = new Draft(new Book(Ids.VolunteerStream(number)), actor, now);
        draft.Seal(details);
        draft.Record(new UnclaimedEntered(entered.Import, entered.Line), entered);
        return draft.Close(changeId, entered.UnitPath, kinds, static _ => false, null);
    }

    /// <summary>What waits under the number; null = nothing does.</summary>
    public static Unclaimed? Of(Book book, string number) => book.Find<Unclaimed>(number) is { Waits: true } waiting ? waiting : null;

    /// <summary>The person has come: the minutes are imported ones, which bring no points (rules §1.3).</summary>
    public static void Claim(Draft draft, Unclaimed waiting)
    {
        draft.Record(new UnclaimedClaimed(waiting.Minutes), waiting with { State = Unclaimed.Claimed, DocumentHash = "" });
        LedgerRules.Post(draft, LedgerBook.Hours, "import", LedgerBook.Activity, LedgerBook.Imported, waiting.Minutes, rule: waiting.Import);
        Erase(draft, waiting);
    }

    /// <param name="import">The file that it must have come from; null = its time is over.</param>
    public static Refusal? Drop(Draft draft, string number, string? import)
    {
        if (draft.Book.Find<Unclaimed>(number) is not { } entered || (import is not null && entered.Import != import))
            return Refusal.NotFound("unclaimed", number);
        if (!entered.Waits)
            return null;
        draft.Record(new UnclaimedDropped(), entered with { State = Unclaimed.Dropped, DocumentHash = "" });
        draft.Send(Ids.ClaimStream(entered.DocumentHash), new ProfileDropped(entered.DocumentHash, number));
        Erase(draft, entered);
        return null;
    }

    private static void Erase(Draft draft, Unclaimed entered) => draft.Seal(new PersonRow(entered.DetailsRef, []));
}
