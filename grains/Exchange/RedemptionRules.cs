using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Exchange;

/// <summary>How a volunteer has something for points: set aside → kept by the unit → handed over, or back. Pure.</summary>
/// <remarks>
/// Law: points are set aside before anything is asked for, so that no two orders use the same ones; they come back exactly once, as they were, when
/// nothing is handed over. Hours are never touched (rules §2.8).
/// </remarks>
public static class RedemptionRules
{
    public const int MostAtOnce = 100, MostOpen = 20;

    public static Refusal? Redeem(Draft draft, string number, RedeemItem ask, bool minor, Caller caller, out string id)
    {
        id = "";
        VolunteerRules.GrowUp(draft, number, minor);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (volunteer.Status != VolunteerStatus.Active)
            return Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.");
        if (minor && !VolunteerRules.IsGuardian(volunteer, caller))
            return Refusal.Rule("redemption.guardian", "A minor's points are redeemed by the guardian.");
        if (ask.Quantity is < 1 or > MostAtOnce || ask.Price < 1)
            return Refusal.Malformed("quantity.invalid", $"1 to {MostAtOnce} at once.");
        if (draft.Book.All<Redemption>().Count(open => open.IsOpen) >= MostOpen)
            return Refusal.Rule("redemption.limit", $"At most {MostOpen} wait to be picked up.");
        var month = ChinaTime.MonthOf(draft.Now).ToString();
        var use = draft.Book.Find<ItemUse>(ask.Item) is { } known && known.Month == month ? known : new ItemUse { Id = ask.Item, CreatedAt = draft.Now, Month = month };
        if (ask.PerMonth > 0 && use.Times + ask.Quantity > ask.PerMonth)
            return Refusal.Rule("redemption.limit", $"{ask.PerMonth} of it a month for one person.");
        var points = (long)ask.Price * ask.Quantity;
        var there = LedgerRules.Of(draft.Book, LedgerBook.Points, draft.Now).Of(LedgerBook.Volunteer);
        if (there < points)
            return Refusal.Rule("points.short", string.Create(CultureInfo.InvariantCulture, $"{points} points are needed; there are {there}."));

        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Redemptions = numbers.Redemptions + 1 };
        id = string.Create(CultureInfo.InvariantCulture, $"{number}-X{numbers.Redemptions:D4}");
        var before = PointsRules.Lots(draft.Book).ToDictionary(lot => lot.Id, lot => lot.Remaining);
        draft.Record(new RedemptionReserved(ask.Item, ask.Quantity, points), new Redemption
        {
            Id = id, CreatedAt = draft.Now, Item = ask.Item, Unit = ask.Unit, Name = ask.Name, Quantity = ask.Quantity, Points = points, State = Redemption.Reserved,
        });
        draft.Keep(numbers);
        PointsRules.Spend(draft, points);
        LedgerRules.Post(draft, LedgerBook.Points, "redeem", LedgerBook.Volunteer, LedgerBook.Redeemed, points, redemption: id);
        draft.Keep(draft.Book.Find<Redemption>(id)! with
        {
            Used = [.. draft.Book.All<PointsLot>().Where(lot => before.GetValueOrDefault(lot.Id) > lot.Remaining).Select(lot => new UsedPoints(lot.ExpiresAt, before[lot.Id] - lot.Remaining))],
        });
        draft.Keep(use with { Times = use.Times + ask.Quantity });
        draft.Send(Ids.UnitStream(ask.Unit), new StockAsked(id, ask.Item, ask.Quantity, ask.Price));
        return null;
    }

    /// <summary>The unit alone says what became of it: it may be on its way over the counter.</summary>
    public static Refusal? Cancel(Draft draft, string id)
    {
        if (draft.Book.Find<Redemption>(id) is not { } redemption)
            return Refusal.NotFound("redemption", id);
        if (!redemption.IsOpen)
            return redemption.State == Redemption.Cancelled ? null : Refusal.Conflict("redemption.over", $"It is {redemption.State}.");
        if (redemption.LettingGo)
            return null;
        draft.Record(new RedemptionLetGo(), redemption with { LettingGo = true });
        draft.Send(Ids.UnitStream(redemption.Unit), new StockLetGo(id));
        return null;
    }

    public static void Take(Draft draft, StockKept told)
    {
        if (draft.Book.Find<Redemption>(told.Redemption) is { State: Redemption.Reserved } redemption)
            draft.Record(new RedemptionMoved(Redemption.Ready, null), redemption with { State = Redemption.Ready, PickUpBy = told.Until });
    }

    public static void Take(Draft draft, StockRefused told)
    {
        if (draft.Book.Find<Redemption>(told.Redemption) is { State: Redemption.Reserved } redemption)
            Back(draft, redemption, Redemption.Refused, told.Code);
    }

    public static void Take(Draft draft, PickUpEnded told)
    {
        if (draft.Book.Find<Redemption>(told.Redemption) is not { IsOpen: true } redemption)
            return;
        if (told.State == PickUp.HandedOver)
            draft.Record(new RedemptionMoved(Redemption.HandedOver, null), redemption with { State = Redemption.HandedOver, LettingGo = false });
        else
            Back(draft, redemption, told.State, null);
    }

    public static RedemptionView View(string number, Redemption r) =>
        new(r.Id, number, r.Item, r.Name, r.Unit, r.Quantity, r.Points, r.State, r.Reason, r.CreatedAt, r.PickUpBy, r.Version);

    // Points come back with the life they had; what is owed meanwhile is not paid with them, for they were the volunteer's already.
    private static void Back(Draft draft, Redemption redemption, string state, string? reason)
    {
        draft.Record(new RedemptionMoved(state, reason), redemption with { State = state, Reason = reason, LettingGo = false });
        LedgerRules.Post(draft, LedgerBook.Points, "refund", LedgerBook.Redeemed, LedgerBook.Volunteer, redemption.Points, redemption: redemption.Id);
        foreach (var used in redemption.Used)
            PointsRules.Add(draft, used.ExpiresAt, used.Points);
        if (draft.Book.Find<ItemUse>(redemption.Item) is { } use && use.Month == ChinaTime.MonthOf(redemption.CreatedAt).ToString())
            draft.Keep(use with { Times = Math.Max(0, use.Times - redemption.Quantity) });
    }
}
