extern alias gateway;

using System.Net;
using gateway::Practice.Gateway.SignIn;
using Microsoft.EntityFrameworkCore;
using Practice.Tests.Edge;
using Xunit;

namespace Practice.Tests.Accounts;

/// <summary>Passwords, sessions, second factors.</summary>
public sealed class OwnAccountTests(PeopleGateway people) : IClassFixture<PeopleGateway>
{
    private const string Good = "塘边柳树下三只鹅正过桥", Other = "correct horse battery staple";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_is_set_after_a_sign_in_by_code_and_signs_in_from_then_on()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);

        using var set = await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation);
        using var next = people.NewBrowser();
        await next.SignInByPassword(phone, Good, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal((await browser.Me(Cancellation)).GetProperty("person").GetString(), (await next.Me(Cancellation)).GetProperty("person").GetString());
    }

    [Fact]
    public async Task After_a_sign_in_by_password_only_the_current_one_changes_it_and_that_ends_the_other_sign_ins()
    {
        var phone = PeopleGateway.NewPhone();
        using var first = await people.SignedIn(Cancellation, phone);
        (await first.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();
        using var browser = people.NewBrowser();
        await browser.SignInByPassword(phone, Good, Cancellation);

        using var bare = await browser.Call(HttpMethod.Put, "/me/password", new { password = Other }, Cancellation);
        using var wrong = await browser.Call(HttpMethod.Put, "/me/password", new { current = Other, password = Other }, Cancellation);
        using var right = await browser.Call(HttpMethod.Put, "/me/password", new { current = Good, password = Other }, Cancellation);
        using var ended = await first.AskRefresh(first.RefreshToken, Cancellation);

        Assert.Equal("password.proofMissing", await bare.ProblemCode(422, Cancellation));
        Assert.Equal("password.wrong", await wrong.ProblemCode(422, Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, ended.StatusCode);
        await browser.Refresh(Cancellation);
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_password_and_not_the_code()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();

        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.EnterPassword(phone, Other, Cancellation)).StatusCode);
        using var right = await browser.EnterPassword(phone, Good, Cancellation);
        using var nobody = await browser.EnterPassword(PeopleGateway.NewPhone(), Good, Cancellation);
        using var reset = await browser.Call(HttpMethod.Put, "/me/password", new { password = Other }, Cancellation);
        await browser.SignInByPassword(phone, Other, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
    }

    [Theory]
    [InlineData("short", "password.length")]
    [InlineData("password2024!", "password.common")]
    [InlineData("qwertyuiop123", "password.common")]
    [InlineData("1234567890", "password.common")]
    [InlineData("aaaaaaaaaaab", "password.common")]
    [InlineData("woaini13145200", "password.common")]
    [InlineData("my13800001111x", "password.phone")]
    [InlineData(Other, null)]
    [InlineData(Good, null)]
    public void What_everybody_tries_first_is_no_password(string password, string? fault) =>
        Assert.Equal(fault, PasswordRules.Fault(password, "13800001111")?.Code);

    [Fact]
    public async Task Ones_own_sign_ins_are_listed_and_ended_and_nobody_elses()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();
        using var second = people.NewBrowser();
        await second.SignInByPassword(phone, Good, Cancellation);
        using var stranger = await people.SignedIn(Cancellation);

        var sessions = (await (await browser.Call(HttpMethod.Get, "/me/sessions", null, Cancellation)).Json(Cancellation)).EnumerateArray().ToList();
        var other = sessions.Single(s => !s.GetProperty("current").GetBoolean()).GetProperty("id").GetString();
        using var notHis = await stranger.Call(HttpMethod.Delete, $"/me/sessions/{other}", null, Cancellation);
        await second.Refresh(Cancellation);
        using var ended = await browser.Call(HttpMethod.Delete, $"/me/sessions/{other}", null, Cancellation);
        using var refused = await second.AskRefresh(second.RefreshToken, Cancellation);
        using var again = await second.Go(second.Authorize(), Cancellation);

        Assert.Equal(["code", "password"], sessions.Select(s => s.GetProperty("method").GetString()).Order());
        Assert.Equal("session.notFound", await notHis.ProblemCode(404, Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("/connect/sign-in", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_account_leaves_no_phone_and_no_way_in_and_the_phone_may_begin_anew()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();
        using var byPassword = people.NewBrowser();
        await byPassword.SignInByPassword(phone, Good, Cancellation);
        var (id, person) = ((await browser.Me(Cancellation)).GetProperty("subject").GetString(), (await browser.Me(Cancellation)).GetProperty("person").GetString());

        using var unproved = await byPassword.Call(HttpMethod.Post, "/me/close", null, Cancellation);
        using var closed = await browser.Call(HttpMethod.Post, "/me/close", null, Cancellation);
        using var renewed = await browser.AskRefresh(browser.RefreshToken, Cancellation);
        using var password = await browser.EnterPassword(phone, Good, Cancellation);
        var phones = await people.Store(db => db.Phones.CountAsync(row => row.Account == id, Cancellation));
        await people.Store(db => db.PhoneCodes.ExecuteDeleteAsync(Cancellation));
        using var anew = await people.SignedIn(Cancellation, phone);

        Assert.Equal("account.proofMissing", await unproved.ProblemCode(422, Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, renewed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, password.StatusCode);
        Assert.Equal(0, phones);
        Assert.NotEqual(person, (await anew.Me(Cancellation)).GetProperty("person").GetString());
    }

    [Fact]
    public async Task Whoever_holds_a_role_does_not_close_the_account()
    {
        using var browser = await people.SignedIn(Cancellation);
        var id = (await browser.Me(Cancellation)).GetProperty("subject").GetString()!;
        await people.Store(db => { db.Grants.Add(new() { Subject = id, Role = "clerk", Unit = "3202" }); return db.SaveChangesAsync(Cancellation); });

        using var answer = await browser.Call(HttpMethod.Post, "/me/close", null, Cancellation);

        Assert.Equal("account.holdsRoles", await answer.ProblemCode(409, Cancellation));
    }

    [Fact]
    public async Task A_programs_token_has_no_own_account()
    {
        using var answer = await people.Gateway.Send(HttpMethod.Get, "/api/v1/me/sessions", await people.Gateway.DemoToken(Cancellation), null, Cancellation);

        Assert.Equal("account.notFound", await answer.ProblemCode(404, Cancellation));
    }

    [Fact]
    public async Task A_second_factor_is_confirmed_asked_for_and_takes_each_code_once()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();
        var key = Key(await (await browser.Call(HttpMethod.Post, "/me/second-factor", null, Cancellation)).Json(Cancellation));
        using var wrong = await browser.Call(HttpMethod.Post, "/me/second-factor/confirm", new { code = "12345" }, Cancellation);
        var codes = await (await browser.Call(HttpMethod.Post, "/me/second-factor/confirm", new { code = Totp.Code(key, Now()) }, Cancellation)).Json(Cancellation);
        var recovery = codes.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();

        var page = await (await browser.EnterPassword(phone, Good, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        using var replayed = await browser.Fill("/connect/sign-in/second-factor", page, Cancellation, ("code", Totp.Code(key, Now())));
        using var once = await browser.Fill("/connect/sign-in/second-factor", page, Cancellation, ("code", recovery[0].ToUpperInvariant()));
        using var twice = await browser.Fill("/connect/sign-in/second-factor", page, Cancellation, ("code", recovery[0]));
        using var next = await browser.Fill("/connect/sign-in/second-factor", page, Cancellation, ("code", Totp.Code(key, Now() + 1)));
        await browser.Finish(next, Cancellation);
        var factor = await (await browser.Call(HttpMethod.Get, "/me/second-factor", null, Cancellation)).Json(Cancellation);

        Assert.Equal("secondFactor.wrong", await wrong.ProblemCode(422, Cancellation));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, once.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Equal(9, factor.GetProperty("recoveryCodes").GetInt32());
        Assert.True(factor.GetProperty("confirmed").GetBoolean());
        using var gone = await browser.Call(HttpMethod.Post, "/me/second-factor/remove", new { code = recovery[1] }, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task Whoever_knows_the_password_has_no_more_guesses_at_the_second_factor()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = Good }, Cancellation)).EnsureSuccessStatusCode();
        var key = Key(await (await browser.Call(HttpMethod.Post, "/me/second-factor", null, Cancellation)).Json(Cancellation));
        (await browser.Call(HttpMethod.Post, "/me/second-factor/confirm", new { code = Totp.Code(key, Now()) }, Cancellation)).EnsureSuccessStatusCode();

        for (var guess = 0; guess < 5; guess++)
        {
            using var entered = await browser.EnterPassword(phone, Good, Cancellation);
            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
            using var wrong = await browser.Fill("/connect/sign-in/second-factor", await entered.Content.ReadAsStringAsync(Cancellation), Cancellation, ("code", "guess"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var locked = await browser.EnterPassword(phone, Good, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, locked.StatusCode);
    }

    // RFC 6238, appendix B, SHA-1, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("12345678901234567890"u8.ToArray(), seconds / Totp.StepSeconds));

    [Fact]
    public void A_key_is_written_as_the_standard_writes_it() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Write("12345678901234567890"u8.ToArray()));

    internal static long Now() => Totp.StepOf(TimeProvider.System.GetUtcNow());

    internal static byte[] Key(System.Text.Json.JsonElement made) => Read(made.GetProperty("key").GetString()!);

    internal static byte[] Read(string base32)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var c in base32)
        {
            bits = (bits << 5) | (c is >= 'A' and <= 'Z' ? c - 'A' : c - '2' + 26);
            if ((held += 5) < 8) continue;
            bytes.Add((byte)(bits >> (held -= 8)));
            bits &= (1 << held) - 1;
        }

        return [.. bytes];
    }
}
