using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>Following one's own need without an account, by its number and the last four digits of the phone given.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this RouteGroupBuilder api) =>
        api.MapGet("/public/progress", Progress).WithTags("Public").WithSummary("Progress of one's own need").AllowAnonymous().Produces<ProgressView>();

    // The same answer whether the number or the code is wrong: nobody learns which needs exist.
    private static async Task<IResult> Progress(HttpContext context, IGrainFactory grains, PersonVault vault, string? number = null, string? phoneCode = null)
    {
        if (number is null || phoneCode is not { Length: 4 } || !phoneCode.All(char.IsAsciiDigit))
            return Answer.Malformed("phoneCode", "Give the need's number and the last four digits of the phone.");
        var unknown = Refusal.NotFound("progress", number);
        if (!Ids.IsItem(number, 'N'))
            return Answer.From(unknown);
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(number));
        if (await needs.PhoneCode(number) is not { } kept || kept.Code != vault.PhoneCode(kept.Reference, phoneCode))
            return Answer.From(unknown);
        if ((await needs.View(number)).Value is not { } need)
            return Answer.From(unknown);
        context.Response.Headers.CacheControl = "no-store";
        var due = need.Status switch { NeedStatus.Submitted => need.Due.Review, NeedStatus.Verified => need.Due.Dispatch, NeedStatus.Dispatching => need.Due.Accept, NeedStatus.Accepted or NeedStatus.InService => need.Due.Finish, _ => null };
        return Results.Ok(new ProgressView(need.Id, need.Status, need.Owner, due, need.Overdue, need.Advice, need.RedirectedTo, need.MergedInto,
            need.Promise, need.SubmittedAt, need.DoneAt, need.EmergencyNumbers));
    }
}
