using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Practice.Gateway.Edge;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>Who asks, and the units on which they are operator.</summary>
internal sealed partial record Reach(string Subject, string[] Tops, string Token)
{
    public const int MostRoles = 50;

    [GeneratedRegex(@"^(\*|(\d{4}|\d{6}|\d{9}|\d{12})(-P\d{2,4})?(-T\d{3,9})?)$")]
    private static partial Regex UnitPattern();

    public bool WholeNetwork => Tops.Contains(GrantClaim.WholeNetwork);

    public static async Task<Reach> Of(HttpContext context) => new(
        context.User.FindFirstValue("sub") ?? "",
        [.. GatewaySecurity.UnitsOf(context.User, GrantClaim.Operator)],
        await context.GetTokenAsync("access_token") ?? "");

    /// <summary>What is wrong with a list of roles, by field.</summary>
    public static Dictionary<string, string[]> Mistakes(RoleOnUnit?[]? roles)
    {
        var errors = new Dictionary<string, string[]>();
        if (roles is not { Length: > 0 and <= MostRoles }) errors["roles"] = [$"1 to {MostRoles} roles are needed."];
        for (var i = 0; i < (roles?.Length ?? 0); i++)
        {
            if (roles![i] is not { Role: { } role } || !GrantClaim.Roles.Contains(role, StringComparer.Ordinal)) errors[$"roles[{i}].role"] = [$"One of {string.Join(", ", GrantClaim.Roles)}."];
            if (roles[i]?.Unit is not { } unit || !UnitPattern().IsMatch(unit)) errors[$"roles[{i}].unit"] = ["The code of a unit, the id of a team, or * for the whole network."];
        }

        return errors;
    }

    /// <summary>Whether the caller may give or take a role of a person: by an operator of the unit or above; that of an operator only by one above.</summary>
    /// <returns>Null = may.</returns>
    public async Task<IResult?> Refuses(RoleOnUnit role, UnitTree tree, CancellationToken cancellation)
    {
        var above = role is { Role: GrantClaim.Operator, Unit: not GrantClaim.WholeNetwork } ? Tops.Where(top => top != role.Unit).ToArray() : Tops;
        return await tree.Covers(above, role.Unit, Token, cancellation) switch
        {
            true => null,
            null => Problem.Of(422, "unit.notFound", $"There is no unit '{role.Unit}'."),
            false => Problem.Of(403, "right.missing", role.Role == GrantClaim.Operator ? $"Only an operator above '{role.Unit}' says who is one." : $"The caller is not an operator over '{role.Unit}'."),
        };
    }
}
