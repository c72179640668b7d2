using Microsoft.Playwright;
using Practice.Tests.Browser;
using Practice.Tests.Support;

[assembly: AssemblyFixture(typeof(Browsers))]

namespace Practice.Tests.Browser;

/// <summary>The system's Chromium, started at first use. Where there is none, the tests that need it are skipped with the reason.</summary>
/// <remarks>Where <c>PRACTICE_CI_PROMISES</c> contains <c>browser</c>, a skip is a failure.</remarks>
public sealed class Browsers : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A person with a device of this width and nothing kept from before.</summary>
    internal async Task<Visitor> Visit(Uri site, CancellationToken cancellation, int width = 390, bool scripts = true)
    {
        var program = Environment.GetEnvironmentVariable("PRACTICE_CHROMIUM") is { Length: > 0 } named ? named : Programs.FirstOrDefault(File.Exists);
        if (program is null)
        {
            if (PostgresFixture.Promised("browser")) Assert.Fail("A browser was promised, and there is no Chromium.");
            Assert.Skip("There is no Chromium on this machine: apt-get install chromium, or name it in PRACTICE_CHROMIUM.");
        }

        await _gate.WaitAsync(cancellation);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
        }
        finally
        {
            _gate.Release();
        }

        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(), JavaScriptEnabled = scripts, Locale = "zh-CN", TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 1000 }, IsMobile = width < 600, HasTouch = width < 600,
        });
        context.SetDefaultTimeout(30_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }
}
