using Microsoft.AspNetCore.Mvc;
using Practice.Certificates;
using Practice.Kernel;
using Practice.Shared;
using Practice.Silo.Certificates;
using Practice.Store;
using Practice.Units;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Certificates of service: asked for, issued by the recording body, publicised, checked by anybody who holds one.</summary>
internal static class CertificateEndpoints
{
    private sealed record IssueRequest(string? Unit, string? Head, string? Handler, string? Contact);

    /// <summary>All that the public learns of a certificate (rules §1.4).</summary>
    private sealed record PublicCertificate(string Number, string State, string Issuer, DateOnly IssuedOn, string Hours, string Name, string Hash);

    public static void MapCertificates(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me/certificates").WithTags("Me");
        me.MapPost("", ([FromBody] RequestCertificate request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken c) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Request(number, request, "/api/v1/me/certificates", context, grains), c)).WithSummary("Ask for a certificate of the own service").Produces<CertificateView>(201);
        me.MapGet("", (HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, int? limit = null, string? after = null) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => Of(number, store, limit, after, c), c)).WithSummary("The own certificates").Produces<Page<CertificateView>>();
        me.MapGet("/{certificate}", (string certificate, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CertificatePapers papers, CancellationToken c, string? format = null) =>
            MyVolunteerEndpoints.Own(context, volunteers, number => One(number, certificate, context, grains, papers, format), c)).WithSummary("One of them, with every line; or as PDF").Produces<CertificateView>(200, "application/json", CertificatePapers.Pdf);

        api.MapGet("/units/{code}/certificates", Search).WithTags("Certificates").WithSummary("Certificates of the volunteers of a subtree: requested, publicised, valid").Produces<Page<CertificateView>>();
        var certificate = api.MapGroup("/volunteers/{id}/certificates/{certificate}").WithTags("Certificates");
        certificate.MapGet("", (string id, string certificate, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CertificatePapers papers, string? format = null) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, _ => One(id, certificate, context, grains, papers, format), own: true)).WithSummary("One certificate, with every line; or as PDF").Produces<CertificateView>(200, "application/json", CertificatePapers.Pdf);
        certificate.MapPost("/issue", Issue).WithSummary("Issue it in the name of the recording body; it is publicised for a week").Produces<CertificateView>();
        certificate.MapPost("/refuse", (string id, string certificate, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Desk, operators: true, async _ => Answer.Ok(context, await Grain(grains, id).RefuseCertificate(context.Operation(body), certificate, body.Reason ?? ""), view => view.Version))).WithSummary("Refuse a request, with a reason").Produces<CertificateView>();
        certificate.MapPost("/revoke", (string id, string certificate, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            VolunteerEndpoints.On(id, context, volunteers, [Role.Supervisor], operators: true, async _ => Answer.Ok(context, await Grain(grains, id).RevokeCertificate(context.Operation(body), certificate, body.Reason ?? ""), view => view.Version))).WithSummary("Revoke it, with a reason; it keeps its number").Produces<CertificateView>();

        api.MapGet("/public/certificates/{number}", Verify).AllowAnonymous().WithTags("Public").WithSummary("Whether a certificate is valid").Produces<PublicCertificate>();
        api.MapGet("/public/units/{code}/certificates", Publicised).AllowAnonymous().WithTags("Public").WithSummary("Certificates that are publicised now").Produces<Page<PublicCertificate>>();
    }

    private static ICertificatesGrain Grain(IGrainFactory grains, string number) => grains.Owner<ICertificatesGrain>(Ids.VolunteerStream(number));

    /// <param name="place">Where the volunteer's certificates are, for whoever asks.</param>
    internal static async Task<IResult> Request(string number, RequestCertificate request, string place, HttpContext context, IGrainFactory grains) =>
        Answer.Created(context, await Grain(grains, number).RequestCertificate(context.Operation(request), request), view => $"{place}/{view.Id}", view => view.Version);

    internal static Task<IResult> Of(string number, IUnitStore store, int? limit, string? after, CancellationToken cancellation) =>
        List(store, new() { Kind = "certificate", Stream = Ids.VolunteerStream(number), After = after, Limit = Paging.Clamp(limit) }, cancellation);

    internal static async Task<IResult> One(string number, string certificate, HttpContext context, IGrainFactory grains, CertificatePapers papers, string? format) =>
        await papers.Answer(context, await Grain(grains, number).ViewCertificate(certificate), format);

    private static async Task<IResult> List(IUnitStore store, ItemQuery query, CancellationToken cancellation)
    {
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<CertificateView>([.. page.Items.Select(row => CertificateRules.Of(row.Stream["volunteer-".Length..], ItemKinds.Read<Certificate>(row), "") with { Lines = [] })], page.Next));
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation, string? status = null, string? q = null, int? limit = null, string? after = null) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await List(store, new()
            {
                Kind = "certificate", Under = await directory.PathOf(code, cancellation), Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Words = q, After = after, Limit = Paging.Clamp(limit),
            }, cancellation);

    // Who organises, records, and who records, certifies: the unit that issues is one that the caller acts for, the volunteer's or above it.
    private static Task<IResult> Issue(
        string id, string certificate, [FromBody] IssueRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, Rights rights, CancellationToken cancellation) =>
        VolunteerEndpoints.On(id, context, volunteers, Rights.Desk, operators: false, async volunteer =>
        {
            var code = request.Unit ?? volunteer.Unit;
            if (!volunteer.UnitPath.Contains($"/{code}/", StringComparison.Ordinal))
                return Answer.From(Refusal.Rule("certificate.issuer", "The recording body is the volunteer's unit or one above it."));
            var caller = context.Caller();
            if (await rights.Require(caller with { Grants = caller.Grants.RemoveAll(grant => grant.Role == Role.Operator) }, code, Rights.Desk, cancellation) is { } refusal)
                return Answer.From(refusal);
            if (await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).View() is not { Value: { } unit })
                return Answer.From(Refusal.NotFound("unit", code));
            var region = volunteer.UnitPath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var county, ..] ? county : code;
            return Answer.Ok(context, await Grain(grains, id).IssueCertificate(context.Operation(request), certificate,
                new(code, unit.Name, request.Head ?? unit.FirstResponsiblePerson ?? "", request.Handler ?? "", request.Contact ?? "", region)), view => view.Version);
        });

    private static async Task<IResult> Verify(string number, IUnitStore store, CancellationToken cancellation)
    {
        var page = CertificateRules.IsNumber(number) ? await store.Search(new() { Kind = "certificate", Words = number, Limit = 20 }, cancellation) : null;
        return page?.Items.Select(row => ItemKinds.Read<Certificate>(row)).FirstOrDefault(found => found.Number == number) is { Issued: not null } certificate
            ? Results.Ok(Public(certificate))
            : Answer.From(Refusal.NotFound("certificate", number));
    }

    // In a list nobody is named who has not agreed to it: his number stands there. Whoever holds the paper reads the masked name on it.
    private static async Task<IResult> Publicised(string code, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(new() { Kind = "certificate", Under = path, Statuses = [Certificate.Publicised], After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<PublicCertificate>([.. page.Items.Select(row => ItemKinds.Read<Certificate>(row)).Select(found => Public(found) with { Name = found.Named ? found.Issued!.Name : found.Issued!.Volunteer })], page.Next));
    }

    private static PublicCertificate Public(Certificate c) =>
        new(c.Number!, c.State, c.Issued!.Issuer, Calendars.ChinaTime.DateOf(c.Issued.At), CertificateRules.HoursOf(c.Issued.Minutes), c.Issued.Name, c.Hash!);
}
