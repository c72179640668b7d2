using System.Net;
using System.Net.Http.Headers;

namespace Practice.Tests.Web;

/// <summary>An operator's pages for whoever is none.</summary>
public sealed partial class PagesSignInTests
{
    [Fact]
    public async Task A_file_of_somebody_who_is_no_operator_is_not_read()
    {
        await using var issuer = await IssuerStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(issuer.Address, Cancel);
        using var browser = new Cookies(web);

        using var early = File();
        var nobody = await browser.Send("/operator/imports", early);
        Assert.Equal(HttpStatusCode.SeeOther, nobody.StatusCode);
        Assert.Equal("/sign-in?back=%2Foperator%2Fimports", nobody.Headers.Location!.OriginalString);
        await SignIn(browser, issuer);

        using var file = File();
        var refused = await browser.Send("/operator/imports", file);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("只给系统管理员", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var foreign = File();
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send("/operator/imports", foreign, origin: "https://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/operator/units/" + PublicApiStandIn.Institute + "/limits")).StatusCode);
    }

    private static MultipartFormDataContent File()
    {
        var bytes = new ByteArrayContent("code,name,parent,level\n"u8.ToArray());
        bytes.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new MultipartFormDataContent { { bytes, "file", "divisions.csv" } };
    }
}
