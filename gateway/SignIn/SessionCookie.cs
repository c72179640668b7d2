using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>Who is signed in at the gateway, in this browser: for <c>/connect</c> alone, where applications send people to. It gives no right to the API.</summary>
internal static class SessionCookie
{
    public const string Scheme = "session";
    public const string Session = "session";
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public static WebApplicationBuilder AddSessionCookie(this WebApplicationBuilder builder, GatewayOptions options)
    {
        builder.Services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "practice.session";
            cookie.Cookie.Path = "/connect";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = Secure(options);
            cookie.ExpireTimeSpan = Life;
            cookie.SlidingExpiration = false;
        });
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "practice.form";
            forms.Cookie.Path = "/connect";
            forms.Cookie.SecurePolicy = Secure(options);
            forms.SuppressXFrameOptionsHeader = true;
        });
        return builder;
    }

    public static Task Write(HttpContext context, SignInSession session) => context.SignInAsync(
        Scheme, new ClaimsPrincipal(new ClaimsIdentity([new("sub", session.Account), new(Session, session.Id)], Scheme)));

    /// <summary>The live session of this browser; null: nobody is signed in any more.</summary>
    public static async Task<SignInSession?> Read(HttpContext context, Sessions sessions, CancellationToken cancellation) =>
        await context.AuthenticateAsync(Scheme) is { Succeeded: true } known ? await sessions.Live(known.Principal.FindFirstValue(Session), cancellation) : null;

    private static CookieSecurePolicy Secure(GatewayOptions options) =>
        options.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
