using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.Certificates;

/// <summary>证明查验: whether a certificate stands, by the number that is on it; the code on its paper leads here.</summary>
internal static class CertificateEndpoints
{
    private const int LongestNumber = 40;

    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/certificates", PageHosting.Reads, (string? number = null, string? lang = null) => Tidy(number) is { Length: > 0 } tidy
            ? Results.Redirect(Words.In(lang).To("/certificates/" + tidy))
            : PageAnswers.Show<CertificatePage>(new { W = Words.In(lang) }));
        app.MapMethods("/certificates/{number}", PageHosting.Reads, Show);
    }

    private static Task<IResult> Show(string number, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            var tidy = Tidy(number);
            var found = tidy.Length > 0 ? await api.Certificate(tidy, cancellation) : null;
            return PageAnswers.Show<CertificatePage>(new { W = words, Number = tidy, Found = found }, found is null ? 404 : 200);
        });

    /// <summary>A number as people type it.</summary>
    private static string Tidy(string? number)
    {
        var tidy = string.Concat((number ?? "").ToUpperInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return tidy.Length > LongestNumber ? tidy[..LongestNumber] : tidy;
    }
}
