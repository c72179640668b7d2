using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Settings;

namespace Practice.Volunteers;

/// <summary>How records, hours and points show themselves. Pure.</summary>
public static class RecordShows
{
    public static RecordView? View(Book book, string number, string id) => book.Find<ServiceRecord>(id) is { } record ? Of(number, record) : null;

    public static RecordView Of(string number, ServiceRecord r) => new(
        r.Id, number, r.Session, r.Title, r.Category, r.By, r.Unit, r.Slot.From, r.Slot.Until, r.Minutes, r.Origin, r.State, r.Reason, r.Points, r.Position, r.Place, r.Head, r.Recorder,
        r.Flags, r.Evidence, [.. r.Versions.Select(v => new RecordVersionView(v.N, v.At, v.By, v.Approver, v.Slot.From, v.Slot.Until, v.Minutes, v.State, v.Reason, v.Note))],
        r.Correction is { } c ? new(c.Slot.From, c.Slot.Until, c.Minutes, c.Reason, c.By, c.At) : null, r.Dispute, r.Version)
    {
        UnitPath = r.UnitPath,
    };

    public static HoursView Hours(Book book, string number, VolunteeringTable table, DateTimeOffset now)
    {
        var hours = LedgerRules.Of(book, LedgerBook.Hours, now);
        var (signed, filled, imported) = (hours.Of(LedgerBook.SignedIn), hours.Of(LedgerBook.BackFilled), hours.Of(LedgerBook.Imported));
        var counting = StarRules.Counting(hours, table.StarBasis, ChinaTime.DateOf(now).Year);
        var (stars, next) = StarRules.Of(table, counting);
        return new(number, signed, filled, imported, signed + filled + imported, stars, counting, next, table.StarBasis, hours.Years);
    }

    public static PointsView Points(Book book, string number, DateTimeOffset now)
    {
        var points = LedgerRules.Of(book, LedgerBook.Points, now);
        return new(number, points.Of(LedgerBook.Volunteer), -points.Of(LedgerBook.Owed), -points.Of(LedgerBook.County), points.Of(LedgerBook.Redeemed), points.Of(LedgerBook.Expired),
            [.. PointsRules.Lots(book).Select(lot => new ExpiringPoints(lot.ExpiresAt, lot.Remaining))]);
    }

    public static EntryView Of(LedgerEntry e) => new(e.Id, e.Ledger, e.CreatedAt, e.Kind, e.From, e.To, e.Amount, e.Record, e.Redemption, e.Rule);
}
