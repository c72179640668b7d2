using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Needs;
using Practice.Services;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Sessions of standing services: what is planned, what was held and for how many.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/sessions", Search).WithTags("Services").WithSummary("Sessions of the services of a subtree, by month and state").Produces<Page<ServiceSessionView>>();
        api.MapPost("/services/{id}/sessions/{day}/held", Hold).WithTags("Services").WithSummary("It took place, with the people served; again, the count is corrected").Produces<ServiceSessionView>();
        api.MapPost("/services/{id}/sessions/{day}/cancel", Cancel).WithTags("Services").WithSummary("It does not take place, and why").Produces<ServiceSessionView>();
        api.MapGet("/public/units/{code}/sessions", Public).WithTags("Public").AllowAnonymous().WithSummary("What a unit offers next: its services' coming sessions").Produces<Page<PublicSession>>();
    }

    /// <summary>A coming session as anybody may see it.</summary>
    internal sealed record PublicSession(string Service, string Name, string Category, DateTimeOffset From, DateTimeOffset Until);

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation,
        string? month = null, string? status = null, string? category = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (month is not null && !YearMonth.TryParse(month, out _))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        var query = new ItemQuery
        {
            Kind = "serviceSession", Under = await directory.PathOf(code, cancellation), Month = month, Statuses = status?.Split(',') ?? [], Category = category, Order = ItemOrder.Due,
            After = after, Limit = Paging.Clamp(limit),
        };
        var now = clock.Now;
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "sessions", Columns, store.All(query, cancellation).Select(row => ItemKinds.Read<ServiceSession>(row).View(now)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ServiceSessionView>([.. page.Items.Select(row => ItemKinds.Read<ServiceSession>(row).View(now))], page.Next));
    }

    private static async Task<IResult> Public(string code, HttpContext context, IUnitStore store, UnitDirectory directory, DomainClock clock, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(
            new() { Kind = "serviceSession", Stream = Ids.UnitStream(code), Statuses = [Kernel.Json.Name(ServiceSessionStatus.Planned)], DueFrom = clock.Now, Order = ItemOrder.Due, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Cached.Json(context, new Page<PublicSession>(
            [.. page.Items.Select(ItemKinds.Read<ServiceSession>).Select(s => new PublicSession(s.Service, Scrub.Text(s.Name), s.Category, s.Slot.From, s.Slot.Until))], page.Next), seconds: 60);
    }

    internal sealed record HeldRequest(int? Served, string? Team = null, [property: MaxLength(200)] string? Note = null);

    private static Task<IResult> Hold(string id, string day, [FromBody] HeldRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, day, context, rights, async session => request.Served is not { } served
            ? Answer.Malformed("served", "How many people were served.")
            : Answer.Ok(context, await Grain(grains, id).HoldSession(context.Operation(request), session, new(served, request.Team, request.Note)), view => view.Version), cancellation);

    private static Task<IResult> Cancel(string id, string day, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, day, context, rights, async session => Answer.Ok(context, await Grain(grains, id).CancelSession(context.Operation(request), session, request.Reason), view => view.Version), cancellation);

    private static async Task<IResult> On(string id, string day, HttpContext context, Rights rights, Func<string, Task<IResult>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'S') || Day.Parse(day) is not { } date)
            return Answer.From(Refusal.NotFound("serviceSession", $"{id}/{day}"));
        return await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await act(ServiceSession.IdOf(id, date));
    }

    private static IServiceListGrain Grain(IGrainFactory grains, string service) => grains.Owner<IServiceListGrain>(Ids.UnitStream(Ids.Owner(service)));

    private static readonly IReadOnlyList<(string, Func<ServiceSessionView, object?>)> Columns =
    [
        ("id", s => s.Id), ("service", s => s.Name), ("category", s => s.Category), ("day", s => s.Day), ("from", s => s.From), ("until", s => s.Until), ("team", s => s.Team),
        ("status", s => Kernel.Json.Name(s.Status)), ("served", s => s.Served), ("reason", s => s.Reason), ("note", s => s.Note),
    ];
}
