using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Files;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Service, hours and points: one's own, and what a unit has to decide about.</summary>
internal static class HoursEndpoints
{
    private static readonly Role[] Deciders = [Role.Clerk, Role.Dispatcher, Role.Supervisor];

    private sealed record BackFillRequest(string? By, string? Title, string? Category, DateTimeOffset? From, DateTimeOffset? Until, int? Minutes, string? Session, ImmutableArray<string>? Evidence, string? Reason);

    private sealed record CorrectionRequest(DateTimeOffset? From, DateTimeOffset? Until, int? Minutes, string? Reason);

    internal sealed record DisputeRequest(string? Reason);

    public static void MapHours(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        me.MapGet("/hours", (HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, async number => Answer.Ok(context, await Grain(grains, number).Hours()), c)).WithSummary("Confirmed minutes by origin, and stars").Produces<HoursView>();
        me.MapGet("/hours/records", (HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? state = null, string? origin = null, string? month = null, int? limit = null, string? after = null, string? format = null) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Records(context, store, Of(number, state, origin, month, limit, after), format, c), c)).WithSummary("The own records of service").Produces<Page<RecordView>>();
        me.MapPost("/hours/records/{record}/dispute", (string record, [FromBody] DisputeRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Dispute(number, record, request, context, grains), c)).WithSummary("Say what is wrong with a record, or take it back").Produces<RecordView>();
        me.MapGet("/points", (HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Points(number, context, grains), c)).WithSummary("Points, and when they expire").Produces<PointsView>();
        me.MapGet("/ledger", (HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? ledger = null, int? limit = null, string? after = null) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Entries(store, number, ledger, limit, after, c), c)).WithSummary("Every entry of the own ledgers").Produces<Page<EntryView>>();

        var volunteer = api.MapGroup("/volunteers/{id}").WithTags("Hours");
        volunteer.MapGet("/hours", (string id, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, async _ => Answer.Ok(context, await Grain(grains, id).Hours()), own: true)).WithSummary("Confirmed minutes by origin, and stars").Produces<HoursView>();
        volunteer.MapGet("/records", (string id, HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? state = null, string? origin = null, string? month = null, int? limit = null, string? after = null, string? format = null) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, _ => Records(context, store, Of(id, state, origin, month, limit, after), format, c), own: true)).WithSummary("Records of service").Produces<Page<RecordView>>();
        volunteer.MapGet("/ledger", (string id, HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? ledger = null, int? limit = null, string? after = null) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, _ => Entries(store, id, ledger, limit, after, c), own: true)).WithSummary("Every entry of the ledgers").Produces<Page<EntryView>>();
        volunteer.MapPost("/records", BackFill).WithSummary("Enter service afterwards; somebody else approves it").Produces<RecordView>(201);
        volunteer.MapGet("/records/{record}", View).WithSummary("One record, with every version").Produces<RecordView>();
        volunteer.MapPost("/records/{record}/approve", (string id, string record, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            OnRecord(id, record, context, grains, volunteers, by => by.Decide(context.Operation(), record, true, null))).WithSummary("Approve what waits: entered afterwards, a long day, a correction").Produces<RecordView>();
        volunteer.MapPost("/records/{record}/decline", (string id, string record, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            OnRecord(id, record, context, grains, volunteers, by => by.Decide(context.Operation(body), record, false, body.Reason))).WithSummary("Decline what waits, with a reason").Produces<RecordView>();
        volunteer.MapPost("/records/{record}/corrections", (string id, string record, [FromBody] CorrectionRequest body, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            OnRecord(id, record, context, grains, volunteers, async by => body.Minutes is { } minutes && (body.From is null) == (body.Until is null)
                ? await by.Correct(context.Operation(body), record, new(body.From is { } from ? new TimeSlot(from, body.Until!.Value) : null, minutes, body.Reason ?? ""))
                : Refusal.Malformed("minutes.missing", "A correction names minutes; from and until go together."))).WithSummary("Say what a confirmed record should be; somebody else approves it").Produces<RecordView>();

        var unit = api.MapGroup("/units/{code}").WithTags("Hours");
        unit.MapGet("/records", Search).WithSummary("Records of the volunteers of a subtree").Produces<Page<RecordView>>();
        unit.MapGet("/anomalies", Anomalies).WithSummary("Records that ask for a second look: flagged, and many entered afterwards by one account").Produces<Page<AnomalyView>>();
    }

    private static IServiceRecordsGrain Grain(IGrainFactory grains, string number) => grains.Owner<IServiceRecordsGrain>(Ids.VolunteerStream(number));

    internal static async Task<IResult> Points(string number, HttpContext context, IGrainFactory grains) => Answer.Ok(context, await Grain(grains, number).Points());

    private static ItemQuery Of(string number, string? state, string? origin, string? month, int? limit, string? after) => new()
    {
        Kind = "serviceRecord", Stream = Ids.VolunteerStream(number), Statuses = state?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Category = origin, Month = month,
        After = after, Limit = Paging.Clamp(limit),
    };

    private static async Task<IResult> Records(HttpContext context, IUnitStore store, ItemQuery query, string? format, CancellationToken cancellation)
    {
        if (query.Month is not null && !YearMonth.TryParse(query.Month, out _))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "records", Columns, store.All(query, cancellation).Select(Listed));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<RecordView>([.. page.Items.Select(Listed)], page.Next));
    }

    internal static RecordView Listed(ItemRow row) => RecordShows.Of(row.Stream["volunteer-".Length..], ItemKinds.Read<ServiceRecord>(row));

    private static async Task<IResult> Entries(IUnitStore store, string number, string? ledger, int? limit, string? after, CancellationToken cancellation)
    {
        var page = await store.Search(new() { Kind = "ledgerEntry", Stream = Ids.VolunteerStream(number), Category = ledger, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<EntryView>([.. page.Items.Select(row => RecordShows.Of(ItemKinds.Read<LedgerEntry>(row)))], page.Next));
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? state = null, string? origin = null, string? month = null, bool? waiting = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return await Records(context, store, new()
        {
            Kind = "serviceRecord", Under = await directory.PathOf(code, cancellation), Statuses = state?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Category = origin, Month = month,
            Open = waiting, Words = q, After = after, Limit = Paging.Clamp(limit),
        }, format, cancellation);
    }

    private static async Task<IResult> Anomalies(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation, string? month = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (month is not null && !YearMonth.TryParse(month, out _))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        var query = new ItemQuery { Kind = "serviceRecord", Under = await directory.PathOf(code, cancellation), Month = month ?? Calendars.ChinaTime.MonthOf(clock.Now).ToString() };
        return Results.Ok(new Page<AnomalyView>(await AnomalyReader.Read(store, query, cancellation), null));
    }

    internal static async Task<IResult> Dispute(string number, string record, DisputeRequest request, HttpContext context, IGrainFactory grains) =>
        Answer.Ok(context, await Grain(grains, number).Dispute(context.Operation(request), record, request.Reason), view => view.Version);

    /// <summary>What proves a service must be there. Ids that can be none, and too many, are the rule's to refuse.</summary>
    private static async Task<Refusal?> Missing(IGrainFactory grains, ImmutableArray<string> evidence)
    {
        if (evidence.Length > RecordRules.MostEvidence || !evidence.All(file => Ids.IsItem(file, 'F')))
            return null;
        foreach (var file in evidence.Distinct())
            if ((await grains.Owner<IFileListGrain>(Ids.UnitStream(Ids.Owner(file))).ViewFile(file)).Value is null)
                return Refusal.Rule("record.evidence", $"There is no file {file}.", file);
        return null;
    }

    private static async Task<IResult> BackFill(
        string id, [FromBody] BackFillRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsVolunteer(id) || (await volunteers.Grain(id).View()).Value is not { } volunteer)
            return Answer.From(Refusal.NotFound("volunteer", id));
        // Who organised it, enters it: a team's leader, or the desk of its unit; without a word about that the desk of the volunteer's.
        var by = request.By ?? volunteer.Unit;
        if (!Ids.IsTeam(by) && !Ids.IsUnit(by))
            return Answer.Malformed("by", "Name the team or unit that organised it.");
        if (await rights.RequireTeam(context.Caller(), by, cancellation) is { } refusal)
            return Answer.From(refusal);
        var unit = Ids.IsTeam(by) ? Ids.Owner(by) : by;
        if (request.From is not { } from || request.Until is not { } until || request.Minutes is not { } minutes || await directory.PathOf(unit, cancellation) is not { } path)
            return Answer.Malformed("record", "Service has a beginning, an end and minutes.");
        if (await Missing(grains, request.Evidence ?? []) is { } missing)
            return Answer.From(missing);
        var proposed = await Grain(grains, id).Propose(context.Operation(request), new(
            by, unit, path, request.Title ?? "", request.Category, new(from, until), minutes, request.Session, request.Evidence ?? [], request.Reason ?? ""));
        return Answer.Created(context, proposed, view => $"/api/v1/volunteers/{id}/records/{view.Id}", view => view.Version);
    }

    private static Task<IResult> View(string id, string record, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
        VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, async _ => Answer.Ok(context, await Grain(grains, id).ViewRecord(record), view => view.Version), own: true);

    /// <summary>Those decide who are above whoever organised it, or above the volunteer.</summary>
    private static async Task<IResult> OnRecord(
        string id, string record, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, Func<IServiceRecordsGrain, Task<Result<RecordView>>> act)
    {
        if (Ids.IsVolunteer(id) && (await Grain(grains, id).ViewRecord(record)).Value is { } known && Rights.Holds(context.Caller(), known.UnitPath, Deciders))
            return Answer.Ok(context, await act(Grain(grains, id)), view => view.Version);
        return await VolunteerEndpoints.On(id, context, volunteers, Deciders, operators: true, async _ => Answer.Ok(context, await act(Grain(grains, id)), view => view.Version));
    }

    private static readonly IReadOnlyList<(string, Func<RecordView, object?>)> Columns =
    [
        ("id", r => r.Id), ("volunteer", r => r.Volunteer), ("title", r => r.Title), ("by", r => r.By), ("from", r => r.From), ("until", r => r.Until), ("minutes", r => r.Minutes),
        ("origin", r => Json.Name(r.Origin)), ("state", r => Json.Name(r.State)), ("reason", r => r.Reason), ("points", r => r.Points),
    ];
}
