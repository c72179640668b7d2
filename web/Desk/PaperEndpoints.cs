using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>开箱、连续录入: two people open a box, its slips are typed in a heap, and it is closed when counted = entered + void.</summary>
internal static class PaperEndpoints
{
    public static void MapDeskPaper(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/paper", PageHosting.Reads, Points);
        app.MapMethods("/desk/{code}/paper/{point}", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string point, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, unit) => Page(own, api, time, words, who, unit, point, [], null, null, c)));
        app.MapPost("/desk/{code}/paper/{point}", Send);
    }

    private static Task<IResult> Points(OwnApi own, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var found = await own.Get<ListPage<IntakePointView>>(who, $"units/{unit.Code}/intake-points", cancellation);
            return found.Value is { } page
                ? PageAnswers.Show<PointsPage>(new { W = words, Who = who, Unit = unit, Points = (page.Items ?? []).Where(point => point.Active && point.Kind != "qr").ToList(), Now = time.GetUtcNow() })
                : DeskPages.Refused(words, found.Problem!);
        });

    private static Task<IResult> Send(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string point, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var at = $"intake-points/{Uri.EscapeDataString(point)}/openings";
            var opening = form.Line("opening", 60) is { } id ? $"{at}/{Uri.EscapeDataString(id)}" : at;
            switch (form.Raw("do"))
            {
                case "start":
                    var people = new[] { form.Line("first", 30), form.Line("second", 30) }.OfType<string>().ToArray();
                    return await After(await own.Send<OpeningView>(who, HttpMethod.Post, at, new { openedBy = people, counted = form.Number("counted") }, form.Key, cancellation), "opened", []);
                case "void":
                    return await After(await own.Send<OpeningView>(who, HttpMethod.Post, opening + "/void", new { reason = form.Line("reason", 200), slipNo = form.Line("slipNo", 40) }, form.Key, cancellation), "voided", []);
                case "close":
                    return await After(await own.Send<OpeningView>(who, HttpMethod.Post, opening + "/close", new { counted = form.Number("counted") }, form.Key, cancellation), "closed", []);
                default:
                    return await Enter(form);
            }

            async Task<IResult> Enter(Sent sent)
            {
                var lines = PaperForm.Read(sent);
                if (lines.Count == 0) return await Page(own, api, time, words, who, unit, point, [], null, null, cancellation);
                var found = await own.Get<IntakePointView>(who, $"intake-points/{Uri.EscapeDataString(point)}", cancellation);
                if (found.Value is not { } place) return DeskPages.Refused(words, found.Problem!);
                var channel = PaperForm.ChannelOf(place.Kind);
                var entered = await own.Send<BatchView>(who, HttpMethod.Post, $"units/{unit.Code}/needs/batch", new
                {
                    lines = lines.Select(line => new
                    {
                        title = line.What, category = line.Category, channel, intakePoint = point, slipNo = line.SlipNo,
                        contact = line.Name is null && line.Phone is null ? null : new { name = line.Name, phone = line.Phone },
                    }).ToList(),
                }, sent.Key, cancellation);
                if (entered.Value is not { } batch) return await Page(own, api, time, words, who, unit, point, lines, null, entered.Problem, cancellation);
                var refused = batch.Lines.Where(outcome => outcome.Status >= 300).ToList();
                // What was taken in leaves the page; what was not stays, each with its reason.
                return refused.Count == 0
                    ? new SeeOther(words.To(string.Create(CultureInfo.InvariantCulture, $"/desk/{unit.Code}/paper/{point}?entered={batch.Entered}")))
                    : await Page(own, api, time, words, who, unit, point, [.. refused.Select(outcome => lines[outcome.Line - 1])], [.. refused], null, cancellation, batch.Entered);
            }

            async Task<IResult> After(Outcome<OpeningView> answer, string done, IReadOnlyList<SlipLine> typed) => answer.Problem is { } problem
                ? await Page(own, api, time, words, who, unit, point, typed, null, problem, cancellation)
                : new SeeOther(words.To($"/desk/{unit.Code}/paper/{point}?done={done}"));
        });

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, string point, IReadOnlyList<SlipLine> typed, IReadOnlyList<BatchOutcome>? refused,
        ProblemView? trouble, CancellationToken cancellation, int entered = 0)
    {
        var (found, categories) = (own.Get<IntakePointView>(who, $"intake-points/{Uri.EscapeDataString(point)}", cancellation), api.Categories(unit.Code, cancellation));
        await Task.WhenAll(found, categories);
        if ((await found).Value is not { } place) return DeskPages.Refused(words, (await found).Problem!);
        var opening = place.UnderWay is { } id ? await own.Find<OpeningView>(who, $"intake-points/{Uri.EscapeDataString(point)}/openings/{Uri.EscapeDataString(id)}", cancellation) : null;
        return PageAnswers.Show<PaperPage>(new
        {
            W = words, Who = who, Unit = unit, Point = place, Opening = opening, Categories = await categories, Lines = typed, Refused = refused ?? [], Trouble = trouble, EnteredNow = entered, Now = time.GetUtcNow(),
        }, trouble is not null ? DeskPages.StatusOf(trouble) : refused is { Count: > 0 } ? 422 : 200);
    }
}
