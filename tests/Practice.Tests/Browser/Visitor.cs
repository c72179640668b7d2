using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Practice.Tests.Browser;

/// <summary>A person at a page. What the browser complains of is kept: a script that failed or was stopped, a dialog that opened.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, said) =>
        {
            // A page that is refused (404, 422, 503) is told of as a failed load.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _complaints.Add(said.Text);
        };
        page.Dialog += async (_, dialog) =>
        {
            _complaints.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public async Task<int> Open(string address) => (await Page.GotoAsync(address))!.Status;

    /// <summary>Follows a link or presses a button by the words on it.</summary>
    public Task Tap(string words) => Page.Locator($"a:has-text(\"{words}\"), button:has-text(\"{words}\"), .chips label:has-text(\"{words}\")").First.ClickAsync();

    /// <summary>Signs in by password and comes to an address.</summary>
    public async Task SignIn(Member member, string address)
    {
        await Open("/sign-in?back=" + Uri.EscapeDataString(address));
        await Page.ClickAsync("text=用密码登录");
        await Page.FillAsync("[name=phone]", member.Phone);
        await Page.FillAsync("[name=password]", member.Secret);
        var answered = Page.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.Contains("/connect/sign-in", StringComparison.Ordinal));
        await Page.ClickAsync("main button");

        // Whoever signs in for the first time is asked for a consent, by the answer itself; everybody else is sent on.
        if ((await answered).Status == 200)
        {
            await Page.CheckAsync("[name=agreed]");
            await Page.ClickAsync("main button");
        }

        await Page.WaitForURLAsync(url => url.EndsWith(address, StringComparison.Ordinal));
    }

    public Task Write(string field, string text) => Page.Locator($"main [name=\"{field}\"]").FillAsync(text);

    /// <summary>Sends the form that stands in the page, as it stands, twice at once and not by the page. Where both answers lead.</summary>
    /// <remarks>A second click would race the first one's answer: it may meet the next page.</remarks>
    public async Task<string[]> SendTwice(string form = "main form:has(button.go)")
    {
        var filled = Page.Locator(form);
        var (to, fields) = (await filled.EvaluateAsync<string>("form => form.action"), await filled.EvaluateAsync<string>("form => new URLSearchParams(new FormData(form)).toString()"));
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded", ["Origin"] = new Uri(Page.Url).GetLeftPart(UriPartial.Authority) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Page.APIRequest.PostAsync(to, new() { DataString = fields, Headers = headers, MaxRedirects = 0 })));
        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        return [.. answers.Select(answer => answer.Headers["location"])];
    }

    public Task<string> Text(string selector = "main") => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>No violation that axe calls serious or critical, no word of a script, nothing wider than the window.</summary>
    public async Task IsSound()
    {
        var found = (await Page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");
        Assert.True(!found.Any(), $"{Page.Url}: {string.Join(Environment.NewLine, found)}");
        Assert.Empty(_complaints);
        Assert.Equal(0, await Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    /// <summary>The page is sound on a telephone and at a desk; where <c>PRACTICE_LOOK</c> names a folder its pictures go there, to be looked at.</summary>
    public async Task Looked(string name)
    {
        var before = Page.ViewportSize!;
        foreach (var (width, height) in new[] { (390, 844), (1440, 1000) })
        {
            await Page.SetViewportSizeAsync(width, height);
            await IsSound();
            if (Environment.GetEnvironmentVariable("PRACTICE_LOOK") is { Length: > 0 } folder)
                await Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}-{width}.png")) });
        }

        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>A page that was opened beside another, by the same browser.</summary>
    internal sealed class Beside(IPage page) : IAsyncDisposable
    {
        public async Task SignIn(Member member)
        {
            await page.ClickAsync("text=用密码登录");
            await page.FillAsync("[name=phone]", member.Phone);
            await page.FillAsync("[name=password]", Member.Password);
            await page.ClickAsync("main button");
            await page.WaitForURLAsync("**/signed-in-again");
        }

        public async ValueTask DisposeAsync() => await page.CloseAsync();
    }
}
