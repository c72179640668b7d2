extern alias gateway;

using System.Net;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Accounts;

/// <summary>Authorization code with PKCE, renewal by rotation, clients of the settings, an issuer elsewhere.</summary>
public sealed class TokenFlowTests(PeopleGateway people) : IClassFixture<PeopleGateway>
{
    private const string Secret = "a-secret-of-the-backend-for-the-pages";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_names_the_account_the_person_and_the_roles_and_no_phone()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        var id = (await browser.Me(Cancellation)).GetProperty("subject").GetString()!;
        await people.Store(db => { db.Grants.Add(new() { Subject = id, Role = "clerk", Unit = "3202" }); return db.SaveChangesAsync(Cancellation); });

        await browser.Refresh(Cancellation);

        var token = new JsonWebToken(browser.Token);
        Assert.Equal((id, "clerk:3202"), (token.Subject, token.GetClaim("grant").Value));
        Assert.StartsWith("P-", token.GetClaim("person").Value, StringComparison.Ordinal);
        Assert.Equal("at+jwt", token.Typ);
        Assert.True(token.ValidTo - token.IssuedAt <= TimeSpan.FromMinutes(11));
        Assert.DoesNotContain(token.Claims, claim => claim.Value.Contains(phone, StringComparison.Ordinal));
        Assert.Equal(gateway::Practice.Hosting.PhoneProof.Of(token.GetClaim("person").Value, phone), token.GetClaim("phoneProof").Value);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_without_the_verifier_it_was_asked_with()
    {
        using var browser = await people.SignedIn(Cancellation);
        var code = await browser.Code(browser.Authorize(), Cancellation);

        using var answer = await browser.AskTokens([new("grant_type", "authorization_code"), new("code", code), new("code_verifier", new string('x', 43)), new("redirect_uri", Browser.Application)], Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_grant", (await answer.Json(Cancellation)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_code_is_used_once_and_a_second_use_ends_what_the_first_gave()
    {
        using var browser = await people.SignedIn(Cancellation);
        var code = await browser.Code(browser.Authorize(), Cancellation);
        KeyValuePair<string, string>[] form = [new("grant_type", "authorization_code"), new("code", code), new("code_verifier", browser.Verifier), new("redirect_uri", Browser.Application)];
        var first = await browser.Tokens(form, Cancellation);

        using var second = await browser.AskTokens(form, Cancellation);
        using var renewed = await browser.AskRefresh(first.GetProperty("refresh_token").GetString()!, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, renewed.StatusCode);
    }

    [Theory]
    [InlineData("&redirect_uri=https://elsewhere.example/", "")]
    [InlineData("", "code_challenge code_challenge_method")]
    [InlineData("&client_id=nobody", "")]
    public async Task An_address_or_client_that_is_not_registered_or_a_request_without_a_challenge_is_refused(string instead, string without)
    {
        using var browser = await people.SignedIn(Cancellation);
        var query = HttpUtility.ParseQueryString(browser.Authorize().Split('?')[1]);
        foreach (var pair in instead.Split('&', StringSplitOptions.RemoveEmptyEntries)) query[pair.Split('=')[0]] = pair.Split('=')[1];
        foreach (var name in without.Split(' ')) query.Remove(name);

        using var answer = await browser.Go("/connect/authorize?" + query, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_refresh_token_is_used_once_and_one_that_comes_again_late_ends_the_chain()
    {
        using var browser = await people.SignedIn(Cancellation);
        var (subject, old) = ((await browser.Me(Cancellation)).GetProperty("subject").GetString(), browser.RefreshToken);
        await browser.Refresh(Cancellation);
        Assert.NotEqual(old, browser.RefreshToken);
        // As if the leeway for an answer that was lost had gone by.
        await people.Store(db => db.Set<OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken>().Where(token => token.Subject == subject && token.RedemptionDate != null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RedemptionDate, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Cancellation));

        using var stolen = await browser.AskRefresh(old, Cancellation);
        using var rightful = await browser.AskRefresh(browser.RefreshToken, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, stolen.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, rightful.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_not_asked_again_unless_the_application_wants_it()
    {
        using var browser = await people.SignedIn(Cancellation);

        var code = await browser.Code(browser.Authorize(), Cancellation);
        var page = await browser.Open(Cancellation, "&prompt=login");
        using var stranger = people.NewBrowser();
        using var silent = await stranger.Go(stranger.Authorize(more: "&prompt=none"), Cancellation);

        Assert.NotEmpty(code);
        Assert.Contains("手机号", page, StringComparison.Ordinal);
        Assert.Equal("login_required", HttpUtility.ParseQueryString(silent.Headers.Location!.Query)["error"]);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_its_tokens_renewal()
    {
        using var browser = await people.SignedIn(Cancellation);

        using var gone = await browser.PostFrom(null, "/connect/sign-out", [], Cancellation);
        using var renewed = await browser.AskRefresh(browser.RefreshToken, Cancellation);
        using var next = await browser.Go(browser.Authorize(), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.Equal("invalid_grant", (await renewed.Json(Cancellation)).GetProperty("error").GetString());
        Assert.StartsWith("/connect/sign-in", next.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_another_site_signs_nobody_out_it_is_asked_first()
    {
        using var browser = await people.SignedIn(Cancellation);
        using var other = await people.SignedIn(Cancellation);
        const string Back = "client_id=web&state=s2";

        using var asked = await browser.Go("/connect/sign-out?" + Back, Cancellation);
        using var sent = await browser.PostFrom("https://evil.example", "/connect/sign-out", [], Cancellation);
        using var hinted = await browser.Go("/connect/sign-out?id_token_hint=" + other.IdToken, Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (asked.StatusCode, sent.StatusCode, hinted.StatusCode));
        await browser.Refresh(Cancellation);
        Assert.NotEmpty(await browser.Code(browser.Authorize(), Cancellation));

        var page = await asked.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("要退出登录吗", page, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"s2\"", page, StringComparison.Ordinal);
        using var meant = await browser.PostFrom(null, "/connect/sign-out", [new("client_id", "web"), new("state", "s2")], Cancellation);
        using var next = await browser.Go(browser.Authorize(), Cancellation);
        Assert.StartsWith("/connect/sign-in", next.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_signs_out_by_the_identity_token_of_whoever_is_signed_in()
    {
        using var browser = await people.SignedIn(Cancellation);

        using var gone = await browser.Go("/connect/sign-out?id_token_hint=" + browser.IdToken, Cancellation);
        using var next = await browser.Go(browser.Authorize(), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.StartsWith("/connect/sign-in", next.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_are_those_of_the_settings_and_one_with_a_secret_must_show_it()
    {
        var folder = GatewayUnderTest.NewFolder();
        await using (await GatewayUnderTest.Start(Cancellation, $"--Practice:DataFolder={folder}", "--Practice:Clients:0:Id=old", "--Practice:Clients:0:RedirectUris:0=https://old.example/"))
        {
        }

        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:DataFolder={folder}",
            "--Practice:Clients:0:Id=web", $"--Practice:Clients:0:Secret={Secret}", $"--Practice:Clients:0:RedirectUris:0={Browser.Application}");
        using var browser = new Browser(gateway);
        using var entered = await browser.EnterCode(PeopleGateway.NewPhone(), Cancellation);
        KeyValuePair<string, string>[] form = [new("grant_type", "authorization_code"), new("code", await browser.Code(browser.Authorize(), Cancellation)), new("code_verifier", browser.Verifier), new("redirect_uri", Browser.Application)];

        using var without = await browser.AskTokens(form, Cancellation);
        using var with = await browser.AskTokens([.. form, new("client_secret", Secret)], Cancellation);
        using var old = await browser.Go(browser.Authorize("old", "https://old.example/"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        Assert.Equal(200, (int)(await gateway.AskToken("demo-operator", "demo-secret", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task With_an_issuer_elsewhere_its_people_are_known_and_nobody_signs_in_here()
    {
        
        var address = HostProcess.FreeUrl();
        await using var issuer = await GatewayUnderTest.Start(Cancellation, $"--urls={address}", $"--Practice:PublicUrl={address}", "--Practice:Clients:0:Id=web", $"--Practice:Clients:0:RedirectUris:0={Browser.Application}");
        await using var gateway = await GatewayUnderTest.StartBare(Cancellation, $"--Practice:Issuer={address}");
        using var browser = new Browser(issuer);
        await browser.SignInByCode(PeopleGateway.NewPhone(), Cancellation);

        var me = await (await gateway.Send(HttpMethod.Get, "/api/v1/me", browser.Token, null, Cancellation)).Json(Cancellation);
        using var foreign = await gateway.Send(HttpMethod.Get, "/api/v1/me", await people.Gateway.DemoToken(Cancellation), null, Cancellation);
        using var here = await gateway.Http.GetAsync(new Uri("/connect/sign-in", UriKind.Relative), Cancellation);
        using var staff = await gateway.Send(HttpMethod.Get, "/api/v1/staff", browser.Token, null, Cancellation);

        Assert.StartsWith("P-", me.GetProperty("person").GetString(), StringComparison.Ordinal);
        Assert.Equal("token.invalid", await foreign.ProblemCode(401, Cancellation));
        Assert.Equal("issuer.external", await here.ProblemCode(404, Cancellation));
        Assert.Equal("issuer.external", await staff.ProblemCode(404, Cancellation));
    }
}
