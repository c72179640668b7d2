using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Merging: rules in <see cref="MergeRules"/>.</summary>
internal sealed partial class VolunteerGrain : IMergeGrain
{
    public async Task<Result<MergeView>> AskMerge(Operation operation, string other, string reason)
    {
        var id = "";
        return await Known() is { } refusal
            ? refusal
            : await Execute(operation, draft => MergeRules.Ask(draft, Number, other, reason, operation.Caller, out id), () => id, MergeRules.View, known => Fetch<MergeRequest>(known));
    }

    public async Task<Result<MergeView>> DecideMerge(Operation operation, string request, bool allow)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<MergeRequest>(request);
        return await Execute(operation, draft => MergeRules.Decide(draft, Number, request, allow, operation.Caller), () => request, MergeRules.View);
    }

    public async Task<Result<MergeView>> ViewMerge(string request)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<MergeRequest>(request);
        return await Read(book => MergeRules.View(book, request)) is { } view ? new Result<MergeView>(view, null) : Refusal.NotFound("merge", request);
    }

    /// <summary>Everything that was served goes, whether or not it is in hand.</summary>
    private async Task PrepareGiving() => _all = await AllRecords();

    private async Task PrepareTaking(MergeHandedOver told)
    {
        await Terms();
        await Fetch<MergeRequest>(told.Request);
        await Fetch<ServiceDay>(told.Records.SelectMany(record => ServiceDay.Around(record.Slot)).Distinct());
        await Fetch<PointsLot>(told.Points.Select(lot => lot.Id));
    }
}
