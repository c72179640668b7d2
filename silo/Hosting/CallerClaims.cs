using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Practice.Hosting;
using Practice.Shared;

namespace Practice.Silo.Hosting;

/// <summary>Reads the caller out of a validated token.</summary>
internal static class CallerClaims
{
    // A token's requests share their principal: its claims are read once.
    private static readonly ConditionalWeakTable<ClaimsPrincipal, Caller> Known = [];

    /// <summary>Whoever stands behind the request; <see cref="Caller.Anonymous"/> where nobody is signed in.</summary>
    /// <remarks>Grants that this release does not know are passed over: they give nothing.</remarks>
    public static Caller ToCaller(this ClaimsPrincipal principal) => Known.GetValue(principal, Read);

    private static Caller Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true } || principal.FindFirstValue("sub") is not { } subject) return Caller.Anonymous;
        var grants = ImmutableArray.CreateBuilder<Grant>();
        foreach (var claim in principal.FindAll(GrantClaim.Type))
            if (GrantClaim.TryRead(claim.Value, out var role, out var unit) && Enum.TryParse<Role>(role, ignoreCase: true, out var known))
                grants.Add(new Grant(known, unit));
        return new Caller(subject, principal.FindFirstValue(GrantClaim.Person), grants.ToImmutable());
    }

    /// <summary>The name to show for the caller: the token's <c>name</c>, or its subject.</summary>
    public static string DisplayName(this ClaimsPrincipal principal) => principal.FindFirstValue("name") ?? principal.FindFirstValue("sub") ?? "";
}
