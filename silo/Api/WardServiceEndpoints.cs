using Microsoft.AspNetCore.Mvc;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Persons;
using Practice.Silo.Certificates;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>What a guardian does with what a minor has served: points, certificates, a word about a record (rules §1.2).</summary>
internal static class WardServiceEndpoints
{
    public static void MapWardService(this RouteGroupBuilder api)
    {
        var ward = api.MapGroup("/me/wards/{id}").WithTags("Me");
        ward.MapPost("/redemptions", (string id, [FromBody] ExchangeEndpoints.RedeemRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, PersonVault vault) =>
            WardEndpoints.Ward(id, context, volunteers, _ => ExchangeEndpoints.Redeem(id, request, $"/api/v1/me/wards/{id}/redemptions", context, grains, vault))).WithSummary("Order something for a ward's points").Produces<ExchangeEndpoints.OwnRedemptionView>(201);
        ward.MapGet("/redemptions", (string id, HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, string? status = null, int? limit = null, string? after = null) =>
            WardEndpoints.Ward(id, context, volunteers, _ => ExchangeEndpoints.Orders(id, store, status, limit, after, c))).WithSummary("A ward's orders, newest first").Produces<Page<RedemptionView>>();
        ward.MapGet("/redemptions/{redemption}", (string id, string redemption, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, PersonVault vault) =>
            WardEndpoints.Ward(id, context, volunteers, _ => ExchangeEndpoints.One(id, redemption, context, grains, vault))).WithSummary("One order, with the code to pick it up").Produces<ExchangeEndpoints.OwnRedemptionView>();
        ward.MapPost("/redemptions/{redemption}/cancel", (string id, string redemption, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            WardEndpoints.Ward(id, context, volunteers, _ => ExchangeEndpoints.Cancel(id, redemption, context, grains))).WithSummary("Let an order go; the points come back").Produces<RedemptionView>();
        ward.MapPost("/certificates", (string id, [FromBody] RequestCertificate request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            WardEndpoints.Ward(id, context, volunteers, _ => CertificateEndpoints.Request(id, request, $"/api/v1/me/wards/{id}/certificates", context, grains))).WithSummary("Ask for a certificate of a ward's service").Produces<CertificateView>(201);
        ward.MapGet("/certificates", (string id, HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken c, int? limit = null, string? after = null) =>
            WardEndpoints.Ward(id, context, volunteers, _ => CertificateEndpoints.Of(id, store, limit, after, c))).WithSummary("A ward's certificates").Produces<Page<CertificateView>>();
        ward.MapGet("/certificates/{certificate}", (string id, string certificate, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CertificatePapers papers, string? format = null) =>
            WardEndpoints.Ward(id, context, volunteers, _ => CertificateEndpoints.One(id, certificate, context, grains, papers, format))).WithSummary("One of them, with every line; or as PDF").Produces<CertificateView>(200, "application/json", CertificatePapers.Pdf);
        ward.MapGet("/points", (string id, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            WardEndpoints.Ward(id, context, volunteers, _ => HoursEndpoints.Points(id, context, grains))).WithSummary("A ward's points, and when they expire").Produces<PointsView>();
        ward.MapPost("/hours/records/{record}/dispute", (string id, string record, [FromBody] HoursEndpoints.DisputeRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            WardEndpoints.Ward(id, context, volunteers, _ => HoursEndpoints.Dispute(id, record, request, context, grains))).WithSummary("Say what is wrong with a ward's record, or take it back").Produces<RecordView>();
    }
}
