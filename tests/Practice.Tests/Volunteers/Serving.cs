using Practice.Activities;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Service for rules to be tried on.</summary>
internal static class Serving
{
    public const string From = "activity-321203001-T001-A001";

    public static readonly ITerms Terms = EffectiveSettings.Default;

    public static string SessionOf(int n) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"321203001-T001-A001/{n}");

    public static ServiceSettled Settled(int session, TimeSlot slot, int minutes, int version = 1, string? approver = null) => new(
        SessionOf(session), version, slot, minutes, "321203001", "/3212/321203/321203001/", "321203001-T001", null, "河边清洁", "environment", "柴墟公园", Position, "account-9", "account-8", [], approver);

    public static Draft Serve(this Draft draft, int session, TimeSlot slot, int minutes, int version = 1, string? approver = null)
    {
        draft = draft.Then(actor: "system");
        RecordRules.Settle(draft, Terms, Number, From, Settled(session, slot, minutes, version, approver));
        return draft;
    }

    public static BackFill Late(TimeSlot slot, int minutes, string? session = null) =>
        new("321203001-T001", "321203001", "/3212/321203/321203001/", "河边清洁", "environment", slot, minutes, session, ["321203001-F000001"], "漏签");

    public static ServiceRecord Record(this Draft draft, int n = 1) => draft.Book.Find<ServiceRecord>(ServiceRecord.IdOf(Number, n))!;

    public static long Hours(this Draft draft, string account) => LedgerRules.Of(draft.Book, LedgerBook.Hours, draft.Now).Of(account);

    public static long Points(this Draft draft, string account = LedgerBook.Volunteer) => LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Of(account);

    /// <summary>The laws of records and ledgers, whatever happened.</summary>
    public static void Holds(Book book)
    {
        var counting = book.All<ServiceRecord>().Where(record => record.Counts).ToList();
        Assert.DoesNotContain(counting, a => counting.Any(b => b.Id != a.Id && a.Slot.Overlaps(b.Slot)));
        foreach (var ledger in book.All<LedgerBook>())
        {
            Assert.Equal(0, ledger.Balances.Values.Sum());
            foreach (var (account, balance) in ledger.Balances)
                Assert.Equal(balance, book.All<LedgerEntry>().Where(e => e.Ledger == ledger.Id).Sum(e => (e.To == account ? e.Amount : 0) - (e.From == account ? e.Amount : 0)));
        }

        Assert.All(book.All<LedgerEntry>(), entry => Assert.True(entry.Amount > 0));
        var hours = LedgerRules.Of(book, LedgerBook.Hours, default);
        foreach (var (origin, account) in new[] { (RecordOrigin.SignedIn, LedgerBook.SignedIn), (RecordOrigin.BackFilled, LedgerBook.BackFilled) })
            Assert.Equal(counting.Where(record => record.Origin == origin).Sum(record => (long)record.Minutes), hours.Of(account));
        Assert.Equal(counting.Sum(record => (long)record.Minutes), hours.Years.Values.Sum());
        Assert.Equal(counting.Select(record => record.Id).Order(StringComparer.Ordinal), book.All<ServiceDay>().SelectMany(day => day.Services).Select(s => s.Record).Order(StringComparer.Ordinal));

        var points = LedgerRules.Of(book, LedgerBook.Points, default);
        Assert.True(points.Of(LedgerBook.Volunteer) >= 0);
        Assert.True(points.Of(LedgerBook.Owed) <= 0);
        Assert.Equal(points.Of(LedgerBook.Volunteer), PointsRules.Lots(book).Sum(lot => lot.Remaining));
        Assert.All(book.All<ServiceRecord>().Where(record => !record.Counts || record.Origin != RecordOrigin.SignedIn), record => Assert.Equal(0, record.Points));
        Assert.Equal(counting.Sum(record => (long)record.Points), -points.Of(LedgerBook.County));
        foreach (var day in book.All<ServiceDay>())
            Assert.InRange(day.Points, 0, Terms.Volunteering.Points.DayCap);
    }
}
