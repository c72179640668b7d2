using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>接电话: a telephone and a line are kept at once; with a category it is a need. Calls that wait are completed the same way.</summary>
internal static class CallEndpoints
{
    public static void MapDeskCalls(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/call", PageHosting.Reads, Show);
        app.MapPost("/desk/{code}/call", Take);
        app.MapMethods("/desk/{code}/alike", PageHosting.Reads, Alike);
        app.MapMethods("/desk/drafts/{id}", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Draft(own, api, time, words, who, id, null, null, null, c)));
        app.MapPost("/desk/drafts/{id}", Complete);
    }

    private static Task<IResult> Show(
        OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? saved = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            // What was kept last, with what may be the same: the clerk sees it while the caller is still on the line.
            var need = saved is not null && Board.BoardAddress.IsNeed(saved) ? await own.Find<NeedView>(who, $"needs/{saved}", cancellation) : null;
            return await Page(own, api, time, words, who, unit, new(), need, saved, null, 200, cancellation);
        });

    private static Task<IResult> Take(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var call = CallForm.Read(form);
            if (call.Category is null)
            {
                var kept = await own.Send<DraftView>(who, HttpMethod.Post, $"units/{unit.Code}/drafts", new { phone = call.Phone, line = call.Line ?? call.Text }, form.Key, cancellation);
                return kept.Value is { } draft
                    ? new SeeOther(words.To($"/desk/{unit.Code}/call?done=draft&saved={Uri.EscapeDataString(draft.Id)}"))
                    : await Page(own, api, time, words, who, unit, call, null, null, kept.Problem, DeskPages.StatusOf(kept.Problem!), cancellation);
            }

            var made = await own.Send<NeedView>(who, HttpMethod.Post, $"units/{unit.Code}/needs", call.ToNeed(), form.Key, cancellation);
            return made.Value is { } need
                ? new SeeOther(words.To($"/desk/{unit.Code}/call?done=need&saved={Uri.EscapeDataString(need.Id)}"))
                : await Page(own, api, time, words, who, unit, call, null, null, made.Problem, DeskPages.StatusOf(made.Problem!), cancellation);
        });

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, CallForm call, NeedView? saved, string? savedId, ProblemView? trouble, int status, CancellationToken cancellation)
    {
        var (categories, drafts) = (api.Categories(unit.Code, cancellation), own.Get<ListPage<DraftView>>(who, $"units/{unit.Code}/drafts?limit=20", cancellation));
        await Task.WhenAll(categories, drafts);
        if ((await drafts).Problem is { Status: 403 } refused) return DeskPages.Refused(words, refused);
        return PageAnswers.Show<CallPage>(new
        {
            W = words, Who = who, Unit = unit, Call = call, Categories = await categories, Drafts = (await drafts).Value?.Items ?? [], Saved = saved, SavedId = savedId, Trouble = trouble, Now = time.GetUtcNow(),
        }, status);
    }

    /// <summary>Open needs with the words that are being typed: a piece of a page.</summary>
    private static Task<IResult> Alike(OwnApi own, HttpContext context, string code, string? q = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var text = Typed.Words(q, 40);
            var found = text is null ? null : await own.Find<ListPage<NeedView>>(who, $"needs?under={unit.Code}&limit=5&q={Uri.EscapeDataString(text)}", cancellation);
            return PageAnswers.Show<AlikeList>(new { W = words, Needs = found?.Items ?? [] });
        });

    private static Task<IResult> Complete(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (form.Raw("do") == "contact")
            {
                var contact = await own.Get<ContactView>(who, $"drafts/{Uri.EscapeDataString(id)}/contact", cancellation);
                return await Draft(own, api, time, words, who, id, CallForm.Read(form), contact.Value, contact.Problem, cancellation);
            }

            if (form.Raw("do") == "discard")
            {
                var gone = await own.Send<DraftView>(who, HttpMethod.Post, $"drafts/{Uri.EscapeDataString(id)}/discard", new { reason = form.Line("reason", 500) }, form.Key, cancellation);
                return gone.Value is { } draft ? new SeeOther(words.To($"/desk/{draft.Unit}/call?done=discard")) : await Draft(own, api, time, words, who, id, CallForm.Read(form), null, gone.Problem, cancellation);
            }

            var call = CallForm.Read(form);
            var made = await own.Send<NeedView>(who, HttpMethod.Post, $"drafts/{Uri.EscapeDataString(id)}/complete", call.ToNeed(), form.Key, cancellation);
            return made.Value is { } need ? new SeeOther(words.To($"/desk/needs/{need.Id}?done=need")) : await Draft(own, api, time, words, who, id, call, null, made.Problem, cancellation);
        });

    private static async Task<IResult> Draft(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string id, CallForm? call, ContactView? contact, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<DraftView>(who, $"drafts/{Uri.EscapeDataString(id)}", cancellation);
        if (found.Value is not { } draft) return DeskPages.Refused(words, found.Problem!);
        if (draft.Need is { } need) return Results.LocalRedirect(words.To($"/desk/needs/{need}"));
        var (unit, categories) = (await api.Unit(draft.Unit, cancellation), await api.Categories(draft.Unit, cancellation));
        return PageAnswers.Show<DraftPage>(new
        {
            W = words, Who = who, Unit = unit, Draft = draft, Call = call ?? new CallForm { Line = draft.Line }, Contact = contact, Categories = categories, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}
