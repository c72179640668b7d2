extern alias gateway;

using System.Net;
using gateway::Practice.Gateway.Identity;
using gateway::Practice.Gateway.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Xunit;
using GatewayProgram = gateway::Practice.Gateway.Program;

namespace Practice.Tests.Accounts;

/// <summary>Codes to phones.</summary>
public sealed class SignInTests(PeopleGateway people, PostgresFixture postgres) : IClassFixture<PeopleGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_signs_up_by_its_first_code_and_is_the_same_person_ever_after()
    {
        var phone = PeopleGateway.NewPhone();
        using var first = await people.SignedIn(Cancellation, phone);
        await Age(phone);
        using var later = await people.SignedIn(Cancellation, $"+86 {phone[..3]} {phone[3..7]}-{phone[7..]}");

        var (me, again) = (await first.Me(Cancellation), await later.Me(Cancellation));

        Assert.StartsWith("P-", me.GetProperty("person").GetString(), StringComparison.Ordinal);
        Assert.Equal(me.GetProperty("person").GetString(), again.GetProperty("person").GetString());
        Assert.Equal(me.GetProperty("subject").GetString(), again.GetProperty("subject").GetString());
        Assert.Equal(0, me.GetProperty("roles").GetArrayLength());
    }

    [Fact]
    public async Task The_same_way_on_PostgreSQL()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:Postgres={await postgres.CreateDatabase(false, Cancellation)}");
        using var browser = new Browser(gateway);

        await browser.SignInByCode(PeopleGateway.NewPhone(), Cancellation);
        await browser.Refresh(Cancellation);
        var sessions = await (await browser.Call(HttpMethod.Get, "/me/sessions", null, Cancellation)).Json(Cancellation);

        Assert.True(sessions[0].GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task The_store_holds_no_phone_that_can_be_read()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = await people.SignedIn(Cancellation, phone);
        var id = (await browser.Me(Cancellation)).GetProperty("subject").GetString();

        var row = await people.Store(db => db.Phones.SingleAsync(p => p.Account == id, Cancellation));
        var account = await people.Store(db => db.Users.SingleAsync(a => a.Id == id, Cancellation));

        Assert.DoesNotContain(phone, row.Index + row.Sealed + account.UserName + account.DisplayName, StringComparison.Ordinal);
        Assert.Null(account.PhoneNumber);
    }

    [Fact]
    public async Task A_code_is_used_once_even_by_two_at_once()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = people.NewBrowser();
        var page = await browser.AskCode(phone, Cancellation);
        var code = await browser.CodeOf(phone, Cancellation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Fill("/connect/sign-in/verify", page, Cancellation, ("code", code))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task After_five_wrong_attempts_the_right_code_is_worth_nothing()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = people.NewBrowser();
        var page = await browser.AskCode(phone, Cancellation);
        var code = await browser.CodeOf(phone, Cancellation);

        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Fill("/connect/sign-in/verify", page, Cancellation, ("code", code == "000000" ? "111111" : "000000"))).StatusCode);
        using var answer = await browser.Fill("/connect/sign-in/verify", page, Cancellation, ("code", code));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task An_expired_code_and_one_before_the_newest_are_refused()
    {
        var (late, phone) = (PeopleGateway.NewPhone(), PeopleGateway.NewPhone());
        using var browser = people.NewBrowser();
        var expired = await browser.AskCode(late, Cancellation);
        var expiredCode = await browser.CodeOf(late, Cancellation);
        await Age(late);
        var older = await browser.AskCode(phone, Cancellation);
        var olderCode = await browser.CodeOf(phone, Cancellation);
        await Age(phone, expires: false);
        await browser.AskCode(phone, Cancellation);

        using var first = await browser.Fill("/connect/sign-in/verify", expired, Cancellation, ("code", expiredCode));
        using var second = await browser.Fill("/connect/sign-in/verify", older, Cancellation, ("code", olderCode));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Fact]
    public async Task A_phone_gets_one_code_a_minute_and_five_an_hour()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = people.NewBrowser();
        var page = await browser.Open(Cancellation);

        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Fill("/connect/sign-in/code", page, Cancellation, ("phone", phone))).StatusCode);
            using var soon = await browser.Fill("/connect/sign-in/code", page, Cancellation, ("phone", phone));
            Assert.Equal(HttpStatusCode.TooManyRequests, soon.StatusCode);
            Assert.InRange(soon.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, n < 4 ? 60 : 3600);
            await Age(phone);
        }

        using var sixth = await browser.Fill("/connect/sign-in/code", page, Cancellation, ("phone", phone));

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.InRange(sixth.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task An_address_gets_so_many_codes_whatever_the_phones()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, "--Practice:Limits:CodePerMinute=1", "--Practice:Limits:CodeBurst=2");
        using var browser = new Browser(gateway);
        var page = await browser.Open(Cancellation);

        for (var n = 0; n < 2; n++)
            Assert.Equal(HttpStatusCode.OK, (await browser.Fill("/connect/sign-in/code", page, Cancellation, ("phone", PeopleGateway.NewPhone()))).StatusCode);
        using var third = await browser.Fill("/connect/sign-in/code", page, Cancellation, ("phone", PeopleGateway.NewPhone()));

        Assert.Equal("rate.exceeded", await third.ProblemCode(429, Cancellation));
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1380000000")]
    [InlineData("+1 202 555 0100")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_is_no_mobile_number_gets_no_code(string phone)
    {
        using var browser = people.NewBrowser();

        using var answer = await browser.Fill("/connect/sign-in/code", await browser.Open(Cancellation), Cancellation, ("phone", phone));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_an_account_before_agreeing_and_a_new_text_asks_again()
    {
        var folder = GatewayUnderTest.NewFolder();
        var phone = PeopleGateway.NewPhone();
        string subject;
        await using (var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:DataFolder={folder}", "--Practice:Notice:Processor=某市文明办"))
        {
            using var browser = new Browser(gateway);
            var first = await Accounts(gateway);
            var asked = await browser.AskCode(phone, Cancellation);
            using var shown = await browser.Fill("/connect/sign-in/verify", asked, Cancellation, ("code", await browser.CodeOf(phone, Cancellation)));
            var notice = await shown.Content.ReadAsStringAsync(Cancellation);
            using var refused = await browser.Fill("/connect/sign-in/agree", notice, Cancellation);
            var before = await Accounts(gateway);
            await browser.Finish(await browser.Agree(shown, Cancellation), Cancellation);
            var consents = await (await browser.Call(HttpMethod.Get, "/me/consents", null, Cancellation)).Json(Cancellation);
            subject = (await browser.Me(Cancellation)).GetProperty("subject").GetString()!;

            Assert.Contains("某市文明办", notice, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal((first, first + 1), (before, await Accounts(gateway)));
            Assert.Equal("account", Assert.Single(consents.EnumerateArray()).GetProperty("purpose").GetString());
            (await browser.Call(HttpMethod.Put, "/me/password", new { password = "correct horse battery staple" }, Cancellation)).EnsureSuccessStatusCode();
        }

        await using var later = await GatewayUnderTest.Start(Cancellation, $"--Practice:DataFolder={folder}", "--Practice:Notice:Version=2");
        using var again = new Browser(later);
        using var entered = await again.EnterPassword(phone, "correct horse battery staple", Cancellation);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        await again.Finish(await again.Agree(entered, Cancellation), Cancellation);
        var both = await (await again.Call(HttpMethod.Get, "/me/consents", null, Cancellation)).Json(Cancellation);

        Assert.Equal(subject, (await again.Me(Cancellation)).GetProperty("subject").GetString());
        Assert.Equal(2, both.GetArrayLength());

        static async Task<int> Accounts(GatewayUnderTest gateway)
        {
            await using var scope = gateway.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.CountAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_form_that_is_not_of_our_page_does_nothing()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = people.NewBrowser();

        using var answer = await browser.Post("/connect/sign-in/code", [new("phone", phone)], Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => browser.CodeOf(phone, Cancellation));
    }

    [Fact]
    public async Task A_sign_in_leads_to_no_address_but_the_issuers()
    {
        var phone = PeopleGateway.NewPhone();
        using var browser = people.NewBrowser();
        using var opened = await browser.Go("/connect/sign-in?back=" + Uri.EscapeDataString("https://elsewhere.example/connect/authorize?"), Cancellation);
        using var asked = await browser.Fill("/connect/sign-in/code", await opened.Content.ReadAsStringAsync(Cancellation), Cancellation, ("phone", phone));

        using var answer = await browser.Agree(await browser.Fill("/connect/sign-in/verify", await asked.Content.ReadAsStringAsync(Cancellation), Cancellation, ("code", await browser.CodeOf(phone, Cancellation))), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_provider_gets_the_code_and_nobody_else_sees_it()
    {
        var sent = new TaskCompletionSource<(string Authorization, SentCode Code)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = await Provider(async context =>
        {
            sent.TrySetResult((context.Request.Headers.Authorization.ToString(), (await context.Request.ReadFromJsonAsync<SentCode>(Cancellation))!));
            return Results.Accepted();
        });
        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:Codes:Url={provider.Urls.First()}/send", "--Practice:Codes:Token=key");
        using var browser = new Browser(gateway);
        var phone = PeopleGateway.NewPhone();

        var page = await browser.AskCode(phone, Cancellation);
        var (authorization, code) = await sent.Task;
        using var answer = await browser.Agree(await browser.Fill("/connect/sign-in/verify", page, Cancellation, ("code", code.Code)), Cancellation);

        Assert.Equal(("Bearer key", phone, 10), (authorization, code.Phone, code.Minutes));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => browser.CodeOf(phone, Cancellation));
    }

    [Fact]
    public async Task A_provider_that_fails_is_said_and_its_code_not_waited_for()
    {
        await using var provider = await Provider(_ => Task.FromResult(Results.StatusCode(500)));
        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--Practice:Codes:Url={provider.Urls.First()}/send");
        using var browser = new Browser(gateway);

        using var answer = await browser.Fill("/connect/sign-in/code", await browser.Open(Cancellation), Cancellation, ("phone", PeopleGateway.NewPhone()));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("没有发出", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_without_a_provider_shows_no_code_to_anybody()
    {
        await using var gateway = GatewayProgram.Build(
        [
            "--Practice:Production=true", "--Practice:Tls=ingress", "--Practice:KnownProxies:0=127.0.0.1", "--Practice:PublicUrl=https://practice.example",
            $"--Practice:AccountKey={Convert.ToBase64String(new byte[32])}", "--Logging:LogLevel:Default=None",
        ]);

        var sender = gateway.Services.GetRequiredService<ICodeSender>();

        Assert.False(sender.Shown);
        Assert.False(sender.Available);
    }

    private sealed record SentCode(string Phone, string Code, int Minutes);

    private static async Task<WebApplication> Provider(Func<HttpContext, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/send", answer);
        await app.StartAsync(Cancellation);
        return app;
    }

    /// <summary>As if some minutes had gone by for this phone's codes: eleven, past their life, or two.</summary>
    private Task<int> Age(string phone, bool expires = true)
    {
        var (minutes, index) = (expires ? 11 : 2, people.Gateway.Services.GetRequiredService<AccountVault>().Hash("phone", phone));
        return people.Store(db => db.PhoneCodes.Where(code => code.Index == index).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.SentAt, c => c.SentAt - minutes * 60).SetProperty(c => c.ExpiresAt, c => c.ExpiresAt - minutes * 60).SetProperty(c => c.Minute, c => c.Minute - minutes), Cancellation));
    }
}
