using System.Collections.Immutable;
using Practice.Dispatch;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Services;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The need list's commands: fetch what they are about, decide, answer.</summary>
internal sealed partial class UnitGrain
{
    public async Task<Result<NeedView>> Submit(Operation operation, SubmitNeed command)
    {
        await FetchSlip(command);
        await Terms();
        var id = "";
        return await Execute(operation, draft => NeedRules.Submit(draft, _terms, command, out id), () => id, ViewNeed, FetchNeed);
    }

    async Task<Result<NeedView>> INeedListGrain.View(string need)
    {
        await FetchNeed(need);
        return await Read(book => NeedViews.WithDuplicates(book, need, Services.Clock.Now)) is { } view ? new(view, null) : Gone<NeedView>(Refusal.NotFound("need", need));
    }

    public Task<Result<NeedView>> Edit(Operation operation, string need, EditNeed edit) =>
        OnNeed(operation, need, draft => NeedRules.Edit(draft, _terms, need, edit, operation.IfMatch));

    public async Task<Result<NeedView>> Verify(Operation operation, string need, VerifyNeed command)
    {
        if (command is { Decision: Verdict.Merge, Into: { } into })
            await FetchNeed(into);
        var answer = await OnNeed(operation, need, draft => NeedRules.Verify(draft, _terms, need, command));
        return answer.Value is { Status: NeedStatus.Verified } taken && Book.Find<Need>(need) is { } found && RoutingRules.For(_terms, found, PathOf(Book)) is { } rule
            ? answer with { Value = taken with { Route = new(rule.Name, rule.To, rule.Follow, RoutingRules.ReplyBy(rule, Services.Clock.Now, _terms.Calendar)) } }
            : answer;
    }

    public Task<Result<NeedView>> Support(Operation operation, string need, string supporter) =>
        OnNeed(operation, need, draft => NeedRules.Support(draft, need, supporter));

    public Task<Result<NeedView>> Withdraw(Operation operation, string need, string reason) =>
        OnNeed(operation, need, draft => NeedRules.Withdraw(draft, need, reason));

    public async Task<Result<NeedView>> Dispatch(Operation operation, string need, DispatchNeed command)
    {
        // The candidates as they stood when it was decided, not after the offers went out.
        await FetchNeed(need);
        await Terms();
        var candidates = Book.Find<Need>(need) is { } found ? SearchRules.OwnCandidates(Book, _terms, found, Services.Clock.Now) : [];
        var answer = await OnNeed(operation, need, draft => SearchRules.Dispatch(draft, _terms, need, command));
        return answer.Value is null ? answer : answer with { Value = answer.Value with { Candidates = NeedViews.Of(candidates) } };
    }

    public async Task<Result<ImmutableArray<CandidateView>>> Candidates(string need)
    {
        await FetchNeed(need);
        await Terms();
        return await Read<Result<ImmutableArray<CandidateView>>>(book => book.Find<Need>(need) is { } found
            ? new Result<ImmutableArray<CandidateView>>(NeedViews.Of(SearchRules.OwnCandidates(book, _terms, found, Services.Clock.Now)), null)
            : Refusal.NotFound("need", need));
    }

    public Task<Result<NeedView>> Escalate(Operation operation, string need, Reasoned command) =>
        OnNeed(operation, need, draft => SearchRules.Escalate(draft, _terms, need, command));

    public Task<Result<NeedView>> TakeOver(Operation operation, string need, string by) =>
        OnNeed(operation, need, draft => SearchRules.TakeOver(draft, need, by));

    public Task<Result<NeedView>> Refer(Operation operation, string need, string to, string advice) =>
        OnNeed(operation, need, draft => NeedRules.Refer(draft, need, to, advice));

    public Task<Result<NeedView>> CloseImpossible(Operation operation, string need, string reason) =>
        OnNeed(operation, need, draft => NeedRules.CloseImpossible(draft, need, reason));

    public Task<Result<NeedView>> TakeOverFor(Operation operation, string need, Reasoned command) =>
        OnNeed(operation, need, draft => SearchRules.TakeOver(draft, need, command.By ?? Code, command.Reason));

    public Task<Result<NeedView>> Regrade(Operation operation, string need, RegradeNeed command) =>
        OnNeed(operation, need, draft => RegradeRules.Regrade(draft, _terms, need, command));

