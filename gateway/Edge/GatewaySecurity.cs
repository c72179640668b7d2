using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Edge;

/// <summary>Who may use the gateway's own endpoints. Deny by default; what is passed on is judged by the silos and the web app.</summary>
internal static class GatewaySecurity
{
    public const string OperatorPolicy = "operator";

    public static WebApplicationBuilder AddPracticeSecurity(this WebApplicationBuilder builder, GatewayOptions options)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer => Configure(bearer, options));
        if (!options.IssuesTokens) builder.AddIssuerCheck(options.TokenIssuer, null);
        else
            builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<IssuerKeys>((bearer, keys) => bearer.TokenValidationParameters.IssuerSigningKey = keys.Signing);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(OperatorPolicy, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => UnitsOf(context.User, GrantClaim.Operator).Any()));
        return builder;
    }

    /// <summary>Who calls. The issuer's own addresses go through the issuer; everything else only through the token.</summary>
    /// <remarks>The issuer looks at each request of the whole pipeline otherwise, which was an eighth of what passing one on costs.</remarks>
    public static WebApplication UseCallersAndIssuer(this WebApplication app)
    {
        app.UseWhen(IsIssuers, branch => branch.UseAuthentication());
        app.UseWhen(context => !IsIssuers(context), branch => branch.UseCallers());
        // The branches stand in for the middleware which the host would put first by itself.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        return app;
    }

    /// <summary>The units on which the token gives a role.</summary>
    public static IEnumerable<string> UnitsOf(ClaimsPrincipal user, string role)
    {
        foreach (var claim in user.FindAll(GrantClaim.Type))
            if (GrantClaim.TryRead(claim.Value, out var granted, out var unit) && granted == role) yield return unit;
    }

    private static bool IsIssuers(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/connect") || context.Request.Path.StartsWithSegments("/.well-known");

    private static void Configure(JwtBearerOptions bearer, GatewayOptions options)
    {
        bearer.MapInboundClaims = false;
        bearer.SaveToken = true;
        if (!options.IssuesTokens)
        {
            bearer.Authority = options.TokenIssuer;
            bearer.RequireHttpsMetadata = options.TokenIssuer.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        }

        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuers = [options.TokenIssuer, options.TokenIssuer.TrimEnd('/')],
            ValidAudience = GrantClaim.Audience,
            ValidTypes = ["at+jwt", "JWT"],
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "name",
            RoleClaimType = "role",
        };
        bearer.Events = new JwtBearerEvents
        {
            OnChallenge = Challenge,
            OnForbidden = refused => Problem.Write(refused.HttpContext, 403, "right.missing", "The caller has no right to this."),
        };
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.AuthenticateFailure switch
        {
            null => Problem.Write(context.HttpContext, 401, "token.missing", "A bearer token is needed: see POST /connect/token."),
            SecurityTokenExpiredException => Problem.Write(context.HttpContext, 401, "token.expired", "The token has expired: get a new one."),
            _ => Problem.Write(context.HttpContext, 401, "token.invalid", "The token is not one of this network's."),
        };
    }
}
