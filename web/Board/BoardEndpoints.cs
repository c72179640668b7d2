using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>The public board of a unit and a month.</summary>
internal static class BoardEndpoints
{
    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/units/{code}", PageHosting.Reads, Unit).CacheOutput(PageHosting.Kept);
        app.MapMethods("/units/{code}/{month}", PageHosting.Reads, Unit).CacheOutput(PageHosting.Kept);
    }

    private static async Task<IResult> Unit(
        BoardReader boards, WebOptions options, HttpContext context, string code, string? month = null, string? lang = null, string? list = null, string? page = null,
        string? q = null, string? category = null, CancellationToken cancellation = default)
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
            return await Show(boards, options, new BoardAddress(code, month is null ? null : asked, words.IsEnglish), only, number, list is BoardAddress.PaperName ? SameOrigin.Of(context) : null,
                only is null ? new(null, null) : new(q, category), cancellation);
        }
        catch (ApiDownException down)
        {
            return PageAnswers.ApiDown(context, words, down);
        }
    }

    private static async Task<IResult> Show(BoardReader boards, WebOptions options, BoardAddress address, BoardList? only, int page, string? paperOf, LineFilter filter, CancellationToken cancellation)
    {
        var words = address.English ? Words.English : Words.Chinese;
        return await boards.Read(address, only, page, cancellation) is { } sheet ? PageAnswers.Board(words, sheet with { IsForPaper = paperOf is not null, Url = paperOf is null ? null : paperOf + (address with { Month = sheet.Month }).Path, Filter = filter }, options.PageLife) : PageAnswers.NotFound(words);
    }
}