    public Task<Result<NeedView>> ReferToDepartment(Operation operation, string need, string department, Reasoned command) =>
        OnNeed(operation, need, draft => ReferralRules.Refer(draft, _terms, need, department, command));

    public Task<Result<NeedView>> ReturnReferral(Operation operation, string need, Reasoned command) =>
        OnNeed(operation, need, draft => ReferralRules.Return(draft, _terms, need, command));

    public Task<Result<NeedView>> ReferOutside(Operation operation, string need, string to, string advice, string? number) =>
        OnNeed(operation, need, draft => NeedRules.Refer(draft, need, to, advice, number));

    public Task<Result<NeedView>> ProposeImpossible(Operation operation, string need, Reasoned command) =>
        OnNeed(operation, need, draft => ImpossibleRules.Propose(draft, need, command));

    public Task<Result<NeedView>> DecideImpossible(Operation operation, string need, bool agreed, Reasoned command) =>
        OnNeed(operation, need, draft => agreed ? ImpossibleRules.Confirm(draft, need, command) : ImpossibleRules.Refuse(draft, need, command));

    public Task<Result<NeedView>> AppealClosing(Operation operation, string need, string reason) =>
        OnNeed(operation, need, draft => ImpossibleRules.Appeal(draft, need, reason));

    public Task<Result<NeedView>> DecideAppeal(Operation operation, string need, bool granted, string word) =>
        OnNeed(operation, need, draft => ImpossibleRules.DecideAppeal(draft, _terms, need, granted, word));

    public Task<Result<NeedView>> AwaitResident(Operation operation, string need, bool waiting) =>
        OnNeed(operation, need, draft => NeedRules.AwaitResident(draft, need, waiting));

    public Task<Result<NeedView>> Extend(Operation operation, string need, DateTimeOffset until, string reason) =>
        OnNeed(operation, need, draft => NeedRules.Extend(draft, need, until, reason));

    public Task<Result<NeedView>> Promise(Operation operation, string need, Promise promise) =>
        OnNeed(operation, need, draft => PromiseRules.Set(draft, need, promise, operation.IfMatch));

    public async Task<Result<NeedView>> Rate(Operation operation, string need, RateNeed command)
    {
        await FetchPaper(command);
        return await OnNeed(operation, need, draft => RatingRules.Rate(draft, need, command));
    }

    public Task<Result<NeedView>> CallBack(Operation operation, string need, CallBack command) =>
        OnNeed(operation, need, draft => CallBackRules.Record(draft, need, command));

    public async Task<int> RecountDeadlines()
    {
        await Terms();
        foreach (var service in Book.All<Service>().ToList())
            await FetchSessions(service.Id);
        var moved = 0;
        await Execute(Operation.System, draft =>
        {
            DeadlineRules.Recount(draft, _terms, out moved);
            foreach (var service in draft.Book.All<Service>().Where(service => service.PlanAt is not null || SessionRules.IsUnplanned(service)).ToList())
                SessionRules.Plan(draft, _terms, service.Id);
            return null;
        }, () => Code, (_, id) => id);
        return moved;
    }

    public async Task<Result<string>> ContactRef(Operation operation, string need, string? reader)
    {
        await FetchNeed(need);
        return await Execute(operation, draft => AccessRules.Read(draft, need, reader), () => need, (book, id) => book.Find<Need>(id)?.ContactRef);
    }

    public async Task<PhoneCode?> PhoneCode(string need)
    {
        await FetchNeed(need);
        return await Read(book => book.Find<Need>(need) is { ContactRef: { } reference, PhoneCode: { } code } ? new PhoneCode(reference, code) : null);
    }

    private NeedView? ViewNeed(Book book, string id) => NeedViews.Of(book, id, Services.Clock.Now);

    private async Task<Result<NeedView>> OnNeed(Operation operation, string need, Func<Draft, Refusal?> decide)
    {
        await FetchNeed(need);
        await Terms();
        return await Execute(operation, decide, () => need, ViewNeed, FetchNeed);
    }

    private async Task FetchNeed(string id)
    {
        await Fetch<Need>(id);
        if (Book.Find<Need>(id) is { } need)
            await Fetch<WorkOrder>(need.Orders);
    }
}
