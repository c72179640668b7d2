using Practice.Certificates;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Silo.Hosting;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Certificates;

/// <summary>A certificate as it was asked for: <c>json</c>, or <c>pdf</c> to print.</summary>
internal sealed class CertificatePapers(IGrainFactory grains, ChineseFont font, PracticeOptions options)
{
    public const string Pdf = "application/pdf";

    public async Task<IResult> Answer(HttpContext context, Result<CertificateView> found, string? format)
    {
        if (format is not (null or "json" or "pdf"))
            return Api.Answer.Malformed("format", "A certificate is json or pdf.");
        if (format is not "pdf" || found.Value is not { } certificate)
            return Api.Answer.Ok(context, found, view => view.Version);
        if (certificate is not { Number: { } number, IssuedAt: not null })
            return Api.Answer.From(Refusal.Conflict("certificate.notIssued", $"It is {certificate.State}: nothing to print yet."));
        if (font.Face is not { } face)
            return Problem.Of(503, "certificate.noFont", "This server has no Chinese font: its operator names one in Practice:CertificateFont.");

        var by = certificate.Lines.Select(line => line.By).Distinct().ToList();
        var names = await Task.WhenAll(by.Select(NameOf));
        var pdf = CertificatePdf.Draw(face, certificate, by.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second), $"{options.PublicAddress}/certificates/{number}");
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(pdf, Pdf, $"{number}.pdf");
    }

    private async Task<string> NameOf(string code) => (Ids.IsTeam(code)
        ? (await grains.Owner<ITeamGrain>(Ids.TeamStream(code)).View()).Value?.Name
        : Ids.IsUnit(code) ? (await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).View()).Value?.Name : null) ?? code;
}
