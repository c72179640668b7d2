extern alias web;

using Microsoft.AspNetCore.Builder;
using WebProgram = web::Practice.Web.Program;

namespace Practice.Tests.Web;

/// <summary>The real web app on a free loopback port.</summary>
internal sealed class WebUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebUnderTest(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    /// <summary>Starts one on an API; no page is kept unless a setting says so.</summary>
    public static async Task<WebUnderTest> Start(string api, CancellationToken cancellation, params string[] settings)
    {
        var app = WebProgram.Build(
            ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Critical", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error", $"--Practice:Api={api}", "--Practice:PageLife=00:00:00", "--Practice:Patience=00:00:10", .. settings]);
        await app.StartAsync(cancellation);
        return new WebUnderTest(app);
    }

    public Task<HttpResponseMessage> Ask(string address, CancellationToken cancellation) => Http.GetAsync(new Uri(address, UriKind.Relative), cancellation);

    /// <summary>The page at an address, which must be there.</summary>
    public async Task<string> Page(string address, CancellationToken cancellation)
    {
        using var answer = await Ask(address, cancellation);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
