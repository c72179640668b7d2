using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Mine;

/// <summary>我的: what a resident has asked for, the way each went, one tap to rate it or to take it back.</summary>
internal static class MineEndpoints
{
    private const int PageSize = 20;

    public static void MapMine(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/mine", PageHosting.Reads, List);
        app.MapMethods("/mine/{id}", PageHosting.Reads, (OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => One(own, words, who, id, null, null, c)));
        app.MapPost("/mine/{id}/rate", (OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            Step(own, context, id, lang, "rating", "rated", form => new { score = form.Number("score"), comment = form.Text("comment", 500), feeCharged = form.Is("feeCharged") }, c));
        app.MapPost("/mine/{id}/withdraw", (OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            Step(own, context, id, lang, "withdraw", "withdrawn", form => new { reason = form.Line("reason", 500) ?? DeskWords.In(lang)["mine.noLonger"] }, c));
    }

    private static Task<IResult> List(OwnApi own, PublicApi api, HttpContext context, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            var found = await own.Get<ListPage<NeedView>>(who, $"me/needs?limit={PageSize}{(after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "")}", cancellation);
            if (found.Value is not { } page) return Desk.DeskPages.Refused(words, found.Problem!);
            var names = await api.Names([.. (page.Items ?? []).Select(need => need.Unit).Distinct()], cancellation);
            return PageAnswers.Show<MinePage>(new { W = words, Who = who, Page = page, Names = names, IsLater = after is { Length: > 0 } });
        });

    private static Task<IResult> Step(OwnApi own, HttpContext context, string id, string? lang, string address, string done, Func<Sent, object> body, CancellationToken cancellation) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!BoardAddress.IsNeed(id)) return PageAnswers.NotFound(words);
            var answer = await own.Send<NeedView>(who, HttpMethod.Post, $"needs/{id}/{address}", body(form), form.Key, cancellation);
            return answer.Problem is { } problem ? await One(own, words, who, id, form, problem, cancellation) : new SeeOther(words.To($"/mine/{id}?done={done}"));
        });

    private static async Task<IResult> One(OwnApi own, Words words, SignedIn who, string id, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!BoardAddress.IsNeed(id)) return PageAnswers.NotFound(words);
        var (progress, need) = (own.Get<ProgressView>(who, $"needs/{id}/progress", cancellation), own.Find<NeedView>(who, $"needs/{id}", cancellation));
        await Task.WhenAll(progress, need);
        return (await progress).Value is { } way && await need is { } asked
            ? PageAnswers.Show<MyNeedPage>(new { W = words, Who = who, Need = way, Said = asked, Typed = typed, Trouble = trouble }, trouble is null ? 200 : Desk.DeskPages.StatusOf(trouble))
            : PageAnswers.NotFound(words);
    }
}
