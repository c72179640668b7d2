using System.Globalization;
using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>Double entry: what one account gains another loses. Pure.</summary>
/// <remarks>Law: the balances of a ledger sum to zero and are the sums of its entries; the volunteer's points are never below zero.</remarks>
public static class LedgerRules
{
    /// <summary>Moves an amount. Nothing is written for nothing. Call after the event that causes it.</summary>
    public static void Post(Draft draft, string ledger, string kind, string from, string to, long amount, string? record = null, string? redemption = null, string? rule = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        if (amount == 0)
            return;
        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Entries = numbers.Entries + 1 };
        var book = Of(draft.Book, ledger, draft.Now);
        draft.Keep(new LedgerEntry
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"E{numbers.Entries:D7}"), CreatedAt = draft.Now, Ledger = ledger, Kind = kind, From = from, To = to, Amount = amount,
            Record = record, Redemption = redemption, Rule = rule,
        });
        draft.Keep(numbers);
        draft.Keep(book with { Balances = book.Balances.SetItem(from, book.Of(from) - amount).SetItem(to, book.Of(to) + amount) });
    }

    public static LedgerBook Of(Book book, string ledger, DateTimeOffset now) => book.Find<LedgerBook>(ledger) ?? new LedgerBook { Id = ledger, CreatedAt = now };
}
