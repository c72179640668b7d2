using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Practice.Hosting;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class RememberedCallersTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task A_token_is_validated_once_a_minute()
    {
        var callers = new RememberedCallers(_time);
        _issuer.Ends = _time.GetUtcNow().AddMinutes(10);

        var first = await Ask(callers, "Bearer good");
        var again = await Ask(callers, "Bearer good");
        _time.Advance(RememberedCallers.Longest);
        var later = await Ask(callers, "Bearer good");

        Assert.Equal(["good", "good", "good"], [first, again, later]);
        Assert.Equal(2, _issuer.Asked);
    }

    [Fact]
    public async Task A_token_does_not_outlive_its_end()
    {
        var callers = new RememberedCallers(_time);
        _issuer.Ends = _time.GetUtcNow().AddSeconds(10);
        await Ask(callers, "Bearer good");

        _time.Advance(TimeSpan.FromSeconds(10));
        _issuer.Ends = null;
        var after = await Ask(callers, "Bearer good");

        Assert.Null(after);
    }

    [Fact]
    public async Task A_bad_token_is_never_remembered()
    {
        var callers = new RememberedCallers(_time);

        var first = await Ask(callers, "Bearer bad");
        var again = await Ask(callers, "Bearer bad");

        Assert.Equal([null, null], [first, again]);
        Assert.Equal(2, _issuer.Asked);
    }

    [Fact]
    public async Task Who_says_nothing_or_two_things_is_not_taken_for_somebody_known()
    {
        var callers = new RememberedCallers(_time);
        _issuer.Ends = _time.GetUtcNow().AddMinutes(10);
        await Ask(callers, "Bearer good");
        _issuer.Ends = null;

        Assert.Null(await Ask(callers));
        Assert.Null(await Ask(callers, "Bearer good", "Bearer good"));
        Assert.Null(await Ask(callers, "bearer good"));
    }

    private async Task<string?> Ask(RememberedCallers callers, params string[] credentials)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton<IAuthenticationService>(_issuer).BuildServiceProvider() };
        if (credentials.Length > 0)
            context.Request.Headers.Authorization = credentials;
        string? name = null;
        await callers.Recognize(context, seen =>
        {
            name = seen.User.FindFirstValue("sub");
            return Task.CompletedTask;
        });
        return name;
    }

    /// <summary>Takes every token until it says no.</summary>
    private sealed class Issuer : IAuthenticationService
    {
        public DateTimeOffset? Ends { get; set; }

        public int Asked { get; private set; }

        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
        {
            Asked++;
            if (Ends is null)
                return Task.FromResult(AuthenticateResult.Fail("No."));
            var caller = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "good")], "test"));
            return Task.FromResult(AuthenticateResult.Success(new(caller, new AuthenticationProperties { ExpiresUtc = Ends }, "test")));
        }

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;
    }
}
