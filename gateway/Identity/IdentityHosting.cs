using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using Practice.Gateway.Accounts;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary>The identity store and, unless tokens come from elsewhere, the embedded OpenID Connect issuer.</summary>
internal static class IdentityHosting
{
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
        builder.Services.AddIdentityCore<Account>(identity => identity.Password.RequiredLength = 10).AddEntityFrameworkStores<IdentityDb>();
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
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<UnitTree>();
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
                server.AllowClientCredentialsFlow();
                server.SetAccessTokenLifetime(options.TokenLifetime);
                server.DisableAccessTokenEncryption();
                server.RegisterScopes(Scopes.OpenId, Scopes.Profile, GrantClaim.Audience);
                var web = server.UseAspNetCore().EnableTokenEndpointPassthrough();
                if (options.PlainHttpInside || GatewayOptions.IsLoopback(options.PublicUrl)) web.DisableTransportSecurityRequirement();
            });
    }
}
