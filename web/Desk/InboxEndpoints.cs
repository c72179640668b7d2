using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>收件箱: what waits for a unit, soonest due first, page after page; and the desks of whoever is signed in.</summary>
internal static class InboxEndpoints
{
    private const int PageSize = 50;

    public static void MapDeskInbox(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk", PageHosting.Reads, Posts);
        app.MapMethods("/desk/{code}", PageHosting.Reads, (string code, string? lang = null) =>
            BoardAddress.IsUnit(code) ? Results.LocalRedirect(Text.Words.In(lang).To($"/desk/{code}/inbox")) : PageAnswers.NotFound(Text.Words.In(lang)));
        app.MapMethods("/desk/{code}/inbox", PageHosting.Reads, Inbox);
    }

    private static Task<IResult> Posts(PublicApi api, OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            var units = who.Me.Roles.Where(role => role.Role != "teamLeader").Select(role => role.Unit).Where(BoardAddress.IsUnit).Distinct().ToList();
            var names = await api.Names(units, cancellation);
            var teams = await TeamNames.Of(own, who, who.Me.Roles.Where(role => role.Role == "teamLeader").Select(role => role.Unit), cancellation);
            // An operator of everything begins where everybody does.
            var everywhere = who.Me.Roles.Any(role => role.Unit == "*") ? await api.FirstCentre(cancellation) : null;
            return PageAnswers.Show<PostsPage>(new { W = words, Who = who, Names = names, Teams = teams, Everywhere = everywhere });
        });

    private static Task<IResult> Inbox(
        OwnApi own, TimeProvider time, HttpContext context, string code, string? kind = null, string? late = null, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Read(context, code, lang, async (words, who, unit) =>
        {
            var group = InboxGroup.Of(kind);
            var address = $"units/{unit.Code}/inbox?limit={PageSize}{(group is null ? "" : "&kind=" + string.Join(',', group.Kinds))}{(late == "1" ? "&overdue=true" : "")}"
                + (after is { Length: > 0 and < 200 } ? "&after=" + Uri.EscapeDataString(after) : "");
            var found = await own.Get<ListPage<InboxItem>>(who, address, cancellation);
            return found.Value is { } page
                ? PageAnswers.Show<InboxPage>(new { W = words, Who = who, Unit = unit, Group = group, LateOnly = late == "1", Page = page, Now = time.GetUtcNow(), IsLater = after is { Length: > 0 } })
                : DeskPages.Refused(words, found.Problem!);
        });
}
