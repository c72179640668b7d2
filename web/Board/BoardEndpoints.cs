using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>The public board of a unit and a month.</summary>
internal static class BoardEndpoints
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", Reads, Home).CacheOutput(PageHosting.Kept);
        app.MapMethods("/units/{code}", Reads, Unit).CacheOutput(PageHosting.Kept);
        app.MapMethods("/units/{code}/{month}", Reads, Unit).CacheOutput(PageHosting.Kept);
    }

    private static async Task<IResult> Home(BoardReader boards, WebOptions options, HttpContext context, string? lang = null, CancellationToken cancellation = default)
    {
        var words = Words.In(lang);
        try
        {
            if (await boards.Home(cancellation) is not { } unit) return PageAnswers.NoUnits(words);
            return await Show(boards, options, new BoardAddress(unit, null, words.IsEnglish), null, 1, false, cancellation);
        }
        catch (ApiDownException down)
        {
            return PageAnswers.ApiDown(context, words, down);
        }
    }

    private static async Task<IResult> Unit(
        BoardReader boards, WebOptions options, HttpContext context, string code, string? month = null, string? lang = null, string? list = null, string? page = null,
        CancellationToken cancellation = default)
    {
        var words = Words.In(lang);
        var asked = default(BoardMonth);
        var only = BoardAddress.ListOf(list);
        var number = 1;
        if (!BoardAddress.IsUnit(code) || (month is not null && !BoardMonth.TryParse(month, out asked)) || (list is not null and not BoardAddress.PaperName && only is null)
            || (page is not null && !(int.TryParse(page, out number) && number is >= 1 and <= 1000)))
            return PageAnswers.NotFound(words);
        try
        {
            return await Show(boards, options, new BoardAddress(code, month is null ? null : asked, words.IsEnglish), only, number, list is BoardAddress.PaperName, cancellation);
        }
        catch (ApiDownException down)
        {
            return PageAnswers.ApiDown(context, words, down);
        }
    }

    private static async Task<IResult> Show(BoardReader boards, WebOptions options, BoardAddress address, BoardList? only, int page, bool forPaper, CancellationToken cancellation)
    {
        var words = address.English ? Words.English : Words.Chinese;
        return await boards.Read(address, only, page, cancellation) is { } sheet ? PageAnswers.Board(words, sheet with { IsForPaper = forPaper }, options.PageLife) : PageAnswers.NotFound(words);
    }
}
