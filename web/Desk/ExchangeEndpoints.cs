using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Pocket;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>兑换点: what waits at the unit's counter and goes to whoever says its code; what the unit gives for points, and how much of it there is.</summary>
internal static class ExchangeEndpoints
{
    public const int LongestName = 60, LongestText = 400;

    private const int PageSize = 30;

    public static void MapDeskExchange(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/exchange", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, unit) => Page(own, api, time, words, who, unit, CounterFilter.Read(context.Request.Query), null, null, null, c)));
        app.MapPost("/desk/{code}/exchange/{step}", Step);
    }

    private static Task<IResult> Step(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string step, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var (order, item) = (form.Raw("order"), form.Raw("item"));
            Outcome<object> done;
            switch (step)
            {
                case "hand-over" when PocketAddress.IsRecord(order):
                    done = await own.Send<object>(who, HttpMethod.Post, $"units/{unit.Code}/pick-ups/{Uri.EscapeDataString(order)}/hand-over", new { code = PocketAddress.Digits(form.Line("code", 20)) }, form.Key, cancellation);
                    break;
                case "add":
                    done = await own.Send<object>(who, HttpMethod.Post, $"units/{unit.Code}/exchange-items", Stock(form, true), form.Key, cancellation);
                    break;
                case "edit" when PocketAddress.IsRecord(item) && form.Number("version") is { } seen:
                    done = await own.Send<object>(who, HttpMethod.Patch, "exchange-items/" + Uri.EscapeDataString(item), Stock(form, form.Is("active")), form.Key, cancellation, string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
                    break;
                default:
                    return PageAnswers.NotFound(words);
            }

            return done.Problem is { } problem
                ? await Page(own, api, time, words, who, unit, CounterFilter.Read(context.Request.Query), step, form, problem, cancellation)
                : new SeeOther(words.To($"/desk/{unit.Code}/exchange?done=exchange-{step}"));
        });

    // What cannot be read as a number is no number that the API takes: it says which.
    private static object Stock(Sent form, bool active) => new
    {
        name = form.Line("name", LongestName), description = form.Text("description", LongestText) ?? "", price = Count(form, "price"), addStock = Count(form, "addStock"), perMonth = Count(form, "perMonth"),
        pickUpDays = Count(form, "pickUpDays"), where = form.Line("where", LongestText) ?? "", active,
    };

    private static int? Count(Sent form, string field) => form.Raw(field).Trim() is { Length: > 0 } typed
        ? int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MinValue
        : null;

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, CounterFilter filter, string? step, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var (waiting, goods) = (own.Get<ListPage<PickUpView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/pick-ups?limit={PageSize}{filter.PickUps}"), cancellation),
            own.Find<ListPage<StockView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/exchange-items?limit={PageSize}{filter.Items}"), cancellation));
        await Task.WhenAll(waiting, goods);
        if ((await waiting).Value is not { } page) return DeskPages.Refused(words, (await waiting).Problem!);
        var items = await goods ?? new([], null);
        return PageAnswers.Show<ExchangePage>(new
        {
            W = words, Who = who, Unit = unit, Filter = filter, Waiting = page, Items = items, Names = await api.Names([.. (items.Items ?? []).Select(item => item.Unit).Distinct()], cancellation),
            MayGive = who.Has(unit, "clerk", "dispatcher"), Form = new StepForm(step, typed), Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}
