using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Ask;

/// <summary>找人帮忙, without an account: what, where, a telephone; then the number to follow it by.</summary>
internal static class AskEndpoints
{
    private static readonly string[] Numbers = ["110", "119", "120", "122"];

    public static void MapAsk(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/ask", PageHosting.Reads, Choose).CacheOutput(PageHosting.Kept);
        app.MapMethods("/ask/{category}", PageHosting.Reads, Show);
        app.MapPost("/ask/{category}", Send);
        app.MapMethods("/filed/{number}", PageHosting.Reads, Filed);
    }

    private static Task<IResult> Choose(
        PublicApi api, BoardReader boards, WebOptions options, HttpContext context, string? unit = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            var known = BoardAddress.IsUnit(unit) ? unit : Look.VillageOf(context);
            if ((known ?? await boards.Home(cancellation)) is not { } at) return PageAnswers.NoUnits(words);
            return PageAnswers.Kept<ChoosePage>(new { W = words, Unit = known, Categories = await api.Categories(at, cancellation) }, options.PageLife);
        });

    private static Task<IResult> Show(PublicApi api, HttpContext context, string category, string? unit = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!BoardAddress.IsCategory(category)) return PageAnswers.NotFound(words);
            if ((BoardAddress.IsUnit(unit) ? unit : Look.VillageOf(context)) is not { } at) return Results.LocalRedirect(words.To("/find?category=" + category));
            return await Form(api, words, AskForm.Empty(at, category), 200, null, cancellation);
        });

    private static Task<IResult> Send(PublicApi api, OwnApi own, Sessions sessions, HttpContext context, string category, string? unit = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!BoardAddress.IsCategory(category) || !context.Request.HasFormContentType) return PageAnswers.NotFound(words);
            var form = AskForm.Read(await Sent.Read(context), BoardAddress.IsUnit(unit) ? unit! : "", category);
            if (form.Unit.Length == 0) return Results.LocalRedirect(words.To("/find?category=" + category));
            if (!SameOrigin.Sent(context)) return await Form(api, words, form, 403, "origin", cancellation);
            if (form.Mistakes().Count > 0) return await Form(api, words, form, 422, null, cancellation);
            try
            {
                var filed = await AsOwn(own, sessions, context, form, cancellation) ?? await api.File(form.ToNeed(), form.Key, cancellation);
                if (filed.Value is not { } need) return await Form(api, words, form, filed.Problem!.Status, filed.Problem.Code ?? "refused", cancellation, filed.Problem.Errors?.Keys);
                Look.Remember(context, form.Unit);
                return new SeeOther(words.To(Address(need)));
            }
            catch (ApiDownException down)
            {
                PageAnswers.Log(context, down);
                return await Form(api, words, form, 503, "down", cancellation);
            }
        });

    /// <summary>Whoever is signed in files it as his own: it stands among his, and he rates it there; where he is on that unit's staff it counts as taken in by its desk. Null: nobody is signed in, or not any more.</summary>
    private static async Task<Outcome<FiledView>?> AsOwn(OwnApi own, Sessions sessions, HttpContext context, AskForm form, CancellationToken cancellation)
    {
        try
        {
            return await sessions.Of(context, Visit.Asked, cancellation) is { Me.Person: not null } who ? await AsOwn(own, who, form, cancellation) : null;
        }
        catch (SessionOverException)
        {
            sessions.End(context);
            return null;
        }
    }

    private static async Task<Outcome<FiledView>> AsOwn(OwnApi own, SignedIn who, AskForm form, CancellationToken cancellation)
    {
        var need = form.ToNeed();
        var made = await own.Send<NeedView>(who, HttpMethod.Post, $"units/{need.Unit}/needs", new
        {
            need.Title, need.Description, need.Category, channel = "online", need.OnBehalf, need.Location, contact = new { need.Name, need.Phone },
        }, form.Key, cancellation);
        return made.Value is { } filed ? new(new(filed.Id, filed.Status, filed.Due?.Review, filed.EmergencyNumbers), null) : new(null, made.Problem);
    }

    // All that the next page shows stands in its address: it can be opened again, and a form is not sent twice by doing so.
    private static string Address(FiledView need) =>
        $"/filed/{Uri.EscapeDataString(need.Number)}?by={need.ReviewBy?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}"
        + (need.EmergencyNumbers is { Count: > 0 } numbers ? "&ring=" + string.Join('.', numbers) : "");

    private static Task<IResult> Filed(HttpContext context, string number, string? by = null, string? ring = null, string? lang = null)
    {
        var words = Words.In(lang);
        if (!BoardAddress.IsNeed(number)) return Task.FromResult(PageAnswers.NotFound(words));
        DateTimeOffset? until = long.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 4_102_444_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return Task.FromResult(PageAnswers.Show<FiledPage>(new
        {
            W = words, Number = number, By = until, Ring = (IReadOnlyList<string>)[.. Numbers.Intersect((ring ?? "").Split('.'))],
            Progress = $"{SameOrigin.Of(context)}/progress?number={Uri.EscapeDataString(number)}",
        }));
    }

    /// <param name="trouble">Why it was not taken, by its code; null = the fields say it themselves.</param>
    private static async Task<IResult> Form(
        PublicApi api, Words words, AskForm form, int status, string? trouble, CancellationToken cancellation, IEnumerable<string>? fields = null)
    {
        UnitView? place = null;
        IReadOnlyList<CategoryView> categories = [];
        try
        {
            var (unit, table) = (api.Unit(form.Unit, cancellation), api.Categories(form.Unit, cancellation));
            await Task.WhenAll(unit, table);
            (place, categories) = (await unit, await table);
            if (place is null || (categories.Count > 0 && !categories.Any(known => known.Code == form.Category.Split('.')[0]))) return PageAnswers.NotFound(words);
        }
        catch (ApiDownException) when (status == 503)
        {
            // What was typed is shown all the same, without the names that cannot be had now.
        }

        var mistakes = status == 200 ? new Dictionary<string, string>() : new Dictionary<string, string>(form.Mistakes());
        foreach (var field in fields ?? []) mistakes[field switch { "title" or "description" => "what", "contact.phone" => "phone", "location.address" => "address", _ => field }] = "wrong";
        return PageAnswers.Show<AskPage>(new
        {
            W = words, Form = form, Place = place, Category = categories.FirstOrDefault(known => known.Code == form.Category.Split('.')[0]), Mistakes = mistakes, Trouble = trouble,
        }, status is 400 or 409 ? 422 : status);
    }
}
