using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>Points for things: what the county's units give, the own orders with the code for the counter.</summary>
internal static class ExchangeEndpoints
{
    private const int Most = 50;

    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/volunteer/exchange", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Page(own, api, time, words, who, null, c)));
        app.MapPost("/volunteer/exchange", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken c = default) =>
            Step(own, api, time, context, lang, "ordered", form => PocketAddress.IsRecord(form.Raw("item")) ? ("me/redemptions", new { item = form.Raw("item"), quantity = 1 }) : null, c));
        app.MapPost("/volunteer/exchange/cancel", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken c = default) =>
            Step(own, api, time, context, lang, "cancelled", form => PocketAddress.IsRecord(form.Raw("order")) ? ($"me/redemptions/{Uri.EscapeDataString(form.Raw("order"))}/cancel", null) : null, c));
    }

    private static Task<IResult> Step(
        OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang, string done, Func<Sent, (string Address, object? Body)?> ask, CancellationToken cancellation) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (ask(form) is not { } asked) return PageAnswers.NotFound(words);
            var answer = await own.Send<object>(who, HttpMethod.Post, asked.Address, asked.Body, form.Key, cancellation);
            return answer.Problem is { } problem ? await Page(own, api, time, words, who, problem, cancellation) : new SeeOther(words.To("/volunteer/exchange?done=" + done));
        });

    private static async Task<IResult> Page(OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, ProblemView? trouble, CancellationToken cancellation)
    {
        if (await own.Find<OwnVolunteerView>(who, "me/volunteer", cancellation) is not { } me) return Results.LocalRedirect(words.To("/volunteer/join"));
        var county = (await api.Unit(me.Profile.Unit, cancellation))?.County ?? me.Profile.Unit;
        var (items, orders, points) = (own.Find<ListPage<ExchangeItemView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{county}/exchange-items?limit={Most}"), cancellation),
            own.Find<ListPage<RedemptionView>>(who, string.Create(CultureInfo.InvariantCulture, $"me/redemptions?limit={Most}"), cancellation), own.Find<PointsView>(who, "me/points", cancellation));
        await Task.WhenAll(items, orders, points);

        // The code is told of one order at a time, while it waits at the counter.
        var mine = new List<(RedemptionView Order, string? Code)>();
        foreach (var order in (await orders)?.Items ?? [])
            mine.Add((order, order.State == "ready" ? (await own.Find<OwnRedemptionView>(who, "me/redemptions/" + Uri.EscapeDataString(order.Id), cancellation))?.Code : null));
        var goods = (await items)?.Items ?? [];
        var names = await api.Names([.. goods.Select(item => item.Unit).Concat(mine.Select(one => one.Order.Unit)).Distinct()], cancellation);
        return PageAnswers.Show<ExchangePage>(new
        {
            W = words, Who = who, Items = goods, Orders = (IReadOnlyList<(RedemptionView Order, string? Code)>)mine, Balance = (await points)?.Balance ?? 0, IsMinor = me.Profile.Minor, Names = names, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}
