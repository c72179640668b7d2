extern alias gateway;

using gateway::Practice.Gateway.Accounts;
using Practice.Tests.Support;

namespace Practice.Tests.Browser;

/// <summary>The desks as they are looked at; the README's picture of one is taken here, as <see cref="ScreenshotTests"/> says.</summary>
public sealed class DeskScreenshotTests(BrowserNetwork network, Browsers browsers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("desk-board", "/desk/321203/board", 1440)]
    [InlineData("desk-call", "/desk/321203001010/call", 1440)]
    [InlineData("desk-inbox", "/desk/321203001/inbox", 390)]
    public async Task A_desk_fits_the_width_and_can_be_looked_at(string name, string address, int width)
    {
        var running = Environment.GetEnvironmentVariable("PRACTICE_SITE");
        if (running is null) await network.Opened(Cancel);
        var dispatcher = running is null
            ? await network.Join("高港区中心 调度员", Cancel, ("dispatcher", "321203"))
            : new Member("", "", DemoPeople.All.Single(person => person.Roles.Contains(new("dispatcher", "321203"))).Phone, DemoPeople.Password);
        await using var desk = await browsers.Visit(running is null ? network.Site : new Uri(running), Cancel, width);
        await desk.SignIn(dispatcher, address);

        var picture = await desk.Page.ScreenshotAsync(new() { FullPage = false, Animations = Microsoft.Playwright.ScreenshotAnimations.Disabled });

        await desk.IsSound();
        Assert.InRange(picture.Length, 8_000, 400_000);
        if (Environment.GetEnvironmentVariable("PRACTICE_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(HostProcess.Root(), folder, $"{name}-{width}.png"), picture, Cancel);
    }
}
