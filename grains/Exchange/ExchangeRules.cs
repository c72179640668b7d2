using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Exchange;

/// <summary>A unit's stock of what it gives for points. Pure.</summary>
/// <remarks>Law: stock is never below zero, and what was added = what is left + what waits + what was handed over; a repeated word is answered and changes nothing.</remarks>
public static class ExchangeRules
{
    public const int MostStock = 1_000_000, MostPrice = 1_000_000, LongestName = 60, LongestText = 400;

    public static Refusal? Add(Draft draft, SetExchangeItem set, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { ExchangeItems = numbers.ExchangeItems + 1 };
        id = Ids.ExchangeItem(unit.Id, numbers.ExchangeItems);
        var item = Set(new ExchangeItem { Id = id, CreatedAt = draft.Now, Unit = unit.Id, Name = "" }, set);
        if (Check(item) is { } refusal)
            return refusal;
        draft.Record(new ExchangeItemAdded(item.Price, item.Stock), item);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, string id, SetExchangeItem set, long? ifMatch)
    {
        if (draft.Book.Find<ExchangeItem>(id) is not { } item)
            return Refusal.NotFound("exchangeItem", id);
        if (ifMatch is { } seen && seen != item.Version)
            return Refusal.Stale(item.Version);
        var after = Set(item, set);
        if (after.Stock < 0)
            return Refusal.Rule("stock.short", "There is less than that.");
        if (Check(after) is { } refusal)
            return refusal;
        if (after != item)
            draft.Record(new ExchangeItemEdited(after.Price, after.Stock - item.Stock, after.Active), after);
        return null;
    }

    /// <summary>Keeps what a volunteer has paid for, or says why not.</summary>
    public static void Take(Draft draft, string from, StockAsked asked)
    {
        if (draft.Book.Find<PickUp>(asked.Redemption) is { } known)
        {
            draft.Record(new StockWasKept(known.Item, known.Quantity), known);
            draft.Send(from, known.IsOpen ? new StockKept(known.Id, known.Until) : new PickUpEnded(known.Id, known.State));
            return;
        }

        var item = draft.Book.Find<ExchangeItem>(asked.Item);
        var code = item is not { Active: true } ? "item.inactive" : item.Price != asked.Price ? "price.changed" : item.Stock < asked.Quantity || asked.Quantity < 1 ? "stock.short" : null;
        if (code is not null)
        {
            draft.Record(new StockWasRefused(code), item ?? (Item)UnitNumbers.Of(draft));
            draft.Send(from, new StockRefused(asked.Redemption, code));
            return;
        }

        var until = draft.Now.AddDays(item!.PickUpDays);
        draft.Record(new StockWasKept(item.Id, asked.Quantity), new PickUp
        {
            Id = asked.Redemption, CreatedAt = draft.Now, Item = item.Id, Name = item.Name, Quantity = asked.Quantity, State = PickUp.Ready, Until = until,
        });
        draft.Keep(item with { Stock = item.Stock - asked.Quantity, Waiting = item.Waiting + asked.Quantity });
        draft.Send(from, new StockKept(asked.Redemption, until));
    }

    public static void Take(Draft draft, string from, StockLetGo told)
    {
        if (draft.Book.Find<PickUp>(told.Redemption) is not { } pickUp)
            return;
        if (pickUp.IsOpen)
            End(draft, pickUp, PickUp.Cancelled);
        else
        {
            draft.Record(new PickUpWasEnded(pickUp.State), pickUp);
            draft.Send(from, new PickUpEnded(pickUp.Id, pickUp.State));
        }
    }

    public static Refusal? HandOver(Draft draft, string redemption)
    {
        if (draft.Book.Find<PickUp>(redemption) is not { } pickUp)
            return Refusal.NotFound("redemption", redemption);
        if (!pickUp.IsOpen || pickUp.Until <= draft.Now)
            return Refusal.Conflict("redemption.notReady", $"It is {(pickUp.IsOpen ? PickUp.TimedOut : pickUp.State)}.");
        End(draft, pickUp, PickUp.HandedOver);
        return null;
    }

    /// <summary>What was not picked up goes back on the shelf.</summary>
    public static void Expire(Draft draft, PickUp pickUp)
    {
        if (pickUp.IsOpen && pickUp.Until <= draft.Now)
            End(draft, pickUp, PickUp.TimedOut);
    }

    public static ExchangeItemView View(ExchangeItem i) => new(i.Id, i.Unit, i.Name, i.Description, i.Price, i.Stock, i.Waiting, i.HandedOver, i.PerMonth, i.PickUpDays, i.Where, i.Active, i.Version);

    public static PickUpView View(PickUp p) => new(p.Id, p.Item, p.Name, p.Quantity, p.State, p.Until, p.Version);

    private static void End(Draft draft, PickUp pickUp, string state)
    {
        draft.Record(new PickUpWasEnded(state), pickUp with { State = state });
        if (draft.Book.Find<ExchangeItem>(pickUp.Item) is { } item)
            draft.Keep(item with
            {
                Waiting = item.Waiting - pickUp.Quantity,
                HandedOver = item.HandedOver + (state == PickUp.HandedOver ? pickUp.Quantity : 0),
                Stock = item.Stock + (state == PickUp.HandedOver ? 0 : pickUp.Quantity),
            });
        draft.Send(Ids.VolunteerStream(Ids.Owner(pickUp.Id)), new PickUpEnded(pickUp.Id, state));
    }

    private static ExchangeItem Set(ExchangeItem item, SetExchangeItem set) => item with
    {
        Name = set.Name?.Trim() ?? item.Name, Description = set.Description ?? item.Description, Price = set.Price ?? item.Price, Stock = item.Stock + Math.Clamp(set.AddStock ?? 0, -MostStock, MostStock),
        PerMonth = set.PerMonth ?? item.PerMonth, PickUpDays = set.PickUpDays ?? item.PickUpDays, Where = set.Where ?? item.Where, Active = set.Active ?? item.Active,
    };

    private static Refusal? Check(ExchangeItem item)
    {
        string[] wrong =
        [
            .. item.Name.Length is 0 or > LongestName ? ["name"] : Array.Empty<string>(),
            .. item.Description?.Length > LongestText ? ["description"] : Array.Empty<string>(),
            .. item.Price is < 1 or > MostPrice ? ["price"] : Array.Empty<string>(),
            .. item.Stock is < 0 or > MostStock ? ["addStock"] : Array.Empty<string>(),
            .. item.PerMonth is < 0 or > 1000 ? ["perMonth"] : Array.Empty<string>(),
            .. item.PickUpDays is < 1 or > 60 ? ["pickUpDays"] : Array.Empty<string>(),
            .. item.Where?.Length > LongestText ? ["where"] : Array.Empty<string>(),
        ];
        return wrong.Length == 0 ? null : new(RefusalKind.Malformed, "exchange.invalid", $"These members make no sense: {string.Join(", ", wrong)}.", wrong);
    }
}
