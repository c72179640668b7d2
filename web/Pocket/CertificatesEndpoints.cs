using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>志愿服务证明: asked for, followed, read line by line, printed. The own, or a ward's.</summary>
internal static class CertificatesEndpoints
{
    public const int LongestPurpose = 100, MostLines = 100;

    private const int PageSize = 20, MostToReplace = 100;
    private static readonly string[] Days = ["from", "until"];

    public static void MapOwnCertificates(this IEndpointRouteBuilder app)
    {
        foreach (var root in Whose.Roots)
        {
            app.MapMethods(root + "/certificates", PageHosting.Reads, (OwnApi own, HttpContext context, string? after = null, string? lang = null, CancellationToken c = default) =>
                Whose.Read(context, lang, (words, who, whose) => List(own, words, who, whose, after, null, null, c)));
            app.MapPost(root + "/certificates", Ask);
            app.MapMethods(root + "/certificates/{id}", PageHosting.Reads, One);
            app.MapMethods(root + "/certificates/{id}/paper.pdf", PageHosting.Reads, (OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
                Whose.Read(context, lang, (words, who, whose) => PocketAddress.IsCertificate(id)
                    ? Download.Of(own, context, words, who, $"{whose.Api}/certificates/{id}?format=pdf", id + ".pdf", c)
                    : Task.FromResult(PageAnswers.NotFound(words))));
        }
    }

    private static Task<IResult> Ask(OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        Whose.Send(context, lang, async (words, who, whose, form) =>
        {
            // A day that cannot be read is not taken for none.
            var unread = Days.Any(field => form.Raw(field).Length > 0 && form.Day(field) is null);
            var replaces = form.Raw("replaces");
            var asked = unread || (replaces.Length > 0 && !PocketAddress.IsCertificate(replaces))
                ? new(null, new("period.invalid", 400, null))
                : await own.Send<CertificateView>(who, HttpMethod.Post, whose.Api + "/certificates", new
                {
                    from = form.Day("from"), until = form.Day("until"), purpose = form.Line("purpose", LongestPurpose), supersedes = replaces.Length > 0 ? replaces : null,
                }, form.Key, cancellation);
            return asked.Value is { } made
                ? new SeeOther(words.To($"{whose.Pages}/certificates/{made.Id}?done=certificate"))
                : await List(own, words, who, whose, null, form, asked.Problem, cancellation);
        });

    private static async Task<IResult> List(OwnApi own, Words words, SignedIn who, Whose whose, string? after, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var at = whose.Api + "/certificates";
        var (me, list, standing) = (own.Get<OwnVolunteerView>(who, whose.Profile, cancellation),
            own.Get<ListPage<CertificateView>>(who, string.Create(CultureInfo.InvariantCulture, $"{at}?limit={PageSize}{(after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "")}"), cancellation),
            own.Find<ListPage<CertificateView>>(who, string.Create(CultureInfo.InvariantCulture, $"{at}?limit={MostToReplace}"), cancellation));
        await Task.WhenAll(me, list, standing);
        if ((await me).Value is not { } volunteer) return (await me).Problem is { Status: 404 } ? whose.Missing(words) : DeskPages.Refused(words, (await me).Problem!);
        return (await list).Value is { } page
            ? PageAnswers.Show<CertificatesPage>(new
            {
                W = words, Who = who, Whose = whose, Profile = volunteer.Profile, Page = page, Replaceable = (IReadOnlyList<CertificateView>)[.. ((await standing)?.Items ?? []).Where(one => one.Stands)],
                IsLater = after is { Length: > 0 }, Typed = typed, Trouble = trouble,
            }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, (await list).Problem!);
    }

    private static Task<IResult> One(OwnApi own, PublicApi api, HttpContext context, string id, int page = 1, string? lang = null, CancellationToken cancellation = default) =>
        Whose.Read(context, lang, async (words, who, whose) =>
        {
            if (!PocketAddress.IsCertificate(id)) return PageAnswers.NotFound(words);
            var (found, ward) = (own.Get<CertificateView>(who, $"{whose.Api}/certificates/{id}", cancellation),
                whose.Ward is null ? Task.FromResult<OwnVolunteerView?>(null) : own.Find<OwnVolunteerView>(who, whose.Profile, cancellation));
            await Task.WhenAll(found, ward);
            if ((await found).Value is not { } certificate) return DeskPages.Refused(words, (await found).Problem!);
            var lines = Slice.Of(certificate.Lines, page, MostLines);
            var names = await api.Names([.. lines.Shown.Select(line => HoursEndpoints.UnitOf(line.By)).Distinct()], cancellation);
            return PageAnswers.Show<OwnCertificatePage>(new { W = words, Whose = whose, Ward = (await ward)?.Profile, Certificate = certificate, Lines = lines, Names = names });
        });
}
