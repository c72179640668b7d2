namespace Practice.Hosting;

/// <summary>Puts the look at the issuer into a host.</summary>
internal static class IssuerHosting
{
    /// <param name="keys">The address of a bare key set, asked in place of the discovery document.</param>
    public static WebApplicationBuilder AddIssuerCheck(this WebApplicationBuilder builder, string issuer, string? keys)
    {
        var document = new Uri(keys ?? issuer.TrimEnd('/') + "/.well-known/openid-configuration");
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<IssuerCheck>(services, document, issuer, TimeProvider.System));
        // First of all: a wrong name is said before anything is made in a database.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IPreparation>(services => services.GetRequiredService<IssuerCheck>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<IssuerCheck>());
        return builder;
    }
}
