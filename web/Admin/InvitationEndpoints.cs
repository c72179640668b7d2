using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.Pocket;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Staff come by invitation: made, its code shown once, taken back while it is open.</summary>
internal static class InvitationEndpoints
{
    private const int PageSize = 50;

    public static void MapOperatorInvitations(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/invitations", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? after = null, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, lang, (words, who) => List(own, api, time, words, who, after, null, null, null, c)));
        app.MapPost("/operator/invitations", Make);
        app.MapPost("/operator/invitations/{id}/revoke", Revoke);
    }

    // The code stands in the answer to the form, in no address; the form's key gives the same answer again.
    private static Task<IResult> Make(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, lang, async (words, who, form) =>
        {
            var (role, unit) = OperatorPages.Role(form);
            var phone = PocketAddress.Digits(form.Line("phone", 30));
            var made = await own.Send<InvitationMade>(who, HttpMethod.Post, "invitations", new
            {
                name = form.Line("name", 50), phone = phone.Length > 0 ? phone : null, days = form.Raw("days").Length > 0 ? form.Number("days") ?? 0 : (int?)null, roles = new[] { new { role, unit } },
            }, form.Key, cancellation);
            return await List(own, api, time, words, who, null, made.Value is null ? form : null, made.Value, made.Problem, cancellation);
        });

    private static Task<IResult> Revoke(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, lang, async (words, who, form) =>
        {
            if (!OperatorPages.IsId(id)) return PageAnswers.NotFound(words);
            var gone = await own.Send<object>(who, HttpMethod.Delete, "invitations/" + id, null, form.Key, cancellation);
            return gone.Problem is { } problem ? await List(own, api, time, words, who, null, null, null, problem, cancellation) : new SeeOther(words.To("/operator/invitations?done=invitation-revoke"));
        });

    private static async Task<IResult> List(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string? after, Sent? typed, InvitationMade? made, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<ListPage<InvitationView>>(who, string.Create(CultureInfo.InvariantCulture, $"invitations?limit={PageSize}{OperatorPages.After(after)}"), cancellation);
        if (found.Value is not { } page) return DeskPages.Refused(words, found.Problem!);
        var names = await PeopleEndpoints.Names(api, (page.Items ?? []).SelectMany(one => one.Roles).Select(role => role.Unit), cancellation);
        return PageAnswers.Show<InvitationsPage>(new
        {
            W = words, Who = who, Page = page, Names = names, IsLater = after is { Length: > 0 }, Typed = typed, Made = made, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}
