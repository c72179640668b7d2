using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>Points for things: what the county's units give, the orders with the code for the counter. The own, or a ward's.</summary>
internal static class ExchangeEndpoints
{
    private const int PageSize = 30;

    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        foreach (var root in Whose.Roots)
        {
            app.MapMethods(root + "/exchange", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? after = null, string? item = null, string? lang = null, CancellationToken c = default) =>
                Whose.Read(context, lang, (words, who, whose) => Page(own, api, time, words, who, whose, (after, item), null, c)));
            app.MapPost(root + "/exchange", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken c = default) =>
                Step(own, api, time, context, lang, "ordered", form => PocketAddress.IsRecord(form.Raw("item")) ? ("redemptions", new { item = form.Raw("item"), quantity = 1 }) : null, c));
            app.MapPost(root + "/exchange/cancel", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken c = default) =>
                Step(own, api, time, context, lang, "cancelled", form => PocketAddress.IsRecord(form.Raw("order")) ? ($"redemptions/{Uri.EscapeDataString(form.Raw("order"))}/cancel", null) : null, c));
        }
    }

    private static Task<IResult> Step(
        OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang, string done, Func<Sent, (string Address, object? Body)?> ask, CancellationToken cancellation) =>
        Whose.Send(context, lang, async (words, who, whose, form) =>
        {
            if (ask(form) is not { } asked) return PageAnswers.NotFound(words);
            var answer = await own.Send<object>(who, HttpMethod.Post, $"{whose.Api}/{asked.Address}", asked.Body, form.Key, cancellation);
            return answer.Problem is { } problem ? await Page(own, api, time, words, who, whose, (null, null), problem, cancellation) : new SeeOther(words.To($"{whose.Pages}/exchange?done={done}"));
        });

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, Whose whose, (string? Order, string? Item) from, ProblemView? trouble, CancellationToken cancellation)
    {
        if (await own.Find<OwnVolunteerView>(who, whose.Profile, cancellation) is not { } me) return whose.Missing(words);
        var county = (await api.Unit(me.Profile.Unit, cancellation))?.County ?? me.Profile.Unit;
        var (items, orders, points) = (own.Find<ListPage<ExchangeItemView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{county}/exchange-items?limit={PageSize}{After(from.Item)}"), cancellation),
            own.Find<ListPage<RedemptionView>>(who, string.Create(CultureInfo.InvariantCulture, $"{whose.Api}/redemptions?limit={PageSize}{After(from.Order)}"), cancellation),
            own.Find<PointsView>(who, whose.Api + "/points", cancellation));
        await Task.WhenAll(items, orders, points);

        // The code is told of one order at a time, while it waits at the counter.
        var mine = new List<(RedemptionView Order, string? Code)>();
        foreach (var order in (await orders)?.Items ?? [])
            mine.Add((order, order.State == "ready" ? (await own.Find<OwnRedemptionView>(who, $"{whose.Api}/redemptions/{Uri.EscapeDataString(order.Id)}", cancellation))?.Code : null));
        var goods = await items ?? new([], null);
        var names = await api.Names([.. (goods.Items ?? []).Select(item => item.Unit).Concat(mine.Select(one => one.Order.Unit)).Distinct()], cancellation);
        return PageAnswers.Show<ExchangePage>(new
        {
            W = words, Who = who, Whose = whose, Profile = me.Profile, Items = goods, Orders = (IReadOnlyList<(RedemptionView Order, string? Code)>)mine, OlderOrders = (await orders)?.Next, IsLater = from is not (null, null),
            Balance = (await points)?.Balance ?? 0, Names = names, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    private static string After(string? place) => place is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(place) : "";
}
