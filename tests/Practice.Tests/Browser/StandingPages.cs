using Practice.Tests.Web;

namespace Practice.Tests.Browser;

/// <summary>The web app on the small public API of the tests, started once for a class.</summary>
public sealed class StandingPages : IAsyncLifetime
{
    private PublicApiStandIn? _api;
    private WebUnderTest? _web;

    internal Uri Site => _web!.Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _api = await PublicApiStandIn.Start(TestContext.Current.CancellationToken);
        _web = await WebUnderTest.Start(_api.Address, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        if (_api is not null) await _api.DisposeAsync();
    }
}
