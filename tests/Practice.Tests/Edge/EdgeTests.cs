using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class EdgeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Past_its_rate_an_address_is_told_when_to_come_again()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, "--Practice:Limits:AddressBurst=2", "--Practice:Limits:AddressPerSecond=1");

        HttpResponseMessage answer;
        var asked = 0;
        do answer = await gateway.Send(HttpMethod.Get, "/api/v1/me", null, null, Cancellation);
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++asked < 100);

        Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("rate.exceeded", await answer.ProblemCode(429, Cancellation));
    }

    [Fact]
    public async Task An_account_has_a_rate_of_its_own()
    {
        await using var gateway = await GatewayUnderTest.Start(
            Cancellation, "--Practice:Limits:AddressBurst=1", "--Practice:Limits:AddressPerSecond=1", "--Practice:Limits:AccountPerSecond=0");
        var token = await gateway.DemoToken(Cancellation);

        for (var i = 0; i < 20; i++)
        {
            using var answer = await gateway.Send(HttpMethod.Get, "/api/v1/me", token, null, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Guessing_secrets_is_slowed_down()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, "--Practice:Limits:TokenBurst=3", "--Practice:Limits:TokenPerSecond=1");

        HttpResponseMessage answer;
        var asked = 0;
        do answer = await gateway.AskToken("demo-operator", "guess", Cancellation);
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++asked < 100);

        Assert.Equal("rate.exceeded", await answer.ProblemCode(429, Cancellation));
    }

    [Fact]
    public async Task What_is_more_than_can_be_answered_now_is_refused_and_health_is_not()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, "--Practice:Limits:UnderWay=2");
        Task<HttpResponseMessage>[] waiting = [.. Enumerable.Range(0, 2).Select(_ => gateway.Send(HttpMethod.Get, "/api/v1/wait", null, null, Cancellation))];
        while (silo.Waiting < 2)
            await Task.Yield();

        using var third = await gateway.Send(HttpMethod.Get, "/api/v1/wait", null, null, Cancellation);
        using var health = await gateway.Send(HttpMethod.Get, "/health/live", null, null, Cancellation);
        silo.Release.SetResult();
        var first = await Task.WhenAll(waiting);
        using var later = await gateway.Send(HttpMethod.Get, "/api/v1/wait", null, null, Cancellation);

        Assert.Equal("gateway.busy", await third.ProblemCode(503, Cancellation));
        Assert.Equal("1", third.Headers.GetValues("Retry-After").Single());
        Assert.All(first.Append(health).Append(later), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Guessing_a_phone_code_is_slowed_down()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, "--Practice:Limits:ProgressBurst=3");
        var ask = (string need, int code) => gateway.Send(HttpMethod.Get, $"/api/v1/public/progress?number={need}&phoneCode={code:D4}", null, null, Cancellation);
        for (var code = 0; code < 3; code++)
            (await ask("321203001010-N000001", code)).Dispose();

        using var fourth = await ask("321203001010-N000001", 4);
        using var another = await ask("321203001010-N000002", 1);

        Assert.True(fourth.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("rate.exceeded", await fourth.ProblemCode(429, Cancellation));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, another.StatusCode);
    }

    [Fact]
    public async Task Another_origin_is_allowed_nothing()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);

        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, "/api/v1/units/3202");
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            using var answer = await gateway.Http.SendAsync(request, Cancellation);

            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("/api/v1/public/progress?number=321203001010-N000001&phoneCode=0000")]
    [InlineData("/api/v1/public/needs/321203001010-N000001/links/ABCDEFGH")]
    [InlineData("/api/v1/public/calendars/321203001010-K001/0123456789ABCDEFGHJKMNPQRS.ics")]
    public async Task Guessing_a_phones_digits_or_a_code_is_slowed_down(string path)
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, "--Practice:Limits:PublicBurst=3", "--Practice:Limits:PublicPerMinute=1");

        for (var asked = 0; asked < 3; asked++)
        {
            using var answer = await gateway.Http.GetAsync(path, Cancellation);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        using var tooMany = await gateway.Http.GetAsync(path, Cancellation);
        Assert.True(tooMany.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("rate.exceeded", await tooMany.ProblemCode(429, Cancellation));
        using var board = await gateway.Http.GetAsync("/api/v1/public/units/321203/board", Cancellation);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, board.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_it_tells_its_length_or_not(bool tellsLength)
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, "--Practice:Limits:BodyBytes=100000");

        using var answer = await gateway.Http.SendAsync(Upload("/api/v1/echo", 200_000, tellsLength), Cancellation);

        Assert.Equal("body.tooLarge", await answer.ProblemCode(413, Cancellation));
    }

    [Theory]
    [InlineData("/api/v1/echo", true)]
    [InlineData("/api/v1/echo", false)]
    [InlineData("/api/v1/service-accounts", true)]
    [InlineData("/connect/token", false)]
    public async Task Who_sends_far_too_much_without_asking_reads_the_refusal(string path, bool tellsLength)
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, "--Practice:Limits:BodyBytes=100000");
        var token = await gateway.DemoToken(Cancellation);

        for (var i = 0; i < 5; i++)
        {
            using var request = Upload(path, 12_000_000, tellsLength);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue(path == "/connect/token" ? "application/x-www-form-urlencoded" : "application/json");
            using var answer = await gateway.Http.SendAsync(request, Cancellation);

            Assert.Equal("body.tooLarge", await answer.ProblemCode(413, Cancellation));
        }
    }

    [Fact]
    public async Task An_import_may_be_larger_than_a_form()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, "--Practice:Limits:BodyBytes=100000");

        using var answer = await gateway.Http.SendAsync(Upload("/api/v1/imports/divisions", 2_000_000, tellsLength: false), Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_its_request_id()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, $"--Practice:Web={silo.Address}");

        foreach (var path in new[] { "/", "/health/live", "/api/v1/me", "/api/v1/units/3202", "/docs/" })
        {
            using var answer = await gateway.Send(HttpMethod.Get, path, null, null, Cancellation);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(32, answer.Headers.GetValues("X-Request-Id").Single().Length);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Forwarded_headers_of_strangers_are_not_believed()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        using var request = Upload("/api/v1/echo", 10, tellsLength: true);
        request.Headers.Add("X-Forwarded-For", "8.8.8.8");
        request.Headers.Add("X-Request-Id", "mine");

        using var answer = await gateway.Http.SendAsync(request, Cancellation);

        var id = answer.Headers.GetValues("X-Request-Id").Single();
        var seen = await answer.Json(Cancellation);
        Assert.Equal("127.0.0.1", seen.GetProperty("forwarded").GetString());
        Assert.Equal(id, seen.GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_nobody_else_serves_is_the_web_apps()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting, $"--Practice:Web={silo.Address}");

        using var answer = await gateway.Http.GetAsync(new Uri("/board/3202", UriKind.Relative), Cancellation);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_a_silo_the_gateway_starts_and_says_what_is_not_there()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        using var ready = await gateway.Send(HttpMethod.Get, "/health/ready", null, null, Cancellation);
        using var read = await gateway.Send(HttpMethod.Get, "/api/v1/units/3202", null, null, Cancellation);
        using var change = await gateway.Send(HttpMethod.Post, "/api/v1/units/3202/needs", null, new { }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.NotNull(read.Headers.RetryAfter);
        Assert.Equal("service.unavailable", await read.ProblemCode(503, Cancellation));
        Assert.Equal("service.unavailable", await change.ProblemCode(503, Cancellation));
    }

    [Theory]
    [InlineData("GET", "service.unavailable")]
    [InlineData("POST", "outcome.unknown")]
    public async Task A_change_that_was_sent_and_not_answered_is_an_unknown_outcome(string method, string code)
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);

        using var answer = await gateway.Send(new HttpMethod(method), "/api/v1/hang-up", null, method == "POST" ? new { } : null, Cancellation);

        Assert.Equal(code, await answer.ProblemCode(503, Cancellation));
    }

    private static HttpRequestMessage Upload(string path, int bytes, bool tellsLength)
    {
        var content = new StreamContent(new MemoryStream(new byte[bytes]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (!tellsLength) content.Headers.ContentLength = null;
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = !tellsLength;
        return request;
    }
}
