using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;
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
            app.MapAuthorize();
            app.MapSignIn();
            app.MapServiceAccounts();
            app.MapOwnAccount();
            app.MapStaff();
            app.MapInvitations();
        }
        else
        {
            app.Map("/connect/{**rest}", Elsewhere).AllowAnonymous();
            foreach (var kept in new[] { "service-accounts", "staff", "invitations", "sign-in", "me/sessions", "me/consents", "me/close", "me/password", "me/second-factor", "me/invitations" })
                app.Map($"/api/v1/{kept}/{{**rest}}", Elsewhere).AllowAnonymous();
        }

        return app;

        IResult Elsewhere() => Problem.Of(404, "issuer.external", $"Accounts and tokens are kept by {options.TokenIssuer}.");
    }
}
