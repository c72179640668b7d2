using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Accounts of programs: made, given another secret, ended. A secret is shown once, in the answer to the form.</summary>
internal static class ProgramEndpoints
{
    private const int PageSize = 50;

    public static void MapOperatorPrograms(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/programs", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? after = null, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, lang, (words, who) => List(own, api, time, words, who, after, null, null, null, c)));
        app.MapPost("/operator/programs", Make);
        app.MapPost("/operator/programs/{id}/{step}", Step);
    }

    private static Task<IResult> Make(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, lang, async (words, who, form) =>
        {
            var (role, unit) = OperatorPages.Role(form);
            var made = await own.Send<ProgramSecret>(who, HttpMethod.Post, "service-accounts", new { name = form.Line("name", 100), roles = new[] { new { role, unit } } }, form.Key, cancellation);
            return await List(own, api, time, words, who, null, made.Value is null ? form : null, made.Value, made.Problem, cancellation);
        });

    private static Task<IResult> Step(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string step, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, lang, async (words, who, form) =>
        {
            if (!OperatorPages.IsId(id)) return PageAnswers.NotFound(words);
            switch (step)
            {
                case "rotate":
                    var made = await own.Send<ProgramSecret>(who, HttpMethod.Post, $"service-accounts/{id}/rotate", null, form.Key, cancellation);
                    return await List(own, api, time, words, who, null, null, made.Value, made.Problem, cancellation);
                case "revoke":
                    var gone = await own.Send<object>(who, HttpMethod.Delete, "service-accounts/" + id, null, form.Key, cancellation);
                    return gone.Problem is { } problem ? await List(own, api, time, words, who, null, null, null, problem, cancellation) : new SeeOther(words.To("/operator/programs?done=program-revoke"));
                default:
                    return PageAnswers.NotFound(words);
            }
        });

    private static async Task<IResult> List(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string? after, Sent? typed, ProgramSecret? made, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<ListPage<ProgramView>>(who, string.Create(CultureInfo.InvariantCulture, $"service-accounts?limit={PageSize}{OperatorPages.After(after)}"), cancellation);
        if (found.Value is not { } page) return DeskPages.Refused(words, found.Problem!);
        var names = await PeopleEndpoints.Names(api, (page.Items ?? []).SelectMany(one => one.Roles).Select(role => role.Unit), cancellation);
        return PageAnswers.Show<ProgramsPage>(new
        {
            W = words, Who = who, Page = page, Names = names, IsLater = after is { Length: > 0 }, Typed = typed, Made = made, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}
