extern alias web;

using SettingException = web::Practice.Hosting.SettingException;
using WebProgram = web::Practice.Web.Program;

namespace Practice.Tests.Web;

/// <summary>What a reader gets where there is no board.</summary>
public sealed class WebFailureTests
{
    private const string Nowhere = "http://127.0.0.1:1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "暂时取不到数据", "href=\"/\"")]
    [InlineData("/units/321203?lang=en", "The data cannot be reached right now", "href=\"/units/321203?lang=en\"")]
    public async Task Without_the_api_a_page_says_what_to_do_next(string address, string title, string again)
    {
        await using var web = await WebUnderTest.Start(Nowhere, Cancellation);

        using var answer = await web.Ask(address, Cancellation);

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(again, page, StringComparison.Ordinal);
        Assert.Contains("110", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_api_the_process_is_ready_all_the_same()
    {
        await using var web = await WebUnderTest.Start(Nowhere, Cancellation);

        using var live = await web.Ask("/health/live", Cancellation);
        using var ready = await web.Ask("/health/ready", Cancellation);

        Assert.Equal(200, (int)live.StatusCode);
        Assert.Equal(200, (int)ready.StatusCode);
    }

    [Fact]
    public async Task One_failure_of_the_api_is_not_seen()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        api.Failures = 1;
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page("/", Cancellation);

        Assert.Contains("高港区中心", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/units/999999")]
    [InlineData("/units/321203/2026-13")]
    [InlineData("/units/321203/2027-01")]
    [InlineData("/units/321203/2026-08?list=secrets")]
    [InlineData("/units/321203/2026-08?list=fulfilled&page=0")]
    [InlineData("/units/..%2f..%2fapi")]
    [InlineData("/nothing/here")]
    [InlineData("/desk/%0A")]
    public async Task What_is_not_there_is_a_page_that_leads_home(string address)
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        using var answer = await web.Ask(address, Cancellation);

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("没有这一页", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/progress")]
    [InlineData("/ask/lifeService?unit=321203001")]
    [InlineData("/desk/321203001/call")]
    public async Task What_is_no_form_is_the_senders_mistake(string address)
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);
        var many = string.Join('&', Enumerable.Range(0, 1100).Select(i => "a" + i));

        Assert.Equal(400, await Send("multipart/form-data", "x"));
        Assert.Equal(400, await Send("multipart/form-data; boundary=b", "x"));
        Assert.Equal(400, await Send("application/x-www-form-urlencoded", many));
        Assert.Equal(413, await Send("application/x-www-form-urlencoded", "a=" + new string('x', 70_000)));

        async Task<int> Send(string type, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.Add("Origin", web.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
            using var answer = await web.Http.SendAsync(request, Cancellation);
            Assert.Contains("没有收下", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task Without_the_home_unit_the_first_active_centre_is_shown()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation, "--Practice:HomeUnit=330106");

        var page = await web.Page("/", Cancellation);

        Assert.Contains("口岸街道所", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_network_says_what_comes_next()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        api.HasCentre = false;
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page("/", Cancellation);

        Assert.Contains("还没有启用的实践中心", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_runs_one_script_of_its_own_and_sets_nothing()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation, "--Practice:PageLife=00:00:08");

        using var answer = await web.Ask("/", Cancellation);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("public, max-age=8", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("--Practice:Api=nowhere", "Practice:Api")]
    [InlineData("--Practice:HomeUnit=../x", "Practice:HomeUnit")]
    [InlineData("--Practice:Patience=00:10:00", "Practice:Patience")]
    public void A_bad_setting_stops_the_start_with_its_name(string setting, string name)
    {
        var refused = Assert.Throws<SettingException>(() => WebProgram.Build([setting]));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }
}
