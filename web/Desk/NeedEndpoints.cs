using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>One need at the desk: what it says, where it stands, what can be done next; and the list to find it in.</summary>
internal static class NeedEndpoints
{
    private const int PageSize = 50;

    public static void MapDeskNeeds(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/needs", PageHosting.Reads, List);
        app.MapMethods("/desk/{code}/needs.xlsx", PageHosting.Reads, Export);
        app.MapMethods("/desk/needs/{id}", PageHosting.Reads, (DeskNeeds needs, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => needs.Page(words, who, id, null, null, null, null, c)));
        app.MapPost("/desk/needs/{id}/{step}", Step);
        app.MapMethods("/desk/orders/{id}", PageHosting.Reads, (OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, async (words, who) => (await own.Get<OrderView>(who, $"orders/{Uri.EscapeDataString(id)}", c)) is { Value: { } order }
                ? Results.LocalRedirect(words.To($"/desk/needs/{order.Need}") + "#orders") : PageAnswers.NotFound(words)));
        app.MapPost("/desk/orders/{id}/{step}", OrderStep);
    }

    private static Task<IResult> List(OwnApi own, TimeProvider time, PublicApi api, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var filter = NeedFilter.Read(context.Request.Query);
            var found = await own.Get<ListPage<NeedView>>(who, $"needs?under={unit.Code}&limit={PageSize}{filter.Query()}", cancellation);
            if (found.Value is not { } page) return DeskPages.Refused(words, found.Problem!);
            var names = await api.Names([.. (page.Items ?? []).Select(need => need.Unit).Distinct()], cancellation);
            return PageAnswers.Show<NeedsPage>(new { W = words, Who = who, Unit = unit, Filter = filter, Page = page, Names = names, Categories = await api.Categories(unit.Code, cancellation), Now = time.GetUtcNow() });
        });

    private static Task<IResult> Export(OwnApi own, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, (words, who, unit) => Download.Of(
            own, context, words, who, $"needs?under={unit.Code}&format=xlsx{(NeedFilter.Read(context.Request.Query) with { After = null }).Query()}", $"needs-{unit.Code}.xlsx", cancellation));

    private static Task<IResult> Step(OwnApi own, DeskNeeds needs, HttpContext context, string id, string step, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!BoardAddress.IsNeed(id)) return PageAnswers.NotFound(words);
            if (step == "contact")
            {
                var contact = await own.Get<ContactView>(who, $"needs/{id}/contact", cancellation);
                return await needs.Page(words, who, id, null, null, contact.Problem, contact.Value, cancellation);
            }

            if (step == "link")
            {
                var link = await own.Send<LinkMade>(who, HttpMethod.Post, $"needs/{id}/links", new { purpose = "rate" }, form.Key, cancellation);
                return await needs.Page(words, who, id, null, null, link.Problem, null, cancellation, link.Value?.Address);
            }

            if (!NeedSteps.OfNeed.TryGetValue(step, out var known)) return PageAnswers.NotFound(words);
            var done = await own.Send<NeedView>(who, known.Method, $"needs/{id}/{known.Address}", known.Body(form), form.Key, cancellation, known.Versioned ? Seen(form) : null);
            // Accept and find help in one: two steps, the second with a key that follows from the first's.
            if (done.Problem is null && step == "accept" && form.Raw("then") == "auto")
                (done, step) = (await own.Send<NeedView>(who, HttpMethod.Post, $"needs/{id}/dispatch", new { mode = "auto" }, form.Key + "-auto", cancellation), "auto");
            return done.Problem is { } problem
                ? await needs.Page(words, who, id, step, form, problem, null, cancellation)
                : new SeeOther(words.To($"{(step == "referBack" && done.Value?.Referral is { } was ? $"/desk/{was.Department}/inbox" : $"/desk/needs/{id}")}?done={step}"));
        });

    private static Task<IResult> OrderStep(OwnApi own, DeskNeeds needs, HttpContext context, string id, string step, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!NeedSteps.OfOrder.TryGetValue(step, out var known)) return PageAnswers.NotFound(words);
            var done = await own.Send<OrderView>(who, known.Method, $"orders/{Uri.EscapeDataString(id)}/{known.Address}", known.Body(form), form.Key, cancellation);
            if (done.Value is { } order) return new SeeOther(words.To($"/desk/needs/{order.Need}?done=order-{step}") + "#orders");
            return form.Line("need", 40) is { } need && BoardAddress.IsNeed(need)
                ? await needs.Page(words, who, need, $"{id}/{step}", form, done.Problem, null, cancellation)
                : DeskPages.Refused(words, done.Problem!);
        });

    // As ETags are given out. A page from before an update names none: the rules decide by what is.
    private static string Seen(Sent form) => form.Number("version") is { } version ? string.Create(CultureInfo.InvariantCulture, $"\"{version}\"") : "*";

    private sealed record LinkMade(string? Address);
}
