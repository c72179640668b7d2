using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>What the gateway itself answers about accounts. Where tokens come from elsewhere, accounts are kept there.</summary>
internal static class AccountEndpoints
{
    public static WebApplication MapPracticeAccounts(this WebApplication app, GatewayOptions options)
    {
        app.MapMe();
        if (options.IssuesTokens)
        {
            app.MapTokens();
            app.MapServiceAccounts();
        }
        else
        {
            app.Map("/connect/{**rest}", Elsewhere).AllowAnonymous();
            app.Map("/api/v1/service-accounts/{**rest}", Elsewhere).AllowAnonymous();
        }

        return app;

        IResult Elsewhere() => Problem.Of(404, "issuer.external", $"Accounts and tokens are kept by {options.TokenIssuer}.");
    }
}
