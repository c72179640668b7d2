using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Persons;
using Practice.Resources;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>The resource list and its bookings.</summary>
internal static class ResourceEndpoints
{
    public static void MapResources(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/resources", Add).WithTags("Resources").WithSummary("A new line of the resource list").Produces<ResourceView>(201);
        api.MapGet("/units/{code}/resources", Search).WithTags("Resources").WithSummary("Resources of a subtree").Produces<Page<ResourceView>>();
        var resource = api.MapGroup("/resources/{id}").WithTags("Resources");
        resource.MapGet("", View).WithSummary("One resource").Produces<ResourceView>();
        resource.MapPatch("", Edit).WithSummary("Change or take off the list").Produces<ResourceView>();
        resource.MapGet("/contact", Contact).WithSummary("How to reach the person; leaves an access record").Produces<PersonDetails>();
        resource.MapPost("/bookings", Book).WithSummary("Keep some of it for a time").Produces<BookingView>(201);
        resource.MapGet("/bookings", Bookings).WithSummary("What is booked").Produces<Page<BookingView>>();
        resource.MapDelete("/bookings/{booking}", Cancel).WithSummary("Give it back").Produces<BookingView>();
    }

    /// <summary>A resource as it is sent in, or an edit of one: in an edit what is left out stays.</summary>
    internal sealed record ResourceRequest(
        ResourceKind? Kind, string? Name, string? PublicName, string? Category, ImmutableArray<string>? Skills, int? Quantity, Place? Location,
        ImmutableArray<OpeningHours>? Hours, bool? ConsentPublic, ContactRequest? Contact, string? Note, bool? Active, bool? ConsentOffers = null);

    private static async Task<IResult> Add(
        string code, [FromBody] ResourceRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } forbidden)
            return Answer.From(forbidden);
        if (request.Kind is not { } kind)
            return Answer.Malformed("kind", "A kind is venue, equipment, skilledPerson, expert or project.");
        if (ContactSealing.Seal(vault, request.Contact, out var contact) is { } refusal)
            return Answer.From(refusal);
        var added = await Grain(grains, code).AddResource(context.Operation(request), new()
        {
            Kind = kind, Name = request.Name ?? "", PublicName = request.PublicName, Category = request.Category, Skills = request.Skills ?? [],
            Quantity = request.Quantity ?? 1, Location = request.Location, Hours = request.Hours ?? [], ConsentPublic = request.ConsentPublic ?? false,
            Contact = contact, Note = request.Note, ConsentOffers = request.ConsentOffers ?? false,
        });
        return Answer.Created(context, added, view => $"/api/v1/resources/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> Edit(
        string id, [FromBody] ResourceRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (ContactSealing.Seal(vault, request.Contact, out var contact) is { } refusal)
            return Answer.From(refusal);
        if (request.Kind is not null)
            return Answer.Malformed("kind", "A resource keeps its kind.");
        return await On(id, context, rights, Rights.Desk, async () => Shown(context, await Grain(grains, Ids.Owner(id)).EditResource(context.Operation(request), id, new()
        {
            Name = request.Name, PublicName = request.PublicName, Category = request.Category, Skills = request.Skills, Quantity = request.Quantity,
            Location = request.Location, Hours = request.Hours, ConsentPublic = request.ConsentPublic, Contact = contact, Note = request.Note, Active = request.Active, ConsentOffers = request.ConsentOffers,
        }), await MaySeeNames(context, rights, Ids.Owner(id), cancellation)), cancellation);
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? category = null, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "resource", Under = await directory.PathOf(code, cancellation), Category = category, Statuses = status?.Split(',') ?? ["active"], Words = q,
            Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
        };
        return await List(context, store, query, format, await MaySeeNames(context, rights, code, cancellation), cancellation);
    }

    internal static async Task<IResult> List(HttpContext context, IUnitStore store, ItemQuery query, string? format, bool names, CancellationToken cancellation)
    {
        ResourceView Of(ItemRow row) => Masked(ResourceViews.Of(ItemKinds.Read<Resource>(row)), names);
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "resources", Columns, store.All(query, cancellation).Select(Of));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ResourceView>([.. page.Items.Select(Of)], page.Next));
    }

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Staff, async () =>
            Shown(context, await Grain(grains, Ids.Owner(id)).ViewResource(id), await MaySeeNames(context, rights, Ids.Owner(id), cancellation)), cancellation);

    /// <summary>Operators never see details; the desk does, and it is written down.</summary>
    private static async Task<IResult> Contact(
        string id, HttpContext context, IGrainFactory grains, IUnitStore store, PersonVault vault, Rights rights, CancellationToken cancellation) =>
        await On(id, context, rights, Rights.Desk, async () =>
        {
            if (!await MaySeeNames(context, rights, Ids.Owner(id), cancellation))
                return Answer.From(Refusal.Forbidden("An operator does not see how to reach people."));
            return await ContactSealing.Open(context, store, vault, await Grain(grains, Ids.Owner(id)).ResourceContactRef(context.Operation(), id, context.Caller().Subject), id, cancellation);
        }, cancellation);

    private static Task<IResult> Book(string id, [FromBody] BookResource command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () =>
            Answer.Created(context, await Grain(grains, Ids.Owner(id)).Book(context.Operation(command), id, command), view => $"/api/v1/resources/{id}/bookings/{view.Id}", view => view.Version), cancellation);

    private static Task<IResult> Bookings(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Staff, async () =>
        {
            var found = await Grain(grains, Ids.Owner(id)).Bookings(id);
            return found.Refusal is { } refusal ? Answer.From(refusal) : Results.Ok(new Page<BookingView>(found.Value, null));
        }, cancellation);

    private static Task<IResult> Cancel(string id, string booking, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () => booking.StartsWith(id + "-B", StringComparison.Ordinal)
            ? Answer.Ok(context, await Grain(grains, Ids.Owner(id)).CancelBooking(context.Operation(), booking), view => view.Version)
            : Answer.From(Refusal.NotFound("booking", booking)), cancellation);

    internal static ValueTask<bool> MaySeeNames(HttpContext context, Rights rights, string unit, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return rights.May(caller with { Grants = caller.Grants.RemoveAll(g => g.Role == Role.Operator) }, unit, Rights.Staff, cancellation);
    }

    private static IResourceListGrain Grain(IGrainFactory grains, string unit) => grains.Owner<IResourceListGrain>(Ids.UnitStream(unit));

    private static IResult Shown(HttpContext context, Result<ResourceView> result, bool names) =>
        Answer.Ok(context, result.Value is { } view ? result with { Value = Masked(view, names) } : result, v => v.Version);

    private static ResourceView Masked(ResourceView view, bool names) =>
        names || view.Kind is not (ResourceKind.SkilledPerson or ResourceKind.Expert) ? view : view with { Name = view.PublicName ?? Masking.Name(view.Name), Note = null };

    private static async Task<IResult> On(string id, HttpContext context, Rights rights, Role[] roles, Func<Task<IResult>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'R'))
            return Answer.From(Refusal.NotFound("resource", id));
        return await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal ? Answer.From(refusal) : await act();
    }

    private static readonly IReadOnlyList<(string, Func<ResourceView, object?>)> Columns =
    [
        ("id", r => r.Id), ("unit", r => r.Unit), ("kind", r => Json.Name(r.Kind)), ("name", r => r.Name), ("category", r => r.Category),
        ("skills", r => string.Join(' ', r.Skills)), ("quantity", r => r.Quantity), ("address", r => r.Location?.Address), ("public", r => r.ConsentPublic), ("active", r => r.Active),
    ];
}
