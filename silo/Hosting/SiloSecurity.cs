using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Practice.Hosting;

namespace Practice.Silo.Hosting;

/// <summary>The silo validates every token again, whoever let it in. Deny by default: an endpoint without a policy needs a valid token.</summary>
internal static class SiloSecurity
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const string KeysMissing = "practice.keysMissing";

    public static WebApplicationBuilder AddPracticeSecurity(this WebApplicationBuilder builder, PracticeOptions options)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer => Configure(bearer, options));
        builder.AddIssuerCheck(options.Issuer, options.Keys);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return builder;
    }

    private static void Configure(JwtBearerOptions bearer, PracticeOptions options)
    {
        bearer.MapInboundClaims = false;
        bearer.ConfigurationManager = KeySource(options);
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidIssuers = [options.Issuer.TrimEnd('/'), options.Issuer.TrimEnd('/') + "/"],
            ValidAudience = GrantClaim.Audience,
            ValidTypes = ["at+jwt", "JWT"],
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "name",
            RoleClaimType = "role",
        };
        bearer.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = Failed,
            OnChallenge = Challenge,
            OnForbidden = refused => Problem.Write(refused.HttpContext, 403, "right.missing", "The caller has no right to this."),
        };
    }

    /// <summary>The issuer's keys, asked for when the first token comes and again until they are had: the order of starts is free.</summary>
    private static ConfigurationManager<OpenIdConnectConfiguration> KeySource(PracticeOptions options)
    {
        var address = options.Keys ?? options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
        IConfigurationRetriever<OpenIdConnectConfiguration> retriever = options.Keys is null ? new OpenIdConnectConfigurationRetriever() : new KeySetRetriever();
        var documents = new HttpDocumentRetriever(new HttpClient { Timeout = Patience })
        {
            RequireHttps = address.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        };
        return new ConfigurationManager<OpenIdConnectConfiguration>(address, retriever, documents) { RefreshInterval = TimeSpan.FromSeconds(10) };
    }

    /// <summary>A token that cannot be judged for want of keys is not a bad token.</summary>
    private static async Task Failed(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            context.HttpContext.Items[KeysMissing] = true;
        }

        if (context.Exception is not SecurityTokenException) context.Fail(context.Exception);
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.HttpContext.Items.ContainsKey(KeysMissing))
            return Problem.Write(context.HttpContext, 503, "keys.unavailable", "The issuer's keys cannot be had now. Ask again.");
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.AuthenticateFailure switch
        {
            null => Problem.Write(context.HttpContext, 401, "token.missing", "A bearer token is needed: see POST /connect/token."),
            SecurityTokenExpiredException => Problem.Write(context.HttpContext, 401, "token.expired", "The token has expired: get a new one."),
            _ => Problem.Write(context.HttpContext, 401, "token.invalid", "The token is not one of this network's."),
        };
    }

    /// <summary>Reads a bare key set (RFC 7517) where the issuer's discovery document cannot be reached by its own name.</summary>
    private sealed class KeySetRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var set = JsonWebKeySet.Create(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { JwksUri = address, JsonWebKeySet = set };
            foreach (var key in set.GetSigningKeys()) configuration.SigningKeys.Add(key);
            return configuration;
        }
    }
}
