using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>What a dispatcher watches: the board as it stands, the network that one walks, what is late and how far it has climbed.</summary>
internal static class WatchEndpoints
{
    private const int PageSize = 50;

    public static void MapDeskWatch(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/board", PageHosting.Reads, Board).WithMetadata(new OnWall());
        app.MapMethods("/desk/{code}/network", PageHosting.Reads, Network);
        app.MapMethods("/desk/{code}/supervision", PageHosting.Reads, Supervision);
    }

    private static Task<IResult> Board(OwnApi own, TimeProvider time, HttpContext context, string code, string? wall = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var (pulse, late) = (own.Get<PulseView>(who, $"units/{unit.Code}/pulse", cancellation), own.Find<ListPage<NeedView>>(who, $"needs?under={unit.Code}&overdue=true&sort=due&limit=12", cancellation));
            await Task.WhenAll(pulse, late);
            return (await pulse).Value is { } now
                ? PageAnswers.Show<BoardNowPage>(new { W = words, Who = who, Unit = unit, Pulse = now, Late = (await late)?.Items ?? [], Wall = wall == "1", Now = time.GetUtcNow() })
                : DeskPages.Refused(words, (await pulse).Problem!);
        });

    private static Task<IResult> Network(OwnApi own, HttpContext context, string code, string? by = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var pulse = await own.Get<PulseView>(who, $"units/{unit.Code}/pulse", cancellation);
            return pulse.Value is { } now
                ? PageAnswers.Show<NetworkPage>(new { W = words, Who = who, Unit = unit, Pulse = now, By = by is "overdue" or "satisfaction" ? by : "open" })
                : DeskPages.Refused(words, pulse.Problem!);
        });

    private static Task<IResult> Supervision(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var found = await own.Get<ListPage<SupervisionLine>>(who, $"units/{unit.Code}/supervision?limit={PageSize}{(after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "")}", cancellation);
            if (found.Value is not { } page) return DeskPages.Refused(words, found.Problem!);
            var names = await api.Names([.. (page.Items ?? []).SelectMany(line => new[] { line.Unit, line.Lead }).OfType<string>().Distinct()], cancellation);
            return PageAnswers.Show<SupervisionPage>(new { W = words, Who = who, Unit = unit, Page = page, Names = names, IsLater = after is { Length: > 0 }, Now = time.GetUtcNow() });
        });
}
