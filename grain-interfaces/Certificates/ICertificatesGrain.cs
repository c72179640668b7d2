using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Certificates;

/// <summary>Certificates of a volunteer's service (志愿服务记录证明, 民发〔2015〕149号). Key: <see cref="Ids.VolunteerStream"/>.</summary>
/// <remarks>Requested → issued → publicised for a week → valid; revoked or superseded keeps its number. What was issued is never changed.</remarks>
[GrainInterfaceType("certificates"), Alias("certificates")]
public interface ICertificatesGrain : IGrainWithStringKey
{
    /// <summary>Asks the recording body for a certificate over a time.</summary>
    /// <returns>Or <c>certificate.empty</c> where nothing confirmed lies in it; <c>certificate.waiting</c>; <c>period.invalid</c>; <c>realName.required</c>.</returns>
    [Alias("RequestCertificate")]
    Task<Result<CertificateView>> RequestCertificate(Operation operation, RequestCertificate request);

    /// <summary>The recording body issues what was asked for: from here on the lines are fixed.</summary>
    /// <returns>Or <c>certificate.decided</c>; <c>certificate.own</c>; <c>certificate.empty</c>.</returns>
    [Alias("IssueCertificate")]
    Task<Result<CertificateView>> IssueCertificate(Operation operation, string certificate, IssueCertificate issue);

    [Alias("RefuseCertificate")]
    Task<Result<CertificateView>> RefuseCertificate(Operation operation, string certificate, string reason);

    /// <returns>Or <c>certificate.notIssued</c>; <c>reason.missing</c>.</returns>
    [Alias("RevokeCertificate")]
    Task<Result<CertificateView>> RevokeCertificate(Operation operation, string certificate, string reason);

    [Alias("ViewCertificate")]
    Task<Result<CertificateView>> ViewCertificate(string certificate);
}

/// <param name="From">First day, or null for all that was served.</param>
/// <param name="Until">Last day.</param>
/// <param name="Supersedes">An older certificate that this one is to replace.</param>
[GenerateSerializer, Immutable, Alias("requestCertificate")]
public sealed record RequestCertificate([property: Id(0)] DateOnly? From, [property: Id(1)] DateOnly? Until, [property: Id(2)] string? Purpose, [property: Id(3)] string? Supersedes);

/// <param name="Unit">The recording body.</param>
/// <param name="Head">Who is in charge of it (负责人).</param>
/// <param name="Handler">Who handled it (经办人).</param>
/// <param name="Region">Six digits of the county, for the number.</param>
[GenerateSerializer, Immutable, Alias("issueCertificate")]
public sealed record IssueCertificate(
    [property: Id(0)] string Unit, [property: Id(1)] string Issuer, [property: Id(2)] string Head, [property: Id(3)] string Handler, [property: Id(4)] string Contact, [property: Id(5)] string Region);

/// <summary>One line: what was served, when, and what it counted.</summary>
[GenerateSerializer, Immutable, Alias("certificateLine")]
public sealed record CertificateLine(
    [property: Id(0)] string Record,
    [property: Id(1)] string Title,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset From,
    [property: Id(4)] DateTimeOffset Until,
    [property: Id(5)] int Minutes,
    [property: Id(6)] Volunteers.RecordOrigin Origin);

/// <summary>A certificate.</summary>
/// <param name="Id">Within the volunteer; the <paramref name="Number"/> is what stands on it.</param>
/// <param name="State"><c>requested, refused, publicised, valid, revoked, superseded</c>.</param>
/// <param name="Hours">With one decimal, truncated: never more than was served.</param>
/// <param name="Hash">SHA-256 of the canonical JSON of what was issued.</param>
/// <param name="Document">The masked number of the document that was seen.</param>
[GenerateSerializer, Immutable, Alias("certificateView")]
public sealed record CertificateView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Volunteer,
    [property: Id(2)] string State,
    [property: Id(3)] DateTimeOffset RequestedAt,
    [property: Id(4)] DateOnly? From,
    [property: Id(5)] DateOnly? Until,
    [property: Id(6)] string? Purpose,
    [property: Id(7)] string? Number,
    [property: Id(8)] DateTimeOffset? IssuedAt,
    [property: Id(9)] DateTimeOffset? PublicUntil,
    [property: Id(10)] string? Issuer,
    [property: Id(11)] string? Head,
    [property: Id(12)] string? Handler,
    [property: Id(13)] string? Contact,
    [property: Id(14)] string Name,
    [property: Id(15)] int Minutes,
    [property: Id(16)] string Hours,
    [property: Id(17)] ImmutableArray<CertificateLine> Lines,
    [property: Id(18)] string? Hash,
    [property: Id(19)] string? Reason,
    [property: Id(20)] string? SupersededBy,
    [property: Id(21)] long Version,
    [property: Id(22)] string? DocumentType = null,
    [property: Id(23)] string? Document = null);
