using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Silo.Push;

namespace Practice.Silo.Api;

/// <summary>每日群里提醒: the day in words for everybody, to copy. No names, no telephone numbers, no doors.</summary>
internal static class DigestEndpoints
{
    private const int MostOfAPerson = 20;

    public static void MapDigests(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/digest", OfUnit).WithTags("Inbox").WithSummary("每日群里提醒: the day's words to copy").Produces<DigestView>();
        api.MapGet("/teams/{id}/digest", OfTeam).WithTags("Inbox").WithSummary("A team's day: to answer, to go to, to report").Produces<TeamDigestView>();
        api.MapGet("/me/digest", OfMe).WithTags("Inbox").WithSummary("The day of whoever asks: every unit and team that he works for").Produces<PersonDigestView>();
    }

    internal sealed record DigestView(string Unit, DateOnly Date, string Text);

    internal sealed record TeamDigestView(string Team, DateOnly Date, string Text);

    /// <param name="Of">The units and teams that are told of, at most twenty.</param>
    internal sealed record PersonDigestView(DateOnly Date, string Text, ImmutableArray<string> Of);

    private static async Task<IResult> OfUnit(string code, HttpContext context, Digests digests, Rights rights, DomainClock clock, CancellationToken cancellation, string? date = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Day.Read(date, clock) is { } day ? Results.Ok(new DigestView(code, day, (await digests.Of(code, day, cancellation))!)) : Day.Malformed();
    }

    private static async Task<IResult> OfTeam(string id, HttpContext context, Digests digests, Rights rights, DomainClock clock, CancellationToken cancellation, string? date = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireTeam(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (Day.Read(date, clock) is not { } day)
            return Day.Malformed();
        return await digests.Of(id, day, cancellation) is { } text ? Results.Ok(new TeamDigestView(id, day, text)) : Answer.From(Refusal.NotFound("team", id));
    }

    private static async Task<IResult> OfMe(HttpContext context, Digests digests, DomainClock clock, CancellationToken cancellation, string? date = null)
    {
        if (Day.Read(date, clock) is not { } day)
            return Day.Malformed();
        var (of, texts) = (ImmutableArray.CreateBuilder<string>(), new List<string>());
        foreach (var unit in context.Caller().Grants.Select(grant => grant.Unit).Distinct().Take(MostOfAPerson))
            if (await digests.Of(unit, day, cancellation) is { } text)
            {
                of.Add(unit);
                texts.Add(text);
            }

        return Results.Ok(new PersonDigestView(day, texts.Count == 0 ? "【今日提醒】今天没有等您办的事。" : string.Join('\n', texts), of.ToImmutable()));
    }
}
