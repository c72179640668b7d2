using System.Globalization;
using System.Security.Claims;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>Who is calling, as the token says.</summary>
/// <param name="Withheld">For want of what the roles are left out: <c>secondFactor</c>.</param>
internal sealed record MeView(string Subject, string? Name, string? Person, IReadOnlyList<RoleOnUnit> Roles, DateTimeOffset? ExpiresAt, string? Withheld);

/// <summary><c>GET /api/v1/me</c>.</summary>
internal static class MeEndpoint
{
    public static IEndpointRouteBuilder MapMe(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/me", Me).RequireAuthorization().WithTags("Me").WithSummary("Who is calling, as the token says");
        return routes;
    }

    private static MeView Me(ClaimsPrincipal user) => new(
        user.FindFirstValue("sub") ?? "", user.FindFirstValue("name"), user.FindFirstValue(GrantClaim.Person), [.. Roles(user)], Expiry(user), user.FindFirstValue(TokenContents.Withheld));

    private static IEnumerable<RoleOnUnit> Roles(ClaimsPrincipal user)
    {
        foreach (var claim in user.FindAll(GrantClaim.Type))
            if (GrantClaim.TryRead(claim.Value, out var role, out var unit)) yield return new RoleOnUnit(role, unit);
    }

    private static DateTimeOffset? Expiry(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue("exp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromHours(8))
            : null;
}
