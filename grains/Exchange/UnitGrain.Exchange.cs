using Practice.Exchange;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>What the unit gives for points: rules in <see cref="ExchangeRules"/>.</summary>
internal sealed partial class UnitGrain : IExchangeGrain
{
    public Task<Result<ExchangeItemView>> AddExchangeItem(Operation operation, SetExchangeItem item)
    {
        var id = "";
        return Execute(operation, draft => ExchangeRules.Add(draft, item, out id), () => id, ExchangeItemOf);
    }

    public Task<Result<ExchangeItemView>> EditExchangeItem(Operation operation, string item, SetExchangeItem edit) =>
        Execute(operation, draft => ExchangeRules.Edit(draft, item, edit, operation.IfMatch), () => item, ExchangeItemOf);

    public async Task<Result<ExchangeItemView>> ViewExchangeItem(string item) =>
        await Read(book => ExchangeItemOf(book, item)) is { } view ? new Result<ExchangeItemView>(view, null) : Gone<ExchangeItemView>(Refusal.NotFound("exchangeItem", item));

    public async Task<Result<PickUpView>> HandOver(Operation operation, string redemption)
    {
        await Fetch<PickUp>(redemption);
        return await Execute(operation, draft => ExchangeRules.HandOver(draft, redemption), () => redemption, (book, id) => book.Find<PickUp>(id) is { } pickUp ? ExchangeRules.View(pickUp) : null,
            known => Fetch<PickUp>(known));
    }

    private static ExchangeItemView? ExchangeItemOf(Book book, string id) => book.Find<ExchangeItem>(id) is { } item ? ExchangeRules.View(item) : null;
}
