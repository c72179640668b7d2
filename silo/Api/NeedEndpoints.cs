using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Needs: from the first word to the rating.</summary>
internal static class NeedEndpoints
{
    public static void MapNeeds(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{unit}/needs", Submit).WithTags("Needs").WithSummary("Say what is needed").Produces<NeedView>(201);
        api.MapGet("/needs", Search).WithTags("Needs").WithSummary("Search the needs of a subtree").Produces<Page<NeedView>>();

        var need = api.MapGroup("/needs/{id}").WithTags("Needs");
        need.MapGet("", View).WithSummary("One need").Produces<NeedView>();
        need.MapPatch("", Edit).WithSummary("Correct a need before the work starts").Produces<NeedView>();
        need.MapGet("/history", (string id, HttpContext context, IUnitStore store, Rights rights, IGrainFactory grains, CancellationToken c, long? after = null, int? limit = null) =>
            History('N', id, context, store, rights, grains, after, limit, c)).WithSummary("Everything that happened to it").Produces<Page<HistoryEntry>>();
        need.MapGet("/progress", Progress).WithSummary("Where it stands and the way it went, in the words of whoever asked for it").Produces<ProgressView>();
        need.MapGet("/candidates", Candidates).WithSummary("The own level's teams that could do it, best first, each with why; asks nobody").Produces<Page<CandidateView>>();
        need.MapGet("/contact", Contact).WithSummary("How to reach the resident; leaves an access record").Produces<PersonDetails>();
        need.MapPost("/verify", Verify).WithSummary("Accept, reject, redirect or merge").Produces<NeedView>();
        need.MapPost("/dispatch", Dispatch).WithSummary("Find help").Produces<NeedView>();
        need.MapPost("/support", Support).WithSummary("Me too (附议)").Produces<NeedView>();
        need.MapPost("/withdraw", Withdraw).WithSummary("Take it back").Produces<NeedView>();
        need.MapPost("/rating", Rate).WithSummary("Say how it was").Produces<NeedView>();
        need.MapPut("/promise", PutPromise).WithSummary("Steps and a date for what could not be met yet").Produces<NeedView>();
        need.MapDeskSteps();
    }

