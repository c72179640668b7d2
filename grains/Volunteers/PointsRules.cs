using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Settings;

namespace Practice.Volunteers;

/// <summary>Points: earned by confirmed, checked-in service; gone at their time; never below zero. Pure.</summary>
public static class PointsRules
{
    /// <summary>What minutes are worth by a county's rule, truncated, without the cap of the day.</summary>
    public static (int Points, string Rule) Worth(PointsTable table, string? category, int minutes)
    {
        var percent = table.Coefficients.IsDefault ? 100 : table.Coefficients.FirstOrDefault(c => c.Category == category)?.Percent ?? 100;
        return ((int)((long)minutes * table.PerHour * percent / 6000), string.Create(CultureInfo.InvariantCulture, $"{table.PerHour}/h × {percent} %"));
    }

    /// <summary>Gives points; what is owed is paid first.</summary>
    public static void Earn(Draft draft, PointsTable table, int points, DateTimeOffset served, string record, string rule)
    {
        var owed = -LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Of(LedgerBook.Owed);
        var repaid = Math.Min(owed, points);
        LedgerRules.Post(draft, LedgerBook.Points, "repay", LedgerBook.County, LedgerBook.Owed, repaid, record, rule: rule);
        LedgerRules.Post(draft, LedgerBook.Points, "earn", LedgerBook.County, LedgerBook.Volunteer, points - repaid, record, rule: rule);
        Add(draft, ExpiryOf(table, served > draft.Now ? served : draft.Now), points - repaid);
    }

    /// <summary>Pays what is owed with what is there.</summary>
    public static void PayOwed(Draft draft)
    {
        var book = LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now);
        var paid = Math.Min(-book.Of(LedgerBook.Owed), book.Of(LedgerBook.Volunteer));
        Spend(draft, paid);
        LedgerRules.Post(draft, LedgerBook.Points, "repay", LedgerBook.Volunteer, LedgerBook.Owed, paid);
    }

    /// <summary>Takes points back; what was spent meanwhile is owed.</summary>
    public static void TakeBack(Draft draft, int points, string? record)
    {
        var there = LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Of(LedgerBook.Volunteer);
        var taken = Math.Min(there, points);
        Spend(draft, taken);
        LedgerRules.Post(draft, LedgerBook.Points, "reverse", LedgerBook.Volunteer, LedgerBook.County, taken, record);
        LedgerRules.Post(draft, LedgerBook.Points, "reverse", LedgerBook.Owed, LedgerBook.County, points - taken, record);
    }

    /// <summary>What is due goes.</summary>
    public static void Expire(Draft draft, PointsLot lot)
    {
        if (lot.ExpiresAt is not { } at || at > draft.Now || lot.Remaining == 0)
            return;
        draft.Record(new PointsExpired(lot.Remaining), lot with { Remaining = 0 });
        LedgerRules.Post(draft, LedgerBook.Points, "expire", LedgerBook.Volunteer, LedgerBook.Expired, lot.Remaining);
    }

    /// <summary>Uses what expires soonest first. There must be as much.</summary>
    public static void Spend(Draft draft, long points)
    {
        foreach (var lot in Lots(draft.Book).ToList())
        {
            var used = Math.Min(lot.Remaining, points);
            if (used == 0)
                return;
            draft.Keep(lot with { Remaining = lot.Remaining - used });
            points -= used;
        }

        if (points > 0)
            throw new InvalidOperationException("More points were used than there are.");
    }

    public static void Add(Draft draft, DateTimeOffset? expires, long points)
    {
        if (points == 0)
            return;
        var id = PointsLot.IdOf(expires);
        var lot = draft.Book.Find<PointsLot>(id) ?? new PointsLot { Id = id, CreatedAt = draft.Now, ExpiresAt = expires };
        draft.Keep(lot with { Remaining = lot.Remaining + points });
    }

    /// <summary>Lots with something in them, those that expire soonest first.</summary>
    public static IEnumerable<PointsLot> Lots(Book book) => book.All<PointsLot>().Where(lot => lot.Remaining > 0).OrderBy(lot => lot.ExpiresAt ?? DateTimeOffset.MaxValue).ThenBy(lot => lot.Id, StringComparer.Ordinal);

    /// <summary>The end of the month in which so many months are over.</summary>
    public static DateTimeOffset? ExpiryOf(PointsTable table, DateTimeOffset earned) =>
        table.ExpireAfterMonths == 0 ? null : ChinaTime.StartOf(ChinaTime.MonthOf(earned).AddMonths(table.ExpireAfterMonths + 1).FirstDay);
}
