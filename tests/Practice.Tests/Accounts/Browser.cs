using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.IdentityModel.Tokens;
using Practice.Tests.Edge;
using Xunit;

namespace Practice.Tests.Accounts;

/// <summary>A person at a browser: goes to the pages of a gateway, fills forms, keeps cookies, and comes back to an application with a code.</summary>
internal sealed partial class Browser(GatewayUnderTest gateway) : IDisposable
{
    public const string Application = "http://127.0.0.1:8080/signed-in";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = gateway.Http.BaseAddress };

    /// <summary>The tokens of the last sign-in.</summary>
    public string Token { get; private set; } = "";

    public string RefreshToken { get; private set; } = "";

    public string IdToken { get; private set; } = "";

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [GeneratedRegex("<input type=\"hidden\"[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();

    public string Authorize(string client = "web", string? redirect = null, string more = "") =>
        $"/connect/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(redirect ?? Application)}&scope=openid%20practice%20offline_access&code_challenge={Challenge}&code_challenge_method=S256&state=s1{more}";

    /// <summary>By a code to the phone, up to the tokens.</summary>
    public async Task SignInByCode(string phone, CancellationToken cancellation)
    {
        using var answer = await EnterCode(phone, cancellation);
        await Finish(answer, cancellation);
    }

    public async Task SignInByPassword(string phone, string password, CancellationToken cancellation)
    {
        using var answer = await EnterPassword(phone, password, cancellation);
        await Finish(answer, cancellation);
    }

    /// <summary>From the application to the answer of the form with the code.</summary>
    public async Task<HttpResponseMessage> EnterCode(string phone, CancellationToken cancellation)
    {
        var page = await AskCode(phone, cancellation);
        return await Agree(await Fill("/connect/sign-in/verify", page, cancellation, ("code", await CodeOf(phone, cancellation))), cancellation);
    }

    /// <summary>Agrees to the notice, where it is shown.</summary>
    public async Task<HttpResponseMessage> Agree(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var page = await answer.Content.ReadAsStringAsync(cancellation);
        return page.Contains("action=\"/connect/sign-in/agree\"", StringComparison.Ordinal) ? await Fill("/connect/sign-in/agree", page, cancellation, ("agreed", "yes")) : answer;
    }

    /// <summary>From the application to the page that asks for the code.</summary>
    public async Task<string> AskCode(string phone, CancellationToken cancellation)
    {
        using var answer = await Fill("/connect/sign-in/code", await Open(cancellation), cancellation, ("phone", phone));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    public async Task<HttpResponseMessage> EnterPassword(string phone, string password, CancellationToken cancellation)
    {
        var page = await _http.GetStringAsync(new Uri("/connect/sign-in/password?back=" + Uri.EscapeDataString(Authorize()), UriKind.Relative), cancellation);
        return await Fill("/connect/sign-in/password", page, cancellation, ("phone", phone), ("password", password));
    }

    /// <summary>The sign-in page, as the application sends people to it.</summary>
    public async Task<string> Open(CancellationToken cancellation, string more = "")
    {
        using var sent = await _http.GetAsync(new Uri(Authorize(more: more), UriKind.Relative), cancellation);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return await _http.GetStringAsync(sent.Headers.Location, cancellation);
    }

    public Task<HttpResponseMessage> Go(string path, CancellationToken cancellation) => _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellation);

    /// <summary>Sends the form of a page with what the page hid in it.</summary>
    public Task<HttpResponseMessage> Fill(string action, string page, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        Assert.Contains($"action=\"{action}\"", page, StringComparison.Ordinal);
        var form = HiddenField().Matches(page).Select(hidden => KeyValuePair.Create(hidden.Groups["name"].Value, HttpUtility.HtmlDecode(hidden.Groups["value"].Value)))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return Post(action, form, cancellation);
    }

    public Task<HttpResponseMessage> Post(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        _http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(form), cancellation);

    /// <summary>Sends a form from a page of somewhere; null: of this site.</summary>
    public async Task<HttpResponseMessage> PostFrom(string? origin, string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Origin", origin ?? _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await _http.SendAsync(request, cancellation);
    }

    /// <summary>The code that was sent, as an operator reads it where nobody sends it.</summary>
    public async Task<string> CodeOf(string phone, CancellationToken cancellation)
    {
        var shown = await (await gateway.Send(HttpMethod.Get, "/api/v1/sign-in/codes", await gateway.DemoToken(cancellation), null, cancellation)).Json(cancellation);
        var digits = string.Concat(phone.Where(char.IsAsciiDigit))[^11..];
        return shown.EnumerateArray().First(code => code.GetProperty("phone").GetString() == $"{digits[..3]}****{digits[^4..]}").GetProperty("code").GetString()!;
    }

    /// <summary>From the answer that ends a sign-in, over the application's address, to the tokens.</summary>
    public async Task Finish(HttpResponseMessage answer, CancellationToken cancellation)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        await Continue(cancellation, answer.Headers.Location!.OriginalString);
    }

    /// <summary>To the application and its tokens, with the sign-in that this browser has.</summary>
    public async Task Continue(CancellationToken cancellation, string? authorize = null)
    {
        var tokens = await Tokens([new("grant_type", "authorization_code"), new("code", await Code(authorize ?? Authorize(), cancellation)), new("code_verifier", Verifier), new("redirect_uri", Application)], cancellation);
        (Token, RefreshToken, IdToken) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!, tokens.GetProperty("id_token").GetString()!);
    }

    /// <summary>The code that the application is given.</summary>
    public async Task<string> Code(string authorize, CancellationToken cancellation)
    {
        using var back = await Go(authorize, cancellation);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.StartsWith(Application, back.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(back.Headers.Location.Query);
        Assert.Equal("s1", query["state"]);
        return query["code"]!;
    }

    public Task<HttpResponseMessage> AskTokens(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation, string client = "web") =>
        Post("/connect/token", form.Append(new("client_id", client)), cancellation);

    public async Task<JsonElement> Tokens(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        var answer = await AskTokens(form, cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        return await answer.Json(cancellation);
    }

    public Task<HttpResponseMessage> AskRefresh(string token, CancellationToken cancellation) => AskTokens([new("grant_type", "refresh_token"), new("refresh_token", token)], cancellation);

    public async Task Refresh(CancellationToken cancellation)
    {
        var tokens = await Tokens([new("grant_type", "refresh_token"), new("refresh_token", RefreshToken)], cancellation);
        (Token, RefreshToken) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }

    public Task<HttpResponseMessage> Call(HttpMethod method, string path, object? body, CancellationToken cancellation) => gateway.Send(method, "/api/v1" + path, Token, body, cancellation);

    public async Task<JsonElement> Me(CancellationToken cancellation) => await (await Call(HttpMethod.Get, "/me", null, cancellation)).Json(cancellation);

    public void Dispose() => _http.Dispose();
}
