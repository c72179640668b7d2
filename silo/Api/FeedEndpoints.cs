using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Practice.Feeds;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Hosting;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>日历订阅: calendars of units and teams at addresses that nobody guesses and that can be taken back.</summary>
internal static class FeedEndpoints
{
    internal const int SecretLength = 26;
    private const string Ending = ".ics";

    public static void MapFeeds(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/feeds", OfUnit).WithTags("Calendars").WithSummary("An address of the unit's calendar (iCalendar); it is shown once").Produces<IssuedFeed>(201);
        api.MapGet("/units/{code}/feeds", ListUnit).WithTags("Calendars").WithSummary("Addresses given out by the unit and its teams, without their secrets").Produces<Page<FeedView>>();
        api.MapPost("/teams/{id}/feeds", OfTeam).WithTags("Calendars").WithSummary("An address of the team's calendar (iCalendar); it is shown once").Produces<IssuedFeed>(201);
        api.MapGet("/teams/{id}/feeds", ListTeam).WithTags("Calendars").WithSummary("Addresses given out of the team's calendar").Produces<Page<FeedView>>();
        api.MapDelete("/feeds/{id}", Revoke).WithTags("Calendars").WithSummary("Take an address back").Produces<FeedView>();
        api.MapGet("/public/calendars/{id}/{secret}", Read).WithTags("Public").AllowAnonymous().WithSummary("A calendar by its address, to subscribe to").Produces<string>(200, "text/calendar");
    }

    internal sealed record FeedRequest([property: MaxLength(FeedRules.LongestName)] string? Name);

    /// <param name="Address">Shown here and nowhere again.</param>
    internal sealed record IssuedFeed(string Id, string Of, string? Name, string Address);

    private static IFeedGrain Grain(IGrainFactory grains, string unit) => grains.Owner<IFeedGrain>(Ids.UnitStream(unit));

    private static async Task<IResult> OfUnit(
        string code, [FromBody] FeedRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, PracticeOptions options, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal ? Answer.From(refusal) : await Issue(code, code, request, context, grains, vault, options);

    private static async Task<IResult> OfTeam(
        string id, [FromBody] FeedRequest request, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, PersonVault vault, PracticeOptions options, CancellationToken cancellation) =>
        await Team(id, context, store, rights, cancellation) is { } refusal ? Answer.From(refusal) : await Issue(id, Ids.Owner(id), request, context, grains, vault, options);

    private static async Task<IResult> Issue(string of, string unit, FeedRequest request, HttpContext context, IGrainFactory grains, PersonVault vault, PracticeOptions options)
    {
        // A request that is repeated with its key is answered with the same address, which stands nowhere.
        var operation = context.Operation(request);
        var secret = SecretLetters.Of(vault.Derived($"feed/{of}/{operation.Caller.Subject}/{operation.Key}"), SecretLength);
        var added = await Grain(grains, unit).AddFeed(operation, new(of, request.Name, Hash(vault, of, secret)));
        if (added.Value is not { } view)
            return Answer.From(added.Refusal!);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/feeds/{view.Id}", new IssuedFeed(view.Id, of, view.Name, $"{options.PublicAddress}/api/v1/public/calendars/{view.Id}/{secret}{Ending}"));
    }

    private static async Task<IResult> ListUnit(string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal ? Answer.From(refusal) : Results.Ok(new Page<FeedView>(await Grain(grains, code).Feeds(), null));

    private static async Task<IResult> ListTeam(string id, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, CancellationToken cancellation) =>
        await Team(id, context, store, rights, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<FeedView>([.. (await Grain(grains, Ids.Owner(id)).Feeds()).Where(feed => feed.Of == id)], null));

    private static async Task<IResult> Revoke(string id, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, CancellationToken cancellation)
    {
        if (await Find(id, store, cancellation) is not { } feed)
            return Answer.From(Refusal.NotFound("feed", id));
        var refusal = Ids.IsTeam(feed.Of) ? await rights.RequireTeam(context.Caller(), feed.Of, cancellation) : await rights.Require(context.Caller(), feed.Of, Rights.Desk, cancellation);
        return refusal is not null ? Answer.From(refusal) : Answer.Ok(context, await Grain(grains, Ids.Owner(id)).RevokeFeed(context.Operation(), id));
    }

    private static async Task<IResult> Read(string id, string secret, HttpContext context, IUnitStore store, CalendarFeeds calendars, PersonVault vault, DomainClock clock, CancellationToken cancellation)
    {
        // One answer, whatever is wrong.
        var unknown = Answer.From(new(RefusalKind.NotFound, "calendar.notFound", "There is no such calendar."));
        if (secret.EndsWith(Ending, StringComparison.Ordinal))
            secret = secret[..^Ending.Length];
        if (secret.Length != SecretLength || await Find(id, store, cancellation) is not { } feed || !FeedRules.Opens(feed, Hash(vault, feed.Of, secret))
            || await calendars.Of(feed.Of, clock.Now, cancellation) is not { } text)
            return unknown;
        var tag = $"\"{CanonicalJson.Hash(text)[..32]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=300";
        return context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(text, "text/calendar; charset=utf-8");
    }

    private static async Task<Feed?> Find(string id, IUnitStore store, CancellationToken cancellation) =>
        Ids.IsItem(id, 'K') && await store.Items(Ids.UnitStream(Ids.Owner(id)), "feed", [id], cancellation) is [var row] ? ItemKinds.Read<Feed>(row) : null;

    internal static string Hash(PersonVault vault, string of, string secret) => vault.LinkHash("feed/" + of, secret);

    private static async Task<Refusal?> Team(string id, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Refusal.NotFound("team", id);
        return await rights.RequireTeam(context.Caller(), id, cancellation)
            ?? (await store.Items(Ids.TeamStream(id), "team", [id], cancellation) is [] ? Refusal.NotFound("team", id) : null);
    }
}
