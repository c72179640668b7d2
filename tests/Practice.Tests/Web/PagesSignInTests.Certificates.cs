using System.Net;
using System.Web;

namespace Practice.Tests.Web;

/// <summary>Certificates on the pages of whoever answers for a minor.</summary>
public sealed partial class PagesSignInTests
{
    private const string Certificates = "/volunteer/wards/321203-V000007/certificates";

    [Fact]
    public async Task A_request_that_is_refused_stands_there_as_it_was_typed_and_a_day_that_cannot_be_read_is_not_sent()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);
        var fields = Fields(await (await browser.Get(Certificates)).Content.ReadAsStringAsync(Cancel));

        var unread = await browser.Send(Certificates, [.. fields, new("from", "2026-02-30"), new("purpose", "升学")]);
        var unreadPage = await unread.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 0), (unread.StatusCode, issuer.Asked));
        Assert.Contains("日期不对", unreadPage, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-02-30\"", unreadPage, StringComparison.Ordinal);

        var refused = await browser.Send(Certificates, [.. fields, new("from", "2026-02-01"), new("purpose", "升学"), new("replaces", "321203-V000007-Z002")]);
        var page = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 1), (refused.StatusCode, issuer.Asked));
        Assert.Contains("没有已确认的服务", page, StringComparison.Ordinal);
        Assert.Contains("value=\"升学\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"321203-V000007-Z002\" selected", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_goes_on_from_where_it_ended_and_what_is_no_wards_number_is_not_asked_for()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);
        await SignIn(browser, issuer);

        var next = HttpUtility.HtmlDecode(Next().Match(await (await browser.Get(Certificates)).Content.ReadAsStringAsync(Cancel)).Groups["to"].Value);
        Assert.Equal(Certificates + "?after=cursor%2B1", next);
        Assert.Contains($"href=\"{Certificates}\"", await (await browser.Get(next)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/volunteer/wards/..%2Fme/certificates")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Certificates + "/321203-V000007")).StatusCode);
    }
}
