using System.Collections.Immutable;
using Practice.Certificates;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Certificates: rules in <see cref="CertificateRules"/>.</summary>
internal sealed partial class VolunteerGrain : ICertificatesGrain
{
    public async Task<Result<CertificateView>> RequestCertificate(Operation operation, RequestCertificate request)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Certificate>(request.Supersedes);
        var (all, id) = (await AllRecords(), "");
        return await Execute(operation, draft => CertificateRules.Request(draft, Number, request, out id, all), () => id, Certificate, known => Fetch<Certificate>(known));
    }

    public async Task<Result<CertificateView>> IssueCertificate(Operation operation, string certificate, IssueCertificate issue)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Certificate>(certificate);
        await Fetch<Certificate>(Book.Find<Certificate>(certificate)?.Supersedes);
        var (minor, all) = (await Minor(), await AllRecords());
        return await Execute(operation, draft => CertificateRules.Issue(draft, Number, certificate, issue, minor, operation.Caller, all), () => certificate, Certificate);
    }

    public Task<Result<CertificateView>> RefuseCertificate(Operation operation, string certificate, string reason) =>
        OnCertificate(operation, certificate, draft => CertificateRules.Refuse(draft, certificate, reason));

    public Task<Result<CertificateView>> RevokeCertificate(Operation operation, string certificate, string reason) =>
        OnCertificate(operation, certificate, draft => CertificateRules.Revoke(draft, certificate, reason));

    public async Task<Result<CertificateView>> ViewCertificate(string certificate)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Certificate>(certificate);
        IEnumerable<ServiceRecord>? all = Book.Find<Certificate>(certificate) is { State: Certificates.Certificate.Requested } ? await AllRecords() : null;
        return await Read(book => CertificateRules.View(book, Number, certificate, all)) is { } view ? new Result<CertificateView>(view, null) : Refusal.NotFound("certificate", certificate);
    }

    private async Task<Result<CertificateView>> OnCertificate(Operation operation, string certificate, Func<Draft, Refusal?> decide)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Certificate>(certificate);
        return await Execute(operation, decide, () => certificate, Certificate);
    }

    private CertificateView? Certificate(Book book, string id) => CertificateRules.View(book, Number, id);

    /// <summary>Every record, from the rows: a book keeps only so many of those that wait for nothing. What is decided meanwhile is newer there.</summary>
    private async Task<ImmutableArray<ServiceRecord>> AllRecords()
    {
        await Durable();
        string[] ids = [.. Enumerable.Range(1, Book.Find<VolunteerNumbers>(VolunteerNumbers.TheId)?.Records ?? 0).Select(n => ServiceRecord.IdOf(Number, n))];
        return [.. (await Services.Store.Items(Stream, "serviceRecord", ids, CancellationToken.None)).Select(row => ItemKinds.Read<ServiceRecord>(row))];
    }
}
