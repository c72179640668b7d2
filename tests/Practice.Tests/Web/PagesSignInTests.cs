using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace Practice.Tests.Web;

/// <summary>Signing in to the pages: what the browser gets, what it never gets, and what survives.</summary>
public sealed partial class PagesSignInTests
{
    private const string Desk = "/desk/" + PublicApiStandIn.Institute + "/call";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [GeneratedRegex("name=\"(?<name>form|key)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Guards();

    [Fact]
    public async Task Whoever_is_not_signed_in_goes_to_the_issuer_with_a_challenge_and_comes_back_to_the_page()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);

        var away = await browser.Get("/mine?after=x");
        Assert.Equal("/sign-in?back=%2Fmine%3Fafter%3Dx", away.Headers.Location!.OriginalString);
        var leave = await browser.Get(away.Headers.Location.OriginalString);
        var query = HttpUtility.ParseQueryString(leave.Headers.Location!.OriginalString.Split('?')[1]);
        Assert.StartsWith("/connect/authorize?", leave.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Equal(("S256", "web", web.Http.BaseAddress + "signed-in"), (query["code_challenge_method"], query["client_id"], query["redirect_uri"]));
        var back = await browser.Get($"/signed-in?code={issuer.Code(query["code_challenge"]!)}&state={query["state"]}");

        Assert.Equal("/mine?after=x", back.Headers.Location!.OriginalString);
        var cookie = back.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("practice=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("access-", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/mine")).StatusCode);
    }

    [Fact]
    public async Task A_code_that_another_browser_began_with_signs_nobody_in()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var mine = new Cookies(web);
        using var theirs = new Cookies(web);
        var query = await Begin(theirs);

        var sent = await mine.Get($"/signed-in?code={issuer.Code(query["code_challenge"]!)}&state={query["state"]}");

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.Get("/mine")).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("")]
    public async Task Nobody_is_led_to_another_site(string back)
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);

        var query = await Begin(browser, "/sign-in?back=" + Uri.EscapeDataString(back));
        var answer = await browser.Get($"/signed-in?code={issuer.Code(query["code_challenge"]!)}&state={query["state"]}");

        Assert.Equal("/mine", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Tokens_are_renewed_once_however_many_pages_are_asked_for_and_a_restart_signs_nobody_out()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        var key = $"--Practice:SignIn:Key={Convert.ToBase64String(new byte[32])}";
        var web = await WebUnderTest.Start(issuer.Address, Cancel, key);
        using var browser = new Cookies(web);
        issuer.Life = 60;
        await SignIn(browser, issuer);

        // Life is over as soon as it is given: each page renews, and those that come together share one.
        issuer.Life = 600;
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.Get("/mine")));
        Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.StatusCode));
        Assert.Equal(1, issuer.Renewals);
        await web.DisposeAsync();

        web = await WebUnderTest.Start(issuer.Address, Cancel, key);
        await using (web)
        {
            browser.Move(web);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/mine")).StatusCode);
        }

        Assert.Equal((2, false), (issuer.Renewals, issuer.ReusedRefresh));
    }

    [Fact]
    public async Task A_token_that_was_revoked_leads_to_the_sign_in_and_the_form_is_kept_and_sent_after_it()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var fields = await Form(browser);
        issuer.End();

        var again = await browser.Send(Desk, [.. fields, new("phone", "13900000001"), new("line", "灯不亮")]);
        var page = await again.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.Contains("value=\"灯不亮\"", page, StringComparison.Ordinal);
        await SignIn(browser, issuer);
        var sent = await browser.Send(Desk, [.. Fields(page), new("phone", "13900000001"), new("line", "灯不亮")]);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(fields.Single(field => field.Key == "key").Value, Assert.Single(issuer.Drafts));
    }

    [Fact]
    public async Task Without_an_answer_a_form_is_kept_and_the_same_key_sends_it_once()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var fields = await Form(browser);
        issuer.Down = 2;

        var again = await browser.Send(Desk, [.. fields, new("phone", "13900000001"), new("line", "灯不亮")]);
        var page = await again.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, again.StatusCode);
        var sent = await browser.Send(Desk, [.. Fields(page), new("phone", "13900000001"), new("line", "灯不亮")]);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(fields.Single(field => field.Key == "key").Value, Assert.Single(issuer.Drafts));
    }

    [Fact]
    public async Task A_form_of_another_site_or_of_nobodys_session_does_nothing()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var fields = await Form(browser);
        List<KeyValuePair<string, string>> typed = [new("phone", "13900000001"), new("line", "灯不亮")];

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(Desk, [.. fields, .. typed], origin: "https://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(Desk, [.. typed])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(Desk, [new("form", "0123456789abcdef0123456789abcdef"), .. typed])).StatusCode);
        Assert.Empty(issuer.Drafts);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Send(Desk, [.. fields, .. typed])).StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_site_is_shown_to_nobody_with_a_button_below_it()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);

        var page = await (await browser.Send(Desk, [new("phone", "13900000001"), new("line", "灯不亮")], origin: "https://evil.example")).Content.ReadAsStringAsync(Cancel);

        Assert.DoesNotContain("灯不亮", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_after_a_sign_in_is_the_one_that_was_typed()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var fields = await Form(browser);
        issuer.End();
        var page = await (await browser.Send(Desk, [.. fields, new("phone", "13900000001"), new("line", "一行\n两行")])).Content.ReadAsStringAsync(Cancel);
        await SignIn(browser, issuer);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(Desk, [.. Fields(page), new("phone", "13900000001"), new("line", "别的话")])).StatusCode);
        Assert.Empty(issuer.Drafts);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Send(Desk, [.. Fields(page), new("phone", "13900000001"), new("line", "一行\r\n两行")])).StatusCode);
    }

    [Fact]
    public async Task While_the_service_is_down_nobody_is_told_to_sign_in()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        issuer.Life = 60;
        await SignIn(browser, issuer);
        issuer.TokensDown = true;

        var again = await browser.Send(Desk, [new("line", "灯不亮")]);

        var page = await again.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, again.StatusCode);
        Assert.Contains("value=\"灯不亮\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("signed-in-again", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_any_more_files_a_need_all_the_same()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        issuer.End();
        var key = Guid.NewGuid().ToString("N");

        var filed = await browser.Send("/ask/health?unit=" + PublicApiStandIn.Institute, [new("key", key), new("what", "想量血压"), new("phone", "13900000001")]);

        Assert.Equal(HttpStatusCode.SeeOther, filed.StatusCode);
        Assert.StartsWith("/filed/", filed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(key, Assert.Single(issuer.Filings));
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_is_a_sign_in_or_the_page_that_says_why()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        const string File = "/desk/" + PublicApiStandIn.Institute + "/needs.xlsx";

        Assert.Equal("PK", await (await browser.Get(File)).Content.ReadAsStringAsync(Cancel));
        issuer.Down = 2;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Get(File)).StatusCode);
        issuer.End();
        Assert.StartsWith("/sign-in?back=", (await browser.Get(File)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_pages_through_everybody_who_has_a_place()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        issuer.Places = 201;
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var roll = $"/roll/{PublicApiStandIn.Institute}-T000001-A1/1";

        var first = await (await browser.Get(roll)).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("V000199", first, StringComparison.Ordinal);
        Assert.DoesNotContain("V000200", first, StringComparison.Ordinal);
        var next = HttpUtility.HtmlDecode(Next().Match(first).Groups["to"].Value);
        var second = await (await browser.Get(next)).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("V000200", second, StringComparison.Ordinal);
        var step = HttpUtility.HtmlDecode(RollForm().Match(second).Groups["to"].Value);
        var called = await browser.Send(step, [.. Fields(second), new("volunteer", "321203-V000200"), new("what", "in")]);

        Assert.StartsWith(next + "&", called.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [GeneratedRegex("rel=\"next\" href=\"(?<to>[^\"]+)\"")]
    private static partial Regex Next();

    [GeneratedRegex("action=\"(?<to>/roll/[^\"]+/roll[^\"]*)\"")]
    private static partial Regex RollForm();

    [Fact]
    public async Task A_consent_that_was_not_recorded_is_said()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        List<KeyValuePair<string, string>> typed = [.. await Form(browser), new("name", "张三丰"), new("born", "1990-01-01"), new("phone", "13900000001"), new("notice", "true")];
        const string Join = "/volunteer/join?unit=" + PublicApiStandIn.Institute;

        Assert.EndsWith("done=joined", (await browser.Send(Join, typed)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("done=joinedOnly", (await browser.Send(Join, [.. typed, new("publicName", "true")])).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_out_is_nobody_and_a_copy_of_the_cookie_is_worth_nothing()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var copy = browser.Copy(web);

        var left = await browser.Send("/sign-out", []);

        Assert.StartsWith("/connect/sign-out?client_id=web&post_logout_redirect_uri=", left.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/mine")).StatusCode);
        using (copy) Assert.Equal(HttpStatusCode.Redirect, (await copy.Get("/mine")).StatusCode);
    }

    [Fact]
    public async Task An_issuer_elsewhere_says_itself_where_it_is()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel, $"--Practice:Issuer={issuer.Address}", "--Practice:SignIn:ClientId=pages");
        using var browser = new Cookies(web);

        var leave = await browser.Get("/sign-in");
        Assert.StartsWith(issuer.Address + "/elsewhere/authorize?", leave.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("client_id=pages", leave.Headers.Location.OriginalString, StringComparison.Ordinal);
        await SignIn(browser, issuer);

        Assert.Contains($"form-action 'self' {issuer.Address}", (await browser.Get("/mine")).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.StartsWith(issuer.Address + "/elsewhere/out?", (await browser.Send("/sign-out", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_name_of_the_site_is_led_to_the_one_that_the_issuer_knows()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel, "--Practice:PublicUrl=https://practice.example.org");
        using var browser = new Cookies(web);

        var leave = await browser.Get("/sign-in?back=/desk");

        Assert.Equal("https://practice.example.org/sign-in?back=%2Fdesk", leave.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task While_the_issuer_does_not_answer_a_page_says_so_and_nobody_is_signed_out()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        issuer.Life = 60;
        await SignIn(browser, issuer);
        issuer.TokensDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Get("/mine")).StatusCode);
        issuer.TokensDown = false;

        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/mine")).StatusCode);
    }

    private static async Task<System.Collections.Specialized.NameValueCollection> Begin(Cookies browser, string address = "/sign-in?back=/mine") =>
        HttpUtility.ParseQueryString((await browser.Get(address)).Headers.Location!.OriginalString.Split('?', 2)[1]);

    private static async Task SignIn(Cookies browser, IssuerStandIn issuer)
    {
        var query = await Begin(browser);
        var back = await browser.Get($"/signed-in?code={issuer.Code(query["code_challenge"]!)}&state={query["state"]}");
        Assert.Equal("/mine", back.Headers.Location!.OriginalString);
    }

    private static async Task<List<KeyValuePair<string, string>>> Form(Cookies browser) => Fields(await (await browser.Get(Desk)).Content.ReadAsStringAsync(Cancel));

    private static List<KeyValuePair<string, string>> Fields(string page) =>
        [.. Guards().Matches(page).DistinctBy(match => match.Groups["name"].Value).Select(match => KeyValuePair.Create(match.Groups["name"].Value, HttpUtility.HtmlDecode(match.Groups["value"].Value)))];

    /// <summary>A browser's cookies and what it says of where a form came from.</summary>
    private sealed class Cookies : IDisposable
    {
        private readonly CookieContainer _jar = new();
        private HttpClient _http;

        public Cookies(WebUnderTest web) => _http = Client(web.Http.BaseAddress!);

        public Task<HttpResponseMessage> Get(string address) => _http.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        public Task<HttpResponseMessage> Send(string address, IEnumerable<KeyValuePair<string, string>> fields, string? origin = null) => Send(address, new FormUrlEncodedContent(fields), origin);

        public Task<HttpResponseMessage> Send(string address, HttpContent content, string? origin = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
            request.Headers.Add("Origin", origin ?? _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
            return _http.SendAsync(request, Cancel);
        }

        /// <summary>The same cookies at another process on the same address.</summary>
        public void Move(WebUnderTest web)
        {
            _http.Dispose();
            _http = Client(web.Http.BaseAddress!);
        }

        public Cookies Copy(WebUnderTest web)
        {
            var copy = new Cookies(web);
            foreach (Cookie cookie in _jar.GetAllCookies()) copy._jar.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
            return copy;
        }

        public void Dispose() => _http.Dispose();

        private HttpClient Client(Uri site) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _jar }) { BaseAddress = site };
    }
}