    private static async Task<IResult> Submit(
        string unit, [FromBody] NeedRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, PersonVault vault, CancellationToken cancellation)
    {
        if (await directory.PathOf(unit, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", unit));
        var caller = context.Caller();
        if (NeedForms.Read(request, vault, caller, Rights.Holds(caller, path, Rights.Desk), out var command) is { } refused)
            return refused;
        var answer = await Needs(grains, unit).Submit(context.Operation(request), command);
        return Answer.Created(context, answer, view => $"/api/v1/needs/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var answer = await Needs(grains, Ids.Owner(id)).View(id);
        if (answer.Value is { } view && !await MaySee(context.Caller(), view, rights, cancellation))
            return Answer.From(Refusal.Forbidden("This need is not yours, nor in a unit of yours."));
        return Answer.Ok(context, answer, v => v.Version);
    }

    private static async Task<IResult> Progress(string id, HttpContext context, IGrainFactory grains, Rights rights, ProgressReader reader, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var answer = await Needs(grains, Ids.Owner(id)).View(id);
        if (answer.Value is not { } view)
            return Answer.From(answer.Refusal!);
        return await MaySee(context.Caller(), view, rights, cancellation)
            ? Results.Ok(await reader.Read(view, cancellation))
            : Answer.From(Refusal.Forbidden("This need is not yours, nor in a unit of yours."));
    }

    private static async Task<IResult> Candidates(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var candidates = await Needs(grains, Ids.Owner(id)).Candidates(id);
        return candidates.Refusal is { } unknown ? Answer.From(unknown) : Results.Ok(new Page<CandidateView>(candidates.Value, null));
    }

    private static async Task<IResult> Search(
        HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation,
        string? under = null, string? status = null, string? category = null, string? urgency = null, bool? overdue = null, string? q = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, string? month = null, string? sort = null, int? limit = null, string? after = null, string? format = null)
    {
        if (under is null)
            return Answer.Malformed("under", "Name the unit whose subtree is searched.");
        if (await rights.Require(context.Caller(), under, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var now = clock.Now;
        var query = new ItemQuery
        {
            Kind = "need",
            Under = await directory.PathOf(under, cancellation),
            Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Category = category,
            Urgency = urgency,
            Month = month,
            Open = overdue == true ? true : null,
            DueBefore = overdue == true ? now : null,
            From = from,
            Until = until,
            Words = q,
            Order = sort switch { "due" => ItemOrder.Due, "oldest" => ItemOrder.Oldest, "id" => ItemOrder.Id, _ => ItemOrder.Newest },
            After = after,
            Limit = Paging.Clamp(limit),
        };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "needs", Columns, store.All(query, cancellation).Select(row => NeedViews.Of(ItemKinds.Read<Need>(row), now)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<NeedView>([.. page.Items.Select(row => NeedViews.Of(ItemKinds.Read<Need>(row), now))], page.Next));
    }

    private static async Task<IResult> Edit(string id, [FromBody] EditNeed edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        return await OnOwn(id, context, grains, rights, Rights.Desk, needs => needs.Edit(context.Operation(edit), id, edit), cancellation);
    }

    /// <param name="letter">The kind of the item, as its id spells it: N or W.</param>
    internal static async Task<IResult> History(
        char letter, string id, HttpContext context, IUnitStore store, Rights rights, IGrainFactory grains, long? after, int? limit, CancellationToken cancellation)
    {
        var unknown = Refusal.NotFound(letter == 'N' ? "need" : "order", id);
        if (!Ids.IsItem(id, letter))
            return Answer.From(unknown);
        var unit = Ids.Owner(id);
        if (await rights.Require(context.Caller(), unit, Rights.Staff, cancellation) is { } refusal
            && !(await Needs(grains, unit).View(id) is { Value: { } need } && await MaySee(context.Caller(), need, rights, cancellation)))
            return Answer.From(refusal);
        return await HistoryPages.Read(store, Ids.UnitStream(unit), id, unit, unknown, after, limit, cancellation);
    }

    /// <summary>Operators never see details; staff and the team that has accepted do, and it is written down.</summary>
    private static async Task<IResult> Contact(string id, HttpContext context, IGrainFactory grains, IUnitStore store, PersonVault vault, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var caller = context.Caller();
        var needs = Needs(grains, Ids.Owner(id));
        var view = await needs.View(id);
        if (view.Value is not { } need)
            return Answer.From(view.Refusal!);
        var own = await MayOwn(caller, needs, id);
        var desk = caller.Grants.Any(g => g.Role is Role.Clerk or Role.Dispatcher && Rights.Holds(caller with { Grants = [g] }, path, Rights.Desk));
        if (!own && !desk && !await Any(need.Orders.Where(o => o.Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Redo), rights, caller))
            return Answer.From(Refusal.Forbidden("Only the unit's staff and the team that has accepted may read this."));
        return await ContactSealing.Open(context, store, vault, await needs.ContactRef(context.Operation(), id, own ? null : caller.Subject), id, cancellation);
    }

    private static Task<IResult> Verify(string id, [FromBody] VerifyNeed command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.Verify(context.Operation(command), id, command), cancellation);

    private static async Task<IResult> Dispatch(string id, [FromBody] DispatchNeed command, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        if (Rights.Standing(caller, path, Rights.Desk) is not { } standing)
            return Answer.From(Refusal.Forbidden($"This needs the role clerk or dispatcher on {Ids.Owner(id)} or above."));

        if (await OutOfReach(grains, caller, command.Team is null ? command.Teams : [command.Team, .. command.Teams]) is { } refusal)
            return Answer.From(refusal);
        var sent = command with { By = standing, ByPath = await directory.PathOf(standing, cancellation) };
        return Answer.Ok(context, await Needs(grains, Ids.Owner(id)).Dispatch(context.Operation(command), id, sent), view => view.Version);
    }

    /// <summary>A dispatcher's own choice stays inside the dispatcher's subtree.</summary>
    internal static async Task<Refusal?> OutOfReach(IGrainFactory grains, Caller caller, IEnumerable<string> teams)
    {
        foreach (var team in teams)
        {
            if (!Ids.IsTeam(team) || (await grains.Owner<Teams.ITeamGrain>(Ids.TeamStream(team)).View()).Value is not { } view)
                return Refusal.Rule("team.notFound", $"There is no team '{team}'.");
            if (!Rights.Holds(caller, view.UnitPath, Rights.Desk))
                return Refusal.Forbidden($"Team {team} stands outside your subtree; ask the level above.");
            if (!view.Active)
                return Refusal.Rule("team.inactive", $"Team {team} is inactive.");
        }

        return null;
    }

    private static async Task<IResult> Support(string id, HttpContext context, IGrainFactory grains)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var caller = context.Caller();
        return Answer.Ok(context, await Needs(grains, Ids.Owner(id)).Support(context.Operation(), id, caller.Person ?? caller.Subject), view => view.Version);
    }

    private static async Task<IResult> Withdraw(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await OnOwn(id, context, grains, rights, Rights.Desk, needs => needs.Withdraw(context.Operation(request), id, request.Reason ?? ""), cancellation);

    private static async Task<IResult> Rate(string id, [FromBody] RateNeed command, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));

        // Staff record what a beneficiary said on the phone or on paper; everybody else rates for himself.
        var caller = context.Caller();
        var desk = Rights.Holds(caller, path, Rights.Desk);
        var rated = command with { Rater = desk ? command.Rater : caller.Person ?? caller.Subject, Channel = desk ? command.Channel ?? "phone" : "self" };
        return Answer.Ok(context, await Needs(grains, Ids.Owner(id)).Rate(context.Operation(command), id, rated), view => view.Version);
    }

    private static async Task<IResult> PutPromise(string id, [FromBody] Promise promise, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        return await OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.Promise(context.Operation(promise), id, promise), cancellation);
    }

    /// <summary>A step that the desk of the need's unit, or of one above it, takes.</summary>
    internal static async Task<IResult> OnDesk(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<INeedListGrain, Task<Result<NeedView>>> step, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await step(Needs(grains, Ids.Owner(id))), view => view.Version);
    }

    internal static INeedListGrain Needs(IGrainFactory grains, string unit) => grains.Owner<INeedListGrain>(Ids.UnitStream(unit));

    // A step that the resident takes for himself, or the desk for him.
    internal static async Task<IResult> OnOwn(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<INeedListGrain, Task<Result<NeedView>>> step, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var needs = Needs(grains, Ids.Owner(id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal && !await MayOwn(context.Caller(), needs, id))
            return Answer.From(refusal);
        return Answer.Ok(context, await step(needs), view => view.Version);
    }

    internal static async Task<bool> MaySee(Caller caller, NeedView need, Rights rights, CancellationToken cancellation) =>
        need.Resident is { } resident && resident == (caller.Person ?? caller.Subject)
        || need.Orders.Any(order => Rights.Leads(caller, order.Team))
        || await rights.May(caller, need.Unit, Rights.Staff, cancellation)
        || (need.Referral is { ReturnedAt: null } referral && await rights.May(caller, referral.Department, Rights.Staff, cancellation))
        || await Any(need.Orders, rights, caller);

    // Whether the caller answers for one of the teams, as its leader or a deputy.
    private static async Task<bool> Any(IEnumerable<OrderBrief> orders, Rights rights, Caller caller)
    {
        foreach (var team in orders.Select(order => order.Team).Distinct())
            if (await rights.Answers(caller, team))
                return true;
        return false;
    }

    internal static async Task<bool> MayOwn(Caller caller, INeedListGrain needs, string id) =>
        (await needs.View(id)).Value is { Resident: { } resident } && resident == (caller.Person ?? caller.Subject);

    private static readonly IReadOnlyList<(string, Func<NeedView, object?>)> Columns =
    [
        ("id", n => n.Id), ("unit", n => n.Unit), ("title", n => n.Title), ("category", n => n.Category), ("urgency", n => Json.Name(n.Urgency)),
        ("channel", n => Json.Name(n.Channel)), ("status", n => Json.Name(n.Status)), ("owner", n => n.Owner), ("people", n => n.People),
        ("submittedAt", n => n.SubmittedAt), ("finishBy", n => n.Due.Finish), ("overdue", n => n.Overdue), ("doneAt", n => n.DoneAt),
        ("supporters", n => n.Supporters), ("rating", n => n.Rating?.Mean), ("ratings", n => n.Rating?.Count),
        ("promisedDate", n => n.Promise?.PromisedDate), ("contact", n => n.ContactName), ("receivedAt", n => n.ReceivedAt), ("intakePoint", n => n.IntakePoint),
        ("slipNo", n => n.SlipNo), ("outsideNumber", n => n.Provenance?.OutsideNumber), ("recordedAfter", n => n.RecordedAfter),
    ];
}
