using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>Following one's own need without an account, by its number and the last four digits of the phone given.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this RouteGroupBuilder api) =>
        api.MapGet("/public/progress", Progress).WithTags("Public").WithSummary("Progress of one's own need; a page for browsers").AllowAnonymous().Produces<ProgressView>();

    /// <summary>What anybody may know who has shown that the need is his.</summary>
    public static ProgressView Of(NeedView need)
    {
        var due = need.Status switch { NeedStatus.Submitted => need.Due.Review, NeedStatus.Verified => need.Due.Dispatch, NeedStatus.Dispatching => need.Due.Accept, NeedStatus.Accepted or NeedStatus.InService => need.Due.Finish, _ => null };
        return new(need.Id, need.Status, need.Owner, due, need.Overdue, need.Advice, need.RedirectedTo, need.MergedInto, need.Promise, need.SubmittedAt, need.DoneAt, need.EmergencyNumbers);
    }

    // The same answer whether the number or the code is wrong: nobody learns which needs exist.
    private static async Task<IResult> Progress(HttpContext context, IGrainFactory grains, PersonVault vault, ProgressReader reader, CancellationToken cancellation, string? number = null, string? phoneCode = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        var page = PublicPages.Wanted(context);
        if (page && number is not null && string.IsNullOrEmpty(phoneCode))
            return PublicPages.Ask(number, wrong: false);
        if (number is null || phoneCode is not { Length: 4 } || !phoneCode.All(char.IsAsciiDigit))
            return page && number is not null ? PublicPages.Ask(number, wrong: true) : Answer.Malformed("phoneCode", "Give the need's number and the last four digits of the phone.");
        if (await Find(number, phoneCode, grains, vault) is not { } need)
            return page ? PublicPages.Ask(number, wrong: true) : Answer.From(Refusal.NotFound("progress", number));
        return page ? PublicPages.Progress(Of(need), null) : Results.Ok(await reader.Read(need, cancellation));
    }

    private static async Task<NeedView?> Find(string number, string phoneCode, IGrainFactory grains, PersonVault vault)
    {
        if (!Ids.IsItem(number, 'N'))
            return null;
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(number));
        return await needs.PhoneCode(number) is { } kept && kept.Code == vault.PhoneCode(kept.Reference, phoneCode) ? (await needs.View(number)).Value : null;
    }
}
