using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Home;

/// <summary>The first page, and the way to the home unit's board.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", PageHosting.Reads, Home).CacheOutput(PageHosting.Kept);
        app.MapMethods("/board", PageHosting.Reads, Board);
    }

    private static Task<IResult> Home(PublicApi api, BoardReader boards, WebOptions options, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (await boards.Home(cancellation) is not { } code) return PageAnswers.NoUnits(words);
            var (unit, board, categories) = (api.Unit(code, cancellation), api.Board(code, null, cancellation), api.Categories(code, cancellation));
            var village = Look.VillageOf(context) is { } chosen ? api.Unit(chosen, cancellation) : Task.FromResult<UnitView?>(null);
            await Task.WhenAll(unit, board, categories, village);
            if (await unit is not { } place) return PageAnswers.NoUnits(words);
            BoardMonth? month = (await board)?.Publications is [var newest, ..] && BoardMonth.TryParse(newest.Month, out var told) ? told : null;
            var published = month is null ? null : await api.Figures(code, month.ToString()!, cancellation);
            return PageAnswers.Kept<HomePage>(new { W = words, View = new HomeView(place, await village, await categories, month, published) }, options.PageLife);
        });

    private static Task<IResult> Board(BoardReader boards, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
            await boards.Home(cancellation) is { } code ? Results.LocalRedirect(words.To("/units/" + (Look.VillageOf(context) ?? code))) : PageAnswers.NoUnits(words));
}
