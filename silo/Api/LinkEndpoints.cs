using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Links;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Hosting;

namespace Practice.Silo.Api;

/// <summary>One-time links and codes: giving them out and taking them back. What they open is public: <see cref="PublicNeedEndpoints"/>.</summary>
internal static class LinkEndpoints
{
    private const int UsualDays = 15, SecretLength = 26, CodeLength = 8;

    public static void MapLinks(this RouteGroupBuilder api)
    {
        var links = api.MapGroup("/needs/{id}/links").WithTags("Needs");
        links.MapPost("", Issue).WithSummary("A one-time link or spoken code, to follow or to rate without an account; its secret is shown once").Produces<IssuedLink>(201);
        links.MapGet("", List).WithSummary("Links given out, without their secrets").Produces<Page<LinkView>>();
        links.MapPost("/{n:int}/revoke", Revoke).WithSummary("Take one back").Produces<LinkView>();
    }

    /// <param name="Spoken">A short code to say on the telephone, used with the need's number; else a link.</param>
    internal sealed record LinkRequest(LinkPurpose? Purpose, bool? Spoken, int? Days);

    /// <param name="Secret">Shown here and nowhere again.</param>
    /// <param name="Address">Opens in any browser.</param>
    internal sealed record IssuedLink(int N, string Need, LinkPurpose Purpose, bool Spoken, string Secret, string Address, DateTimeOffset ExpiresAt);

    /// <summary>A secret as it was written down or said: letters that look alike are one.</summary>
    public static string Normal(string secret) => string.Concat(secret.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)).Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static async Task<IResult> Issue(
        string id, [FromBody] LinkRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, PracticeOptions options, DomainClock clock, CancellationToken cancellation)
    {
        if (await May(id, context, grains, rights, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (request.Days is < 1 or > LinkRules.LongestDays)
            return Answer.Malformed("days", $"A link lives 1 to {LinkRules.LongestDays} days.");
        var spoken = request.Spoken ?? false;
        var operation = context.Operation(request);

        // A request that is repeated with its key is answered with the same secret, which stands nowhere.
        var seed = vault.Derived($"link/{id}/{operation.Caller.Subject}/{operation.Key}");
        var secret = SecretLetters.Of(seed, spoken ? CodeLength : SecretLength);
        var issued = await Grain(grains, id).IssueLink(operation, id,
            new(vault.LinkHash(id, secret), request.Purpose ?? LinkPurpose.Rate, spoken, clock.Now.AddDays(request.Days ?? UsualDays)));
        if (issued.Value is not { } view)
            return Answer.From(issued.Refusal!);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/needs/{id}/links", new IssuedLink(
            view.N, id, view.Purpose, spoken, secret, $"{options.PublicAddress}/api/v1/public/needs/{id}/links/{secret}", view.ExpiresAt));
    }

    private static async Task<IResult> List(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await May(id, context, grains, rights, cancellation) is { } refusal)
            return Answer.From(refusal);
        var links = await Grain(grains, id).LinksOf(id);
        return links.Refusal is { } unknown ? Answer.From(unknown) : Results.Ok(new Page<LinkView>(links.Value, null));
    }

    private static async Task<IResult> Revoke(string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await May(id, context, grains, rights, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Ok(context, await Grain(grains, id).RevokeLink(context.Operation(), id, n));

    internal static ILinkGrain Grain(IGrainFactory grains, string need) => grains.Owner<ILinkGrain>(Ids.UnitStream(Ids.Owner(need)));

    // The desk, or whose need it is.
    private static async Task<Refusal?> May(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Refusal.NotFound("need", id);
        var caller = context.Caller();
        if (await rights.Require(caller, Ids.Owner(id), Rights.Desk, cancellation) is not { } refusal)
            return null;
        return await NeedEndpoints.MayOwn(caller, NeedEndpoints.Needs(grains, Ids.Owner(id)), id) ? null : refusal;
    }
}
