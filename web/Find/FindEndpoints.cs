using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Find;

/// <summary>Which village: from the city down, or by its name.</summary>
internal static class FindEndpoints
{
    private const int MostFound = 40, LongestWords = 20;

    public static void MapFind(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/find", PageHosting.Reads, Find).CacheOutput(PageHosting.Kept);
        app.MapMethods("/find/{code}", PageHosting.Reads, Find).CacheOutput(PageHosting.Kept);
    }

    private static Task<IResult> Find(
        PublicApi api, BoardReader boards, WebOptions options, HttpContext context, string? code = null, string? q = null, string? category = null, string? lang = null,
        CancellationToken cancellation = default) => PageAnswers.Try(context, Words.In(lang), async words =>
    {
        if (code is not null && !BoardAddress.IsUnit(code)) return PageAnswers.NotFound(words);
        var asked = Typed.Words(q, LongestWords);
        if ((code ?? await boards.Home(cancellation)) is not { } at) return PageAnswers.NoUnits(words);
        var found = asked is null ? null : await api.Search(asked, MostFound, cancellation);
        return await api.Unit(at, cancellation) is { } unit
            ? PageAnswers.Kept<FindPage>(new { W = words, Unit = unit, Asked = asked, Found = found, Category = BoardAddress.IsCategory(category) ? category : null }, options.PageLife)
            : PageAnswers.NotFound(words);
    });
}
