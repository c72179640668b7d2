using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Volunteers as their units see them: masked, and opened only for a purpose that is written down.</summary>
internal static class VolunteerEndpoints
{
    private static readonly Role[] Above = [Role.Supervisor], Readers = [Role.Supervisor, Role.Auditor];

    public static void MapVolunteers(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/volunteers", Search).WithTags("Volunteers").WithSummary("Volunteers of a subtree, masked").Produces<Page<VolunteerView>>();
        var volunteer = api.MapGroup("/volunteers/{id}").WithTags("Volunteers");
        volunteer.MapGet("", View).WithSummary("One volunteer, masked").Produces<VolunteerView>();
        volunteer.MapGet("/details", Details).WithSummary("In the clear, for a purpose; the person sees who read it").Produces<OpenVolunteer>();
        volunteer.MapGet("/accesses", Accesses).WithSummary("Who has seen the details").Produces<Page<AccessView>>();
        volunteer.MapPost("/access-requests", AskAccess).WithSummary("Ask to see a minor's details").Produces<AccessView>(201);
        volunteer.MapPost("/access-requests/{access}/decide", DecideAccess).WithSummary("Somebody else decides; a yes holds for a day").Produces<AccessView>();
        volunteer.MapPost("/verify", Verify).WithSummary("The document was seen, and is the person's or not").Produces<VolunteerView>();
        volunteer.MapPost("/guardian", PutGuardian).WithSummary("Write down a guardian's consent on paper").Produces<VolunteerView>();
        volunteer.MapPost("/suspend", (string id, [FromBody] ReasonRequest body, HttpContext context, VolunteerDirectory volunteers) =>
            On(id, context, volunteers, Rights.Desk, operators: true, async _ => Answer.Ok(context, await volunteers.Grain(id).Suspend(context.Operation(body), true, body.Reason ?? ""), v => v.Version)))
            .WithSummary("Stop a volunteer, with a reason").Produces<VolunteerView>();
        volunteer.MapPost("/resume", (string id, HttpContext context, VolunteerDirectory volunteers) =>
            On(id, context, volunteers, Rights.Desk, operators: true, async _ => Answer.Ok(context, await volunteers.Grain(id).Suspend(context.Operation(), false, ""), v => v.Version)))
            .WithSummary("Let a stopped volunteer go on").Produces<VolunteerView>();
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? status = null, string? realName = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "volunteer", Under = await directory.PathOf(code, cancellation), Category = realName, Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Words = q,
            After = after, Limit = Paging.Clamp(limit),
        };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "volunteers", Columns, store.All(query, cancellation).Select(Listed));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<VolunteerView>([.. page.Items.Select(Listed)], page.Next));
    }

    private static VolunteerView Listed(ItemRow row) => VolunteerViews.Of(ItemKinds.Read<Volunteer>(row), minor: null, []);

    private static Task<IResult> View(string id, HttpContext context, VolunteerDirectory volunteers) =>
        On(id, context, volunteers, Rights.Staff, operators: true, view => Task.FromResult(Answer.Ok(context, new Result<VolunteerView>(view, null), v => v.Version)), own: true);

    private static Task<IResult> Details(string id, HttpContext context, VolunteerDirectory volunteers, CancellationToken cancellation, string? purpose = null) =>
        On(id, context, volunteers, Rights.Desk, operators: false, async view =>
        {
            AccessPurpose? why = Enum.TryParse<AccessPurpose>(purpose, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
            var refs = await volunteers.Grain(id).DetailsRef(new(context.Caller()), why, From(context, view));
            if (refs.Value is not { } at)
                return Answer.From(refs.Refusal!);
            context.Response.Headers.CacheControl = "no-store";
            return await volunteers.Open(at, cancellation) is { } open ? Results.Ok(open) : Answer.From(Refusal.NotFound("volunteer", id));
        });

    private static Task<IResult> Accesses(string id, HttpContext context, VolunteerDirectory volunteers, IUnitStore store, CancellationToken cancellation, int? limit = null, string? after = null) =>
        On(id, context, volunteers, Readers, operators: true, _ => MyVolunteerEndpoints.AccessesOf(store, id, limit, after, cancellation), own: true);

    private static Task<IResult> AskAccess(string id, [FromBody] AccessRequest request, HttpContext context, VolunteerDirectory volunteers) =>
        On(id, context, volunteers, Rights.Desk, operators: false, async view => request.Purpose is { } purpose
            ? Answer.Created(context, await volunteers.Grain(id).AskAccess(context.Operation(request), purpose, From(context, view), request.Reason ?? ""), made => $"/api/v1/volunteers/{id}/accesses")
            : Answer.Malformed("purpose", "Say what the details are needed for."));

    private static Task<IResult> DecideAccess(string id, string access, [FromBody] DecisionRequest request, HttpContext context, VolunteerDirectory volunteers) =>
        On(id, context, volunteers, Above, operators: true, async _ => request.Allow is { } allow
            ? Answer.Ok(context, await volunteers.Grain(id).DecideAccess(context.Operation(request), access, allow))
            : Answer.Malformed("allow", "Say yes or no."));

    private static Task<IResult> Verify(string id, [FromBody] VerifyRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms) =>
        On(id, context, volunteers, Rights.Desk, operators: false, async view =>
        {
            if (forms.Read(request.Document, out var document) is { } malformed)
                return Answer.From(malformed);
            return request.Genuine is { } genuine
                ? Answer.Ok(context, await volunteers.Grain(id).Verify(context.Operation(request), new(genuine, From(context, view), document is { } seen ? forms.DocumentHash(seen.Type, seen.Number) : null)), v => v.Version)
                : Answer.Malformed("genuine", "Say whether the document is the person's.");
        });

    private static Task<IResult> PutGuardian(string id, [FromBody] TakeWardRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms) =>
        On(id, context, volunteers, Rights.Desk, operators: false, async view => forms.Seal(request.Guardian, null, out var guardian) is { } malformed
            ? Answer.From(malformed)
            : Answer.Ok(context, await volunteers.Grain(id).PutGuardian(context.Operation(request), new(guardian, request.Notice ?? "", request.ChildRules, null, From(context, view))), v => v.Version));

    /// <summary>The unit from which somebody acts, as it is written down.</summary>
    private static string From(HttpContext context, VolunteerView view) => Rights.Acting(context.Caller(), view.UnitPath, Rights.Staff) ?? view.Unit;

    /// <param name="operators">Whether an operator may: never where details come into the clear.</param>
    /// <param name="own">Whether the person himself, or the guardian, may.</param>
    internal static async Task<IResult> On(
        string id, HttpContext context, VolunteerDirectory volunteers, Role[] roles, bool operators, Func<VolunteerView, Task<IResult>> act, bool own = false)
    {
        if (!Ids.IsVolunteer(id) || await volunteers.Grain(id).View() is not { Value: { } view })
            return Answer.From(Refusal.NotFound("volunteer", id));
        var caller = context.Caller();
        var staff = operators ? caller : caller with { Grants = caller.Grants.RemoveAll(grant => grant.Role == Role.Operator) };
        var mine = own && caller.Person is { } person && (person == view.Person || person == view.GuardianPerson || view.OtherPersons.Contains(person));
        return mine || Rights.Holds(staff, view.UnitPath, roles)
            ? await act(view)
            : Answer.From(Refusal.Forbidden($"This needs the role {string.Join(" or ", roles.Select(Json.Name))} on {view.Unit} or above."));
    }

    private static readonly IReadOnlyList<(string, Func<VolunteerView, object?>)> Columns =
    [
        ("number", v => v.Number), ("name", v => v.Name), ("unit", v => v.Unit), ("status", v => Json.Name(v.Status)), ("realName", v => Json.Name(v.RealName)), ("phone", v => v.Phone),
        ("skills", v => string.Join(' ', v.Skills)), ("fields", v => string.Join(' ', v.Fields)), ("registeredAt", v => v.RegisteredAt),
    ];
}
