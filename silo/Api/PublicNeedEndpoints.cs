using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Hosting;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Hosting;

namespace Practice.Silo.Api;

/// <summary>Filing, following and rating without an account. The gateway lets an address do so slowly.</summary>
internal static class PublicNeedEndpoints
{
    public static void MapPublicNeeds(this RouteGroupBuilder api)
    {
        var needs = api.MapGroup("/public/needs").WithTags("Public").AllowAnonymous();
        needs.MapPost("", File).WithSummary("找人帮忙, without an account: the answer's number and the phone's last four digits lead to its progress").Produces<FiledView>(201);
        needs.MapGet("/{id}/links/{secret}", Follow).WithSummary("What a one-time link or code leads to; a page for browsers").Produces<ProgressView>();
        needs.MapPost("/{id}/links/{secret}/rating", Rate).WithSummary("Rate by a one-time link or code, which is used up by it").Accepts<PublicRating>("application/json", "application/x-www-form-urlencoded").Produces<ProgressView>();
    }

    /// <summary>A need of somebody without an account; a child may file for a parent (<see cref="OnBehalf"/>).</summary>
    /// <param name="Phone">Required: it is called back, and its last four digits lead to the progress.</param>
    internal sealed record FileRequest(
        string? Unit, [property: MaxLength(NeedRules.LongestTitle)] string? Title, [property: MaxLength(NeedRules.LongestText)] string? Description, string? Category,
        [property: MaxLength(60)] string? Name, [property: MaxLength(30)] string? Phone, Place? Location, string? IntakePoint, bool? OnBehalf);

    internal sealed record FiledView(string Number, NeedStatus Status, string Progress, DateTimeOffset? ReviewBy, System.Collections.Immutable.ImmutableArray<string> EmergencyNumbers);

    internal sealed record PublicRating(int? Score, [property: MaxLength(NeedRules.LongestText)] string? Comment, bool? FeeCharged);

    private static async Task<IResult> File(
        [FromBody] FileRequest request, HttpContext context, IGrainFactory grains, UnitDirectory directory, PersonVault vault, PracticeOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Phone))
            return Answer.Malformed("phone", "A telephone is required: the station calls back.");
        if (request.Unit is null || await directory.PathOf(request.Unit, cancellation) is null)
            return Answer.Malformed("unit", "Name the station by its code; see GET /units?q=.");
        var need = new NeedRequest(
            request.Title, request.Description, request.Category, Urgency.Normal, Channel.Online, null, null, request.IntakePoint, null, 1, null, request.Location,
            new(request.Name, request.Phone), request.OnBehalf ?? false);
        if (NeedForms.Read(need, vault, Caller.Anonymous, desk: false, out var command) is { } refused)
            return refused;

        // A key is the caller's own only together with what was sent: two strangers may have chosen the same one.
        var operation = context.Operation(request);
        operation = operation with { Key = $"{operation.Key}#{operation.Fingerprint}" };
        var filed = await NeedEndpoints.Needs(grains, request.Unit).Submit(operation, command with { Resident = null, OnBehalf = request.OnBehalf ?? false });
        if (filed.Value is not { } view)
            return Answer.From(filed.Refusal!);
        context.Response.Headers.CacheControl = "no-store";
        var progress = $"{options.PublicAddress}/api/v1/public/progress?number={view.Id}";
        return Results.Created(progress, new FiledView(view.Id, view.Status, progress, view.Due.Review, view.EmergencyNumbers));
    }

    private static async Task<IResult> Follow(string id, string secret, HttpContext context, IGrainFactory grains, PersonVault vault, ProgressReader reader, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Hash(id, secret, vault) is not { } hash)
            return Answer.From(Unknown);
        var answer = await LinkEndpoints.Grain(grains, id).FollowLink(id, hash);
        if (answer.Value is not { } need)
            return PublicPages.Wanted(context) ? PublicPages.Sorry(answer.Refusal!) : Answer.From(answer.Refusal!);
        return PublicPages.Wanted(context) ? PublicPages.Progress(ProgressEndpoints.Of(need), $"/api/v1/public/needs/{id}/links/{secret}/rating") : Results.Ok(await reader.Read(need, cancellation));
    }

    private static async Task<IResult> Rate(string id, string secret, HttpContext context, IGrainFactory grains, PersonVault vault, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (rating, unreadable) = await Read(context, cancellation);
        if (rating is null)
            return unreadable!;
        if (rating.Score is not { } score)
            return Answer.Malformed("score", "A score is 1 to 5.");
        if (Hash(id, secret, vault) is not { } hash)
            return Answer.From(Unknown);
        var answer = await LinkEndpoints.Grain(grains, id).RateByLink(context.Operation(rating), id, hash, new(score, rating.Comment, rating.FeeCharged ?? false));
        if (answer.Value is not { } need)
            return PublicPages.Wanted(context) ? PublicPages.Sorry(answer.Refusal!) : Answer.From(answer.Refusal!);
        return PublicPages.Wanted(context) ? PublicPages.Progress(ProgressEndpoints.Of(need), null) : Results.Ok(ProgressEndpoints.Of(need));
    }

    // Read again where a call is made again: the body stays.
    internal static async Task<(PublicRating? Rating, IResult? Unreadable)> Read(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(cancellation);
            var comment = form["comment"].ToString();
            return !PlainText.Is(comment) || comment.Length > NeedRules.LongestText
                ? (null, Answer.Malformed("comment", $"A comment is text of at most {NeedRules.LongestText} characters."))
                : (new(int.TryParse(form["score"], NumberStyles.None, CultureInfo.InvariantCulture, out var score) ? score : null, comment.Length == 0 ? null : comment, form["feeCharged"] == "true"), null);
        }

        if (!context.Request.HasJsonContentType())
            return (null, Practice.Hosting.Problem.Of(415, "mediaType.unsupported", "Send the rating as JSON or as a form."));
        context.Request.EnableBuffering();
        context.Request.Body.Position = 0;
        try
        {
            return await context.Request.ReadFromJsonAsync<PublicRating>(cancellation) is { } rating ? (rating, null) : (null, Answer.Malformed("score", "A score is 1 to 5."));
        }
        catch (System.Text.Json.JsonException)
        {
            return (null, Answer.Malformed("body", "The rating cannot be read."));
        }
    }

    private static string? Hash(string id, string secret, PersonVault vault) =>
        Ids.IsItem(id, 'N') && secret.Length is >= 8 and <= 40 ? vault.LinkHash(id, LinkEndpoints.Normal(secret)) : null;

    private static Refusal Unknown => new(RefusalKind.NotFound, "link.notFound", "There is no such link.");
}
