using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using Practice.Gateway.Accounts;
using Practice.Gateway.SignIn;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary>The identity store and, unless tokens come from elsewhere, the embedded OpenID Connect issuer.</summary>
internal static class IdentityHosting
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(14);
    private static readonly TimeSpan RefreshLeeway = TimeSpan.FromSeconds(15);

    public static WebApplicationBuilder AddPracticeIdentity(this WebApplicationBuilder builder, GatewayOptions options)
    {
        if (options.Postgres is null) DataFolders.Ensure(options.DataFolder);
        builder.Services.AddDbContext<IdentityDb>(db =>
        {
            if (options.IdentityConnection is { } postgres) db.UseNpgsql(postgres);
            else db.UseSqlite($"Data Source={options.IdentityFile}");
            db.UseOpenIddict();
        });
        builder.Services.AddDataProtection().SetApplicationName("practice").PersistKeysToDbContext<IdentityDb>();
        builder.Services.AddIdentityCore<Account>(identity =>
        {
            // The rules stand in PasswordRules alone.
            identity.Password.RequiredLength = PasswordRules.Shortest;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddEntityFrameworkStores<IdentityDb>().AddPasswordValidator<PasswordRules>();
        builder.Services.AddSingleton<IssuerKeys>();
        builder.Services.AddSingleton<FirstAccounts>();
        builder.Services.AddPreparation<IdentityMigration>();
        builder.Services.AddPreparation<IdentityPreparation>();
        if (options.IssuesTokens) builder.AddIssuer(options);
        return builder;
    }

    private static void AddIssuer(this WebApplicationBuilder builder, GatewayOptions options)
    {
        builder.Services.AddScoped<ServiceAccountBook>();
        builder.Services.AddScoped<SecretReplay>();
        builder.Services.AddScoped<StaffBook>();
        builder.Services.AddScoped<InvitationBook>();
        builder.Services.AddScoped<DemoPeople>();
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<UnitTree>();
        builder.Services.AddSingleton<Clients>();
        builder.AddPracticeSignIn(options);
        builder.Services.AddHttpClient(nameof(UnitTree), client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddHostedService<TokenPruning>();
        builder.Services.AddOptions<OpenIddictServerOptions>().Configure<IssuerKeys>((server, keys) =>
        {
            server.SigningCredentials.Add(new(keys.Signing, "RS256"));
            server.EncryptionCredentials.Add(new(keys.Encryption, "A256KW", "A256CBC-HS512"));
        });
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>())
            .AddServer(server =>
            {
                server.SetIssuer(options.TokenIssuer);
                server.SetTokenEndpointUris("connect/token");
                server.SetAuthorizationEndpointUris("connect/authorize");
                server.SetEndSessionEndpointUris("connect/sign-out");
                server.AllowClientCredentialsFlow();
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
                server.SetAccessTokenLifetime(options.TokenLifetime);
                server.SetAuthorizationCodeLifetime(CodeLifetime);
                // Each is used once and answered by the next; one that comes again later than this ends the whole chain.
                server.SetRefreshTokenLifetime(RefreshLifetime);
                server.SetRefreshTokenReuseLeeway(RefreshLeeway);
                // A name for a row, so that it fits into a cookie whatever roles it stands for.
                server.UseReferenceRefreshTokens();
                server.DisableAccessTokenEncryption();
                server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess, GrantClaim.Audience);
                var web = server.UseAspNetCore().EnableTokenEndpointPassthrough().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
                if (options.PlainHttpInside || GatewayOptions.IsLoopback(options.PublicUrl)) web.DisableTransportSecurityRequirement();
            });
    }
}
