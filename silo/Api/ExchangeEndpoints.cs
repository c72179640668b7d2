using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Points for things: what units give, what people order, what goes over the counter.</summary>
internal static class ExchangeEndpoints
{
    internal sealed record RedeemRequest(string? Item, int? Quantity);

    private sealed record HandOverRequest(string? Code);

    /// <param name="Code">What the person says at the counter; only he sees it, and only while it waits there.</param>
    internal sealed record OwnRedemptionView(RedemptionView Redemption, string? Code);

    public static void MapExchange(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/exchange-items", Add).WithTags("Exchange").WithSummary("Something that the unit gives for points").Produces<ExchangeItemView>(201);
        api.MapGet("/units/{code}/exchange-items", List).WithTags("Exchange").WithSummary("What can be had for points in a subtree, with its stock").Produces<Page<ExchangeItemView>>();
        api.MapGet("/units/{code}/pick-ups", PickUps).WithTags("Exchange").WithSummary("What waits at the unit's counter").Produces<Page<PickUpView>>();
        api.MapPost("/units/{code}/pick-ups/{redemption}/hand-over", HandOver).WithTags("Exchange").WithSummary("Hand it over to whoever says its code").Produces<PickUpView>();
        api.MapGet("/exchange-items/{id}", View).WithTags("Exchange").WithSummary("One item").Produces<ExchangeItemView>();
        api.MapPatch("/exchange-items/{id}", Edit).WithTags("Exchange").WithSummary("Price, stock, limits").Produces<ExchangeItemView>();
        var me = api.MapGroup("/me/redemptions").WithTags("Me");
        me.MapPost("", ([FromBody] RedeemRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, PersonVault vault, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Redeem(number, request, "/api/v1/me/redemptions", context, grains, vault), c)).WithSummary("Order something for points").Produces<OwnRedemptionView>(201);
        me.MapGet("", (HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? status = null, int? limit = null, string? after = null) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Orders(number, store, status, limit, after, c), c)).WithSummary("The own orders, newest first").Produces<Page<RedemptionView>>();
        me.MapGet("/{redemption}", (string redemption, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, PersonVault vault, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => One(number, redemption, context, grains, vault), c)).WithSummary("One order, with the code to pick it up").Produces<OwnRedemptionView>();
        me.MapPost("/{redemption}/cancel", (string redemption, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Cancel(number, redemption, context, grains), c)).WithSummary("Let an order go; the points come back").Produces<RedemptionView>();
    }

    private static IExchangeGrain Unit(IGrainFactory grains, string code) => grains.Owner<IExchangeGrain>(Ids.UnitStream(code));

    private static IRedemptionsGrain Volunteer(IGrainFactory grains, string number) => grains.Owner<IRedemptionsGrain>(Ids.VolunteerStream(number));

    private static async Task<IResult> Add(string code, [FromBody] SetExchangeItem item, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Created(context, await Unit(grains, code).AddExchangeItem(context.Operation(item), item), view => $"/api/v1/exchange-items/{view.Id}", view => view.Version);

    private static async Task<IResult> Edit(string id, [FromBody] SetExchangeItem item, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (!Ids.IsItem(id, 'X'))
            return Answer.From(Refusal.NotFound("exchangeItem", id));
        return await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Ok(context, await Unit(grains, Ids.Owner(id)).EditExchangeItem(context.Operation(item), id, item), view => view.Version);
    }

    private static async Task<IResult> View(string id, HttpContext context, IGrainFactory grains) => Ids.IsItem(id, 'X')
        ? Answer.Ok(context, await Unit(grains, Ids.Owner(id)).ViewExchangeItem(id), view => view.Version)
        : Answer.From(Refusal.NotFound("exchangeItem", id));

    private static async Task<IResult> List(
        string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        var query = new ItemQuery { Kind = "exchangeItem", Under = path, Statuses = [status ?? "active"], Words = q, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) };
        ExchangeItemView Of(ItemRow row) => ExchangeRules.View(ItemKinds.Read<ExchangeItem>(row));
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "exchange-items", Columns, store.All(query, cancellation).Select(Of));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ExchangeItemView>([.. page.Items.Select(Of)], page.Next));
    }

    private static async Task<IResult> PickUps(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, string? q = null, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var page = await store.Search(new() { Kind = "pickUp", Stream = Ids.UnitStream(code), Statuses = [status ?? PickUp.Ready], Words = q, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<PickUpView>([.. page.Items.Select(row => ExchangeRules.View(ItemKinds.Read<PickUp>(row)))], page.Next));
    }

    private static async Task<IResult> HandOver(
        string code, string redemption, [FromBody] HandOverRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        var said = Encoding.UTF8.GetBytes((request.Code ?? "").Trim());
        if (!CryptographicOperations.FixedTimeEquals(said, Encoding.UTF8.GetBytes(Code(vault, redemption))))
            return Answer.From(Refusal.Rule("redemption.codeWrong", "This is not the code of that order."));
        return Answer.Ok(context, await Unit(grains, code).HandOver(context.Operation(request), redemption), view => view.Version);
    }

    /// <param name="place">Where the volunteer's orders are, for whoever orders.</param>
    internal static async Task<IResult> Redeem(string number, RedeemRequest request, string place, HttpContext context, IGrainFactory grains, PersonVault vault)
    {
        if (!Ids.IsItem(request.Item, 'X'))
            return Answer.From(Refusal.NotFound("exchangeItem", request.Item ?? ""));
        var seen = await Unit(grains, Ids.Owner(request.Item!)).ViewExchangeItem(request.Item!);
        if (seen.Value is not { } item)
            return Answer.From(seen.Refusal!);
        var made = await Volunteer(grains, number).Redeem(context.Operation(request), new(item.Id, item.Unit, item.Name, item.Price, request.Quantity ?? 1, item.PerMonth));
        return made.Value is { } view
            ? Answer.Created(context, new Result<OwnRedemptionView>(Own(vault, view), null), _ => $"{place}/{view.Id}", own => own.Redemption.Version)
            : Answer.From(made.Refusal!);
    }

    internal static async Task<IResult> Orders(string number, IUnitStore store, string? status, int? limit, string? after, CancellationToken cancellation)
    {
        var page = await store.Search(new()
        {
            Kind = "redemption", Stream = Ids.VolunteerStream(number), Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], After = after, Limit = Paging.Clamp(limit),
        }, cancellation);
        return Results.Ok(new Page<RedemptionView>([.. page.Items.Select(row => RedemptionRules.View(number, ItemKinds.Read<Redemption>(row)))], page.Next));
    }

    internal static async Task<IResult> One(string number, string redemption, HttpContext context, IGrainFactory grains, PersonVault vault)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await Volunteer(grains, number).ViewRedemption(redemption) is { Value: { } view }
            ? Answer.Ok(context, new Result<OwnRedemptionView>(Own(vault, view), null), own => own.Redemption.Version)
            : Answer.From(Refusal.NotFound("redemption", redemption));
    }

    internal static async Task<IResult> Cancel(string number, string redemption, HttpContext context, IGrainFactory grains) =>
        Answer.Ok(context, await Volunteer(grains, number).CancelRedemption(context.Operation(), redemption), view => view.Version);

    private static OwnRedemptionView Own(PersonVault vault, RedemptionView view) => new(view, view.State == Redemption.Ready ? Code(vault, view.Id) : null);

    /// <summary>Eight digits that follow from the order and the network's key: kept nowhere, known to its owner and to whoever checks it.</summary>
    private static string Code(PersonVault vault, string redemption) =>
        (BitConverter.ToUInt64(vault.Derived("pickUp:" + redemption), 0) % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    private static readonly IReadOnlyList<(string, Func<ExchangeItemView, object?>)> Columns =
        [("id", i => i.Id), ("unit", i => i.Unit), ("name", i => i.Name), ("price", i => i.Price), ("stock", i => i.Stock), ("waiting", i => i.Waiting), ("handedOver", i => i.HandedOver), ("where", i => i.Where)];
}
