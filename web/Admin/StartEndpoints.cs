using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Where an operator begins: whether the parts of the network answer, and what can be looked after.</summary>
internal static class StartEndpoints
{
    public static void MapOperatorStart(this IEndpointRouteBuilder app) => app.MapMethods("/operator", PageHosting.Reads, Start);

    private static Task<IResult> Start(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Read(context, lang, async (words, who) =>
        {
            var posts = who.Me.Roles.Where(role => role.Role == "operator").Select(role => role.Unit).Distinct().ToList();
            var begun = time.GetTimestamp();
            var (gateway, silos) = (own.Ready(cancellation), Answers(api, cancellation));
            await Task.WhenAll(gateway, silos);
            var took = time.GetElapsedTime(begun);
            var units = posts.Where(BoardAddress.IsUnit).ToList();
            var names = await silos ? await api.Names(units, cancellation) : new Dictionary<string, string>();
            return PageAnswers.Show<StartPage>(new
            {
                W = words, Who = who, Gateway = await gateway, Silos = await silos, Took = took, Units = (IReadOnlyDictionary<string, string>)units.ToDictionary(unit => unit, unit => names.GetValueOrDefault(unit, unit)),
                Everywhere = posts.Contains("*"), Now = time.GetUtcNow(),
            });
        });

    // A question that a silo answers from the database.
    private static async Task<bool> Answers(PublicApi api, CancellationToken cancellation)
    {
        try
        {
            await api.Search("a", 1, cancellation);
            return true;
        }
        catch (ApiDownException)
        {
            return false;
        }
    }
}
