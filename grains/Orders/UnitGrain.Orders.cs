using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The work orders' commands.</summary>
internal sealed partial class UnitGrain
{
    public async Task<Result<OrderView>> ViewOrder(string order)
    {
        await FetchOrder(order);
        return await Read(book => ViewOf(book, order)) is { } view ? new(view, null) : Gone<OrderView>(Refusal.NotFound("order", order));
    }

    public async Task<Result<OrderView>> AcceptOrder(Operation operation, string order, AcceptOrder command)
    {
        var answer = await OnOrder(operation, order, draft => OrderRules.Accept(draft, _terms, order, command));
        if (answer.Value is not { Status: OrderStatus.Accepting })
            return answer;

        // The team's word comes back as a message of its own; wait a moment for it, for whoever waits at the other end.
        var started = TimeProvider.System.GetTimestamp();
        while (Book.Find<WorkOrder>(order) is { Status: OrderStatus.Accepting } && TimeProvider.System.GetElapsedTime(started) < Services.Options.SettleWait)
            await Task.Delay(10);
        return await ViewOrder(order);
    }

    public Task<Result<OrderView>> DeclineOrder(Operation operation, string order, string reason) =>
        OnOrder(operation, order, draft => OrderRules.Decline(draft, _terms, order, reason));

    public Task<Result<OrderView>> DeclineOffer(Operation operation, string order, DeclineOrder command) =>
        OnOrder(operation, order, draft => OrderRules.Decline(draft, _terms, order, command));

    public Task<Result<OrderView>> ContestAnswer(Operation operation, string order, string reason) =>
        OnOrder(operation, order, draft => PhoneAnswerRules.Contest(draft, order, reason));

    public Task<Result<OrderView>> DecideContest(Operation operation, string order, bool upheld, string word) =>
        OnOrder(operation, order, draft => PhoneAnswerRules.Decide(draft, _terms, order, upheld, word));

    public Task<Result<OrderView>> StartOrder(Operation operation, string order) => OnOrder(operation, order, draft => OrderRules.Start(draft, order));

    public Task<Result<OrderView>> ReportOrder(Operation operation, string order, ReportOrder command) =>
        OnOrder(operation, order, draft => OrderRules.Report(draft, order, command));

    public Task<Result<OrderView>> ConfirmOrder(Operation operation, string order) => OnOrder(operation, order, draft => OrderRules.Confirm(draft, _terms, order));

    public Task<Result<OrderView>> RedoOrder(Operation operation, string order, string reason) =>
        OnOrder(operation, order, draft => OrderRules.Redo(draft, order, reason));

    public Task<Result<OrderView>> ReturnOrder(Operation operation, string order, string reason) =>
        OnOrder(operation, order, draft => OrderRules.Return(draft, order, reason));

    public Task<Result<OrderView>> AdjudicateReturn(Operation operation, string order, bool granted, string reason) =>
        OnOrder(operation, order, draft => granted ? OrderRules.Release(draft, _terms, order, reason, to: null) : OrderRules.RefuseReturn(draft, order, reason));

    public Task<Result<OrderView>> ReleaseOrder(Operation operation, string order, string reason, string? to) =>
        OnOrder(operation, order, draft => OrderRules.Release(draft, _terms, order, reason, to));

    private async Task<Result<OrderView>> OnOrder(Operation operation, string order, Func<Draft, Refusal?> decide)
    {
        await FetchOrder(order);
        await Terms();
        return await Execute(operation, decide, () => order, ViewOf, FetchOrder);
    }

    private static OrderView? ViewOf(Book book, string id) => book.Find<WorkOrder>(id)?.View();

    private async Task FetchOrder(string id)
    {
        await Fetch<WorkOrder>(id);
        if (Book.Find<WorkOrder>(id) is { } order)
            await FetchNeed(order.Need);
    }
}
