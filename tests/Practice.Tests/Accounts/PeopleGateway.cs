extern alias gateway;

using System.Globalization;
using gateway::Practice.Gateway.Identity;
using Microsoft.Extensions.DependencyInjection;
using Practice.Tests.Edge;
using Xunit;

namespace Practice.Tests.Accounts;

/// <summary>A real gateway and what it asks of a silo, for the tests of one class.</summary>
public sealed class PeopleGateway : IAsyncLifetime
{
    private static int _phones;
    private SiloStandIn? _silo;

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    internal string SiloSetting => _silo!.Setting;

    /// <summary>A number that no other test of this run has.</summary>
    internal static string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"1380000{Interlocked.Increment(ref _phones):D4}");

    internal Browser NewBrowser() => new(Gateway);

    /// <summary>Somebody who has signed in by a code.</summary>
    internal async Task<Browser> SignedIn(CancellationToken cancellation, string? phone = null)
    {
        var browser = NewBrowser();
        await browser.SignInByCode(phone ?? NewPhone(), cancellation);
        return browser;
    }

    /// <summary>A service account with one role.</summary>
    internal async Task<string> Token(string role, string unit, CancellationToken cancellation)
    {
        var made = await (await Gateway.Send(HttpMethod.Post, "/api/v1/service-accounts", await Gateway.DemoToken(cancellation), new { name = role, roles = new[] { new { role, unit } } }, cancellation)).Json(cancellation);
        return await Gateway.Token(made.GetProperty("clientId").GetString()!, made.GetProperty("clientSecret").GetString()!, cancellation);
    }

    /// <summary>Reads or changes the store behind the gateway's back.</summary>
    internal async Task<T> Store<T>(Func<IdentityDb, Task<T>> act)
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public async ValueTask InitializeAsync()
    {
        _silo = await SiloStandIn.Start(CancellationToken.None);
        Gateway = await GatewayUnderTest.Start(CancellationToken.None, _silo.Setting, "--Practice:Limits:TokenPerSecond=0", "--Practice:Limits:AddressPerSecond=0", "--Practice:Limits:CodePerMinute=0");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _silo!.DisposeAsync();
    }
}
