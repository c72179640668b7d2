using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>What a person may ask of whoever keeps his data: a copy, and an end (个人信息保护法 §45, §47).</summary>
internal static class MyDataEndpoints
{
    private const int MostWards = 20;

    /// <summary>All that the network keeps of somebody, as the person sees it elsewhere page by page.</summary>
    /// <param name="Volunteer">Absent for somebody who is no volunteer.</param>
    internal sealed record OwnData(
        DateTimeOffset At, IAsyncEnumerable<NeedView> Needs, OwnVolunteerView? Volunteer, HoursView? Hours, PointsView? Points, IAsyncEnumerable<AccessView> Accesses, IAsyncEnumerable<OwnPlace> Places,
        IAsyncEnumerable<RecordView> Records, IAsyncEnumerable<EntryView> Ledger, IAsyncEnumerable<RedemptionView> Redemptions, IAsyncEnumerable<CertificateView> Certificates);

    /// <summary>Time that was kept for a session.</summary>
    internal sealed record OwnPlace(string Session, string? Position, DateTimeOffset From, DateTimeOffset Until, string State, string? Ended);

    /// <param name="Sure">There is no way back.</param>
    internal sealed record CloseRequest(bool? Sure);

    public static void MapMyData(this RouteGroupBuilder api)
    {
        api.MapGet("/me/export", Export).WithTags("Me").WithSummary("A copy of all that is kept about oneself, as one file").Produces<OwnData>();
        api.MapPost("/me/volunteer/close", Close).WithTags("Me").WithSummary("Be a volunteer no more: details are erased, records stay without a name, points are gone").Produces<VolunteerView>();
        api.MapPost("/me/wards/{id}/close", (string id, [FromBody] CloseRequest request, HttpContext context, VolunteerDirectory volunteers) =>
            WardEndpoints.Ward(id, context, volunteers, async _ => request.Sure == true ? Answer.Ok(context, await volunteers.Grain(id).Close(context.Operation(request)), view => view.Version) : Unsure())).WithTags("Me").WithSummary("The same for a ward").Produces<VolunteerView>();
    }

    // Streamed, however much there is; what belongs to somebody else, like the names of others, is in none of these views.
    private static async Task<IResult> Export(HttpContext context, IUnitStore store, VolunteerDirectory volunteers, IGrainFactory grains, DomainClock clock, CancellationToken cancellation)
    {
        if (context.Caller().Person is not { } person)
            return Answer.From(Refusal.Rule("person.missing", "A program is nobody: sign in as a person."));
        var number = await volunteers.NumberOf(context.Caller(), cancellation);
        var view = number is null ? null : (await volunteers.Grain(number).View()).Value;
        OwnVolunteerView? own = null;
        if (view is not null && (await volunteers.Grain(view.Number).DetailsRef(new(context.Caller()), null, null)).Value is { } refs && await volunteers.Open(refs, cancellation) is { } open)
            own = new(view, open.Details, open.Guardian);
        var hours = own is null ? null : (await grains.Owner<IServiceRecordsGrain>(Ids.VolunteerStream(number!)).Hours()).Value;
        var points = own is null ? null : (await grains.Owner<IServiceRecordsGrain>(Ids.VolunteerStream(number!)).Points()).Value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return Results.Ok(new OwnData(
            Calendars.ChinaTime.Local(clock.Now),
            store.All(new() { Kind = "need", Words = person }, cancellation).Select(row => ItemKinds.Read<Need>(row)).Where(need => need.Resident == person).Select(need => NeedViews.Of(need, clock.Now)),
            own, hours, points,
            All("access", row => VolunteerViews.Of(ItemKinds.Read<Access>(row))),
            All("calendarPlace", row => ItemKinds.Read<CalendarPlace>(row) is var place ? new OwnPlace(place.Id, place.Position, place.Slot.From, place.Slot.Until, place.Facets.Status!, place.Ended) : null!),
            All("serviceRecord", row => RecordShows.Of(number!, ItemKinds.Read<ServiceRecord>(row))),
            All("ledgerEntry", row => RecordShows.Of(ItemKinds.Read<LedgerEntry>(row))),
            All("redemption", row => RedemptionRules.View(number!, ItemKinds.Read<Redemption>(row))),
            All("certificate", row => CertificateRules.Of(number!, ItemKinds.Read<Certificate>(row), own!.Profile.Name))));

        IAsyncEnumerable<T> All<T>(string kind, Func<ItemRow, T> of) => own is null
            ? AsyncEnumerable.Empty<T>()
            : store.All(new() { Kind = kind, Stream = Ids.VolunteerStream(number!), Order = ItemOrder.Id }, cancellation).Select(of);
    }

    private static Task<IResult> Close([FromBody] CloseRequest request, HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        MyVolunteerEndpoints.Own(context, volunteers, async number =>
        {
            if (request.Sure != true)
                return Unsure();

            // Nobody leaves a child without whoever answers for it.
            var wards = await Wards(context.Caller().Person!, store, volunteers, cancellation);
            return wards.IsEmpty
                ? Answer.Ok(context, await volunteers.Grain(number).Close(context.Operation(request)), view => view.Version)
                : Answer.From(Refusal.Conflict("closing.wards", "You answer for minors: end theirs first, or let a station enter another guardian.") with { Subjects = [.. wards] });
        }, cancellation);

    private static IResult Unsure() => Answer.Malformed("sure", "Details are erased for good: say that you are sure.");

    private static async Task<ImmutableArray<string>> Wards(string person, IUnitStore store, VolunteerDirectory volunteers, CancellationToken cancellation)
    {
        var page = await store.Search(new() { Kind = "volunteer", Words = person, Open = true, Limit = MostWards }, cancellation);
        var asked = await Task.WhenAll(page.Items.Select(row => ItemKinds.Read<Volunteer>(row)).Where(volunteer => volunteer.Guardian?.Person == person).Select(volunteer => volunteers.Grain(volunteer.Id).View()));
        return [.. asked.Select(answer => answer.Value).OfType<VolunteerView>().Where(view => view.GuardianPerson == person).Select(view => view.Number)];
    }
}
