using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Intake;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>What is copied from paper: a heap of slips, and work that was done before anybody wrote it down.</summary>
internal static class PaperEndpoints
{
    private const int MostLines = 100;

    public static void MapPaper(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/units/{code}/needs").WithTags("Intake");
        unit.MapPost("/batch", Batch).WithSummary("连续录入: a heap of slips; each line has its own outcome, and with an Idempotency-Key is entered once").Produces<BatchView>();
        unit.MapPost("/recorded", Recorded).WithSummary("即办件: work already done, with its whole chain").Produces<NeedView>(201);
    }

    internal sealed record BatchRequest(ImmutableArray<NeedRequest>? Lines);

    /// <param name="Status">As the line alone would have been answered.</param>
    /// <param name="Id">The need; or, where the slip was entered before, the need that it became then.</param>
    internal sealed record BatchOutcome(int Line, int Status, string? Id, string? Code, string? Message, IDictionary<string, string[]>? Errors);

    internal sealed record BatchView(int Entered, int Refused, ImmutableArray<BatchOutcome> Lines);

    /// <param name="Team">The team that did it; left out where the desk did it itself.</param>
    /// <param name="Rating">What the resident said on the spot.</param>
    internal sealed record RecordedRequest(
        NeedRequest? Need, string? Team, DateTimeOffset? From, DateTimeOffset? Until, int? Participants, string? Note, ImmutableArray<string>? Photos, RateNeed? Rating);

    private static async Task<IResult> Batch(
        string code, [FromBody] BatchRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (request.Lines is not { IsDefault: false, Length: > 0 and <= MostLines } lines || lines.Any(line => line is null))
            return Answer.Malformed("lines", $"1 to {MostLines} lines, each an object.");
        var outcomes = ImmutableArray.CreateBuilder<BatchOutcome>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var n = i + 1;
            var line = lines[i];
            outcomes.Add(Outcome(n, await GrainCallFilter.Guarded(async () => await Enter(n, line), cancellation)));
        }

        return Results.Ok(new BatchView(outcomes.Count(o => o.Status < 300), outcomes.Count(o => o.Status >= 300), outcomes.MoveToImmutable()));

        async Task<object> Enter(int n, NeedRequest line)
        {
            if (NeedForms.Read(line, vault, context.Caller(), desk: true, out var command) is { } refused)
                return refused;
            var operation = context.Operation(line);
            return await NeedEndpoints.Needs(grains, code).Submit(operation with { Key = $"{operation.Key}#{n}" }, command);
        }
    }

    private static BatchOutcome Outcome(int line, object? answer) => answer switch
    {
        Result<NeedView> { Value: { } need } => new(line, 201, need.Id, null, null, null),
        Result<NeedView> { Refusal: { } refusal } => Outcome(line, Answer.From(refusal)) with { Id = refusal.Code == "slip.entered" ? refusal.Subjects![0] : null },
        Practice.Hosting.Problem.Answer problem => new(line, problem.Status, null, problem.Code, problem.Detail, problem.Errors),
        _ => throw new InvalidOperationException("An answer is a result or a problem."),
    };

    private static async Task<IResult> Recorded(
        string code, [FromBody] RecordedRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await rights.Require(caller, code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (request.Need is null)
            return Answer.Malformed("need", "The need that was met is required.");
        if (request.From is not { } from || request.Until is not { } until)
            return Answer.Malformed("from", "Say when the work began and ended.");
        if (NeedForms.Read(request.Need, vault, caller, desk: true, out var need) is { } refused)
            return refused;
        if (request.Team is { } team && (!Ids.IsTeam(team) || (await grains.GetGrain<Teams.ITeamGrain>(Ids.TeamStream(team)).View()).Value is null))
            return Answer.From(Refusal.Rule("team.notFound", $"There is no team '{team}'."));
        var recorded = await IntakeEndpoints.Grain(grains, code).RecordWork(context.Operation(request), new()
        {
            Need = need, Team = request.Team, Worked = new(from, until), Participants = request.Participants ?? 1, Note = request.Note, Photos = request.Photos ?? [],
            Rating = request.Rating is { } rating ? rating with { Rater = null, Channel = rating.Channel ?? "phone" } : null,
        });
        return Answer.Created(context, recorded, view => $"/api/v1/needs/{view.Id}", view => view.Version);
    }
}
