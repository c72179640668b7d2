using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Membership of teams: by request, invitation or code.</summary>
internal static class MemberEndpoints
{
    private sealed record JoinRequest(string? Code);

    private sealed record InviteRequest(string? Number);

    private sealed record AnswerRequest(bool? Accept);

    private sealed record RoleRequest(MemberRole? Role);

    private sealed record JoiningRequest(bool? Code, int? MostMembers);

    /// <param name="Code">Shown once, when it is made.</param>
    private sealed record JoiningAnswer(JoiningView Joining, string? Code);

    public static void MapMembers(this RouteGroupBuilder api)
    {
        var members = api.MapGroup("/teams/{id}").WithTags("Members");
        members.MapGet("/members", List).WithSummary("Members, requests and invitations of the team").Produces<Page<MemberView>>();
        members.MapPost("/members", Join).WithSummary("Ask to be a member; with the team's code at once").Produces<MemberView>(201);
        members.MapPost("/members/invite", Invite).WithSummary("Invite a volunteer").Produces<MemberView>(201);
        members.MapPost("/members/{number}/approve", (string id, string number, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            OnMember(id, number, context, rights, () => Team(grains, id).Decide(context.Operation(), number, true, null), c)).WithSummary("Take somebody in who asked").Produces<MemberView>();
        members.MapPost("/members/{number}/decline", (string id, string number, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            OnMember(id, number, context, rights, () => Team(grains, id).Decide(context.Operation(body), number, false, body.Reason), c)).WithSummary("Decline a request, with a reason").Produces<MemberView>();
        members.MapPost("/members/{number}/remove", (string id, string number, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            OnMember(id, number, context, rights, () => Team(grains, id).Remove(context.Operation(body), number, body.Reason ?? ""), c)).WithSummary("Remove a member, with a reason").Produces<MemberView>();
        members.MapPost("/members/{number}/role", (string id, string number, [FromBody] RoleRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            OnMember(id, number, context, rights, async () => body.Role is { } role
                ? await Team(grains, id).SetMemberRole(context.Operation(body), number, role)
                : Refusal.Malformed("role.invalid", "member, core, recordKeeper or leader."), c)).WithSummary("Leader, record keeper, core member").Produces<MemberView>();
        members.MapGet("/joining", Joining).WithSummary("How the team takes members in").Produces<JoiningView>();
        members.MapPost("/joining", SetJoining).WithSummary("How many members, and a new code that skips the review, or none").Produces<JoiningAnswer>();

        api.MapGet("/me/teams", Mine).WithTags("Me").WithSummary("The own teams, requests and invitations").Produces<Page<MembershipView>>();
        api.MapPost("/me/teams/{team}/answer", Answered).WithTags("Me").WithSummary("Accept or decline an invitation").Produces<MemberView>();
        api.MapPost("/me/teams/{team}/leave", Leave).WithTags("Me").WithSummary("Leave a team, or take a request back").Produces<MemberView>();
    }

    private static ITeamMembersGrain Team(IGrainFactory grains, string id) => grains.Owner<ITeamMembersGrain>(Ids.TeamStream(id));

    private static async Task<IResult> List(
        string id, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, string? role = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await Allowed(id, context, rights, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "member", Stream = Ids.TeamStream(id), Category = role, Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Words = q, After = after, Limit = Paging.Clamp(limit),
        };
        MemberView Of(ItemRow row) => MemberRules.View(id, ItemKinds.Read<Member>(row));
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "members", Columns, store.All(query, cancellation).Select(Of));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<MemberView>([.. page.Items.Select(Of)], page.Next));
    }

    private static async Task<IResult> Join(
        string id, [FromBody] JoinRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, PersonVault vault, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        return await MyVolunteerEndpoints.Own(context, volunteers, async number =>
        {
            var (volunteer, refusal) = await Ready(volunteers, number);
            if (volunteer is null)
                return Answer.From(refusal!);
            var code = string.IsNullOrWhiteSpace(request.Code) ? null : CodeHash(vault, id, request.Code.Trim());
            return Answer.Created(context, await Team(grains, id).Join(context.Operation(request), new(number, volunteer.Name, code)), _ => "/api/v1/me/teams", view => view.Version);
        }, cancellation);
    }

    private static async Task<IResult> Invite(
        string id, [FromBody] InviteRequest request, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, CancellationToken cancellation)
    {
        if (await Allowed(id, context, rights, cancellation) is { } forbidden)
            return Answer.From(forbidden);
        if (!Ids.IsVolunteer(request.Number))
            return Answer.From(Refusal.NotFound("volunteer", request.Number ?? ""));
        var (volunteer, refusal) = await Ready(volunteers, request.Number!);
        return volunteer is null
            ? Answer.From(refusal!)
            : Answer.Created(context, await Team(grains, id).Invite(context.Operation(request), new(volunteer.Number, volunteer.Name)), _ => $"/api/v1/teams/{id}/members", view => view.Version);
    }

    private static async Task<IResult> Joining(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await Allowed(id, context, rights, cancellation) is { } refusal ? Answer.From(refusal) : Answer.Ok(context, await Team(grains, id).Joining());

    // A repeat with the same key makes another code, and the newest counts: the code itself is kept nowhere.
    private static async Task<IResult> SetJoining(
        string id, [FromBody] JoiningRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (await Allowed(id, context, rights, cancellation) is { } refusal)
            return Answer.From(refusal);
        var code = request.Code == true ? RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10) : null;
        var set = await Team(grains, id).SetJoining(new(context.Caller()), code is not null ? CodeHash(vault, id, code) : request.Code is null ? "" : null, request.MostMembers);
        context.Response.Headers.CacheControl = "no-store";
        return set.Value is { } view
            ? Results.Ok(new JoiningAnswer(view, code))
            : Answer.From(set.Refusal!);
    }

    private static Task<IResult> Mine(HttpContext context, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        MyVolunteerEndpoints.Own(context, volunteers, async number =>
            await volunteers.Grain(number).View() is { Value: { } view } ? Results.Ok(new Page<MembershipView>(view.Teams, null)) : MyVolunteerEndpoints.None(), cancellation);

    private static Task<IResult> Answered(string team, [FromBody] AnswerRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        OnMine(team, context, volunteers, async number => request.Accept is { } accept
            ? Answer.Ok(context, await Team(grains, team).Answer(context.Operation(request), number, accept), view => view.Version)
            : Answer.Malformed("accept", "Say yes or no."), cancellation);

    private static Task<IResult> Leave(string team, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        OnMine(team, context, volunteers, async number => Answer.Ok(context, await Team(grains, team).Leave(context.Operation(), number), view => view.Version), cancellation);

    private static Task<IResult> OnMine(string team, HttpContext context, VolunteerDirectory volunteers, Func<string, Task<IResult>> act, CancellationToken cancellation) =>
        Ids.IsTeam(team) ? MyVolunteerEndpoints.Own(context, volunteers, act, cancellation) : Task.FromResult(Answer.From(Refusal.NotFound("team", team)));

    private static async Task<IResult> OnMember(string id, string number, HttpContext context, Rights rights, Func<Task<Result<MemberView>>> act, CancellationToken cancellation)
    {
        if (await Allowed(id, context, rights, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Ids.IsVolunteer(number) ? Answer.Ok(context, await act(), view => view.Version) : Answer.From(Refusal.NotFound("member", number));
    }

    private static async ValueTask<Refusal?> Allowed(string id, HttpContext context, Rights rights, CancellationToken cancellation) =>
        Ids.IsTeam(id) ? await rights.RequireTeam(context.Caller(), id, cancellation) : Refusal.NotFound("team", id);

    /// <summary>A volunteer who may become a member of one team more.</summary>
    private static async Task<(VolunteerView? Volunteer, Refusal? Refusal)> Ready(VolunteerDirectory volunteers, string number)
    {
        var shown = await volunteers.Grain(number).View();
        return shown.Value switch
        {
            null => (null, shown.Refusal),
            { Status: not VolunteerStatus.Active } view => (null, Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(view.Status)}.")),
            { Teams.Length: >= MembershipRules.MostTeams } => (null, Refusal.Rule("volunteer.teamsFull", $"At most {MembershipRules.MostTeams} teams.")),
            { } view => (view, null),
        };
    }

    private static string CodeHash(PersonVault vault, string team, string code) => vault.LinkHash("team-" + team, code.ToUpperInvariant());

    private static readonly IReadOnlyList<(string, Func<MemberView, object?>)> Columns =
        [("number", m => m.Number), ("name", m => m.Name), ("state", m => m.State), ("role", m => Json.Name(m.Role)), ("since", m => m.Since)];
}
