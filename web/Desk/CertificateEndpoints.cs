using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Pocket;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>证明: what volunteers have asked for, looked through line by line, issued in the unit's name or refused with a reason; revoked by a supervisor.</summary>
internal static class CertificateEndpoints
{
    public const int LongestText = 100, LongestReason = 500;

    private const int PageSize = 20, MostRemembered = 20;

    /// <summary>Those to be decided first.</summary>
    private static readonly string[] States = ["requested", "publicised", "valid", "refused", "revoked", "superseded"];

    public static void MapDeskCertificates(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/certificates", PageHosting.Reads, List);
        app.MapMethods("/desk/{code}/certificates/{id}", PageHosting.Reads, (OwnApi own, PublicApi api, HttpContext context, string code, string id, int page = 1, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, unit) => One(own, api, words, who, unit, id, page, new(null, null), null, c)));
        app.MapMethods("/desk/{code}/certificates/{id}/paper.pdf", PageHosting.Reads, (OwnApi own, HttpContext context, string code, string id, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, _) => PocketAddress.IsCertificate(id)
                ? Download.Of(own, context, words, who, At(id) + "?format=pdf", id + ".pdf", c)
                : Task.FromResult(PageAnswers.NotFound(words))));
        app.MapPost("/desk/{code}/certificates/{id}/{step}", Step);
    }

    private static Task<IResult> List(OwnApi own, HttpContext context, string code, string? state = null, string? q = null, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var (shown, number) = (States.Contains(state) ? state! : States[0], Typed.Words(q, 40));
            // Who looks for a number looks everywhere.
            var address = $"units/{unit.Code}/certificates?limit={PageSize}{(number is null ? "&status=" + shown : "&q=" + Uri.EscapeDataString(number))}"
                + (after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "");
            var found = await own.Get<ListPage<CertificateView>>(who, address, cancellation);
            if (found.Value is not { } page) return DeskPages.Refused(words, found.Problem!);
            var people = (page.Items ?? []).Select(one => one.Volunteer).Distinct().ToArray();
            var names = await Task.WhenAll(people.Select(volunteer => own.Find<VolunteerView>(who, "volunteers/" + volunteer, cancellation)));
            return PageAnswers.Show<CertificatesPage>(new
            {
                W = words, Who = who, Unit = unit, State = shown, States = (IReadOnlyList<string>)States, Number = number, Page = page,
                Names = (IReadOnlyDictionary<string, string>)people.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second?.Name ?? ""), IsLater = after is { Length: > 0 },
            });
        });

    private static Task<IResult> Step(OwnApi own, PublicApi api, HttpContext context, string code, string id, string step, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            object? body = step switch
            {
                "issue" => new { unit = unit.Code, head = form.Line("head", LongestText), handler = form.Line("handler", LongestText), contact = form.Line("contact", LongestText) },
                "refuse" or "revoke" => new { reason = form.Text("reason", LongestReason) },
                _ => null,
            };
            if (body is null || !PocketAddress.IsCertificate(id)) return PageAnswers.NotFound(words);
            var done = await own.Send<CertificateView>(who, HttpMethod.Post, $"{At(id)}/{step}", body, form.Key, cancellation);
            return done.Problem is { } problem
                ? await One(own, api, words, who, unit, id, 1, new(step, form), problem, cancellation)
                : new SeeOther(words.To($"/desk/{unit.Code}/certificates/{id}?done=certificate-{step}"));
        });

    private static async Task<IResult> One(
        OwnApi own, PublicApi api, Words words, SignedIn who, UnitView unit, string id, int page, StepForm form, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!PocketAddress.IsCertificate(id)) return PageAnswers.NotFound(words);
        var found = await own.Get<CertificateView>(who, At(id), cancellation);
        if (found.Value is not { } certificate) return DeskPages.Refused(words, found.Problem!);
        var mayIssue = certificate.State == "requested" && who.Has(unit, "clerk", "dispatcher");
        var lines = Slice.Of(certificate.Lines, page, CertificatesEndpoints.MostLines);
        var (names, last) = (api.Names([.. lines.Shown.Select(line => HoursEndpoints.UnitOf(line.By)).Distinct()], cancellation), mayIssue ? Last(own, who, unit, cancellation) : Task.FromResult<CertificateView?>(null));
        await Task.WhenAll(names, last);
        return PageAnswers.Show<CertificatePage>(new
        {
            W = words, Who = who, Unit = unit, Certificate = certificate, Lines = lines, Names = await names, Last = await last, MayIssue = mayIssue,
            MayRefuse = certificate.State == "requested" && who.Works(unit), MayRevoke = certificate.Stands && who.Has(unit, "supervisor", "operator"), Form = form, Trouble = trouble,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    /// <summary>The one that this unit issued last: who was in charge is mostly who is.</summary>
    private static async Task<CertificateView?> Last(OwnApi own, SignedIn who, UnitView unit, CancellationToken cancellation) =>
        (await own.Find<ListPage<CertificateView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/certificates?status=publicised,valid&limit={MostRemembered}"), cancellation))?
            .Items?.Where(one => one.Issuer == unit.Name).MaxBy(one => one.IssuedAt);

    private static string At(string id) => $"volunteers/{id[..id.LastIndexOf("-Z", StringComparison.Ordinal)]}/certificates/{id}";
}
