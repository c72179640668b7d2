using Practice.Exchange;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Points for things: rules in <see cref="RedemptionRules"/>.</summary>
internal sealed partial class VolunteerGrain : IRedemptionsGrain
{
    public async Task<Result<RedemptionView>> Redeem(Operation operation, RedeemItem redeem)
    {
        if (await Known() is { } refusal)
            return refusal;
        var minor = await Minor();
        await Fetch<ItemUse>(redeem.Item);
        var id = "";
        var made = await Execute(operation, draft => RedemptionRules.Redeem(draft, Number, redeem, minor, operation.Caller, out id), () => id, Redemption, known => Fetch<Redemption>(known));
        if (made.Value is not { } view)
            return made;
        await Delivered(Ids.UnitStream(redeem.Unit));
        return made with { Value = await Read(book => Redemption(book, view.Id)) };
    }

    public async Task<Result<RedemptionView>> CancelRedemption(Operation operation, string redemption)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Redemption>(redemption);
        return await Execute(operation, draft => RedemptionRules.Cancel(draft, redemption), () => redemption, Redemption);
    }

    public async Task<Result<RedemptionView>> ViewRedemption(string redemption)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Redemption>(redemption);
        return await Read(book => Redemption(book, redemption)) is { } view ? new Result<RedemptionView>(view, null) : Refusal.NotFound("redemption", redemption);
    }

    private RedemptionView? Redemption(Book book, string id) => book.Find<Redemption>(id) is { } redemption ? RedemptionRules.View(Number, redemption) : null;

    private async Task PrepareRedemption(string id)
    {
        await Fetch<Redemption>(id);
        if (Book.Find<Redemption>(id) is { } redemption)
        {
            await Fetch<ItemUse>(redemption.Item);
            await Fetch<PointsLot>(redemption.Used.Select(used => PointsLot.IdOf(used.ExpiresAt)));
        }
    }
}
