using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Places;

/// <summary>A unit as a place to go to and to ring.</summary>
internal static class PlaceEndpoints
{
    public static void MapPlaces(this IEndpointRouteBuilder app) => app.MapMethods("/places/{code}", PageHosting.Reads, Show).CacheOutput(PageHosting.Kept);

    private static Task<IResult> Show(PublicApi api, WebOptions options, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!BoardAddress.IsUnit(code) || await api.Unit(code, cancellation) is not { } unit) return PageAnswers.NotFound(words);
            var (duty, teams, resources) = (api.Duty(code, cancellation), api.Teams(code, cancellation), api.Resources(code, cancellation));
            // A city's services are counties' own.
            var services = await Task.WhenAll(unit.Path.Where(above => above.Level is not "city").Select(above => above.Code).Append(code).Reverse().Select(at => api.Services(at, cancellation)));
            await Task.WhenAll(duty, teams, resources);
            return PageAnswers.Kept<PlacePage>(
                new { W = words, Sheet = new PlaceSheet(unit, await duty, await teams, [.. services.SelectMany(some => some)], await resources) }, options.PageLife);
        });
}
