using Practice.Kernel;
using Practice.Needs;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>What a resident has asked for, wherever: found by the person whose account it is. The way of each is its history.</summary>
internal static class OwnNeedEndpoints
{
    public static void MapOwnNeeds(this RouteGroupBuilder api) =>
        api.MapGet("/me/needs", List).WithTags("Me").WithSummary("One's own needs, newest first").Produces<Page<NeedView>>();

    private static async Task<IResult> List(
        HttpContext context, IUnitStore store, DomainClock clock, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null)
    {
        // A program is nobody, and has asked for nothing.
        if (context.Caller().Person is not { } person)
            return Results.Ok(new Page<NeedView>([], null));
        var page = await store.Search(
            new() { Kind = "need", Words = person, Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], After = after, Limit = Paging.Clamp(limit) }, cancellation);
        // Words are told from one another without their dashes: who it is says the row.
        var own = page.Items.Select(row => ItemKinds.Read<Need>(row)).Where(need => need.Resident == person);
        return Results.Ok(new Page<NeedView>([.. own.Select(need => NeedViews.Of(need, clock.Now))], page.Next));
    }
}
