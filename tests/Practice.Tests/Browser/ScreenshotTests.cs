using Practice.Tests.Support;

namespace Practice.Tests.Browser;

/// <summary>The pages at the widths of a telephone, a tablet and a desk; the README's pictures are taken here.</summary>
/// <remarks>
/// <c>PRACTICE_SITE=http://127.0.0.1:8080</c> names a running system (the demo city) whose pages are taken then, <c>PRACTICE_PICTURES=docs/images</c>
/// the folder of the repository that the pictures go to.
/// </remarks>
public sealed class ScreenshotTests(StandingPages pages, Browsers browsers) : IClassFixture<StandingPages>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("home", "/", 390)]
    [InlineData("ask", "/ask/lifeService?unit=321203001", 390)]
    [InlineData("board", "/board?last", 820)]
    [InlineData("place", "/places/321203001", 820)]
    [InlineData("home", "/", 1440)]
    [InlineData("board", "/board?last", 1440)]
    public async Task A_page_fits_the_width_and_can_be_looked_at(string name, string address, int width)
    {
        var running = Environment.GetEnvironmentVariable("PRACTICE_SITE");
        await using var visitor = await browsers.Visit(running is null ? pages.Site : new Uri(running), Cancel, width);

        Assert.Equal(200, await visitor.Open(address.Replace("?last", "", StringComparison.Ordinal)));
        if (address.EndsWith("?last", StringComparison.Ordinal)) await visitor.Tap("上月的在这里");
        var picture = await visitor.Page.ScreenshotAsync(new() { FullPage = false, Animations = Microsoft.Playwright.ScreenshotAnimations.Disabled });

        await visitor.IsSound();
        Assert.InRange(picture.Length, 8_000, 400_000);
        if (Environment.GetEnvironmentVariable("PRACTICE_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(HostProcess.Root(), folder, $"{name}-{width}.png"), picture, Cancel);
    }
}
