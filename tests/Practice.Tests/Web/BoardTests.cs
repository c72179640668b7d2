using System.Text;
using System.Text.RegularExpressions;

namespace Practice.Tests.Web;

/// <summary>The public board as a reader gets it.</summary>
public sealed partial class BoardTests
{
    private const string August = "/units/321203/2026-08";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_home_units_board_is_in_chinese_and_leads_up_and_down()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page("/units/321203", Cancellation);

        Assert.Contains("<html lang=\"zh-CN\">", page, StringComparison.Ordinal);
        Assert.Contains("高港区中心", page, StringComparison.Ordinal);
        Assert.Contains("2026年9月", page, StringComparison.Ordinal);
        Assert.Contains("本月公示在月底最后一个工作日张榜。", page, StringComparison.Ordinal);
        Assert.Contains(">上月的在这里。</a>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/3212\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/321203001\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/321203/2026-08\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"description\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_month_shows_its_lines_and_both_numbers_of_each_rate()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page(August, Cancellation);

        foreach (var expected in new[]
        {
            "89.7", "96 ÷ 107", "88 ÷ 107", "71 ÷ 96", "0 ÷ 0", "暂无", "文艺轻骑", "8月1日", "丁庄村放一场露天电影", "暂时没有合适的队伍", "设备修好后试放", "口岸街道所", "已过限兑时间", "失约 1 次",
            "已办好 9月4日", "镇健康支队", "周一至周五 08:30–17:30", "胡庄镇所", PublicApiStandIn.Hash, "第 2 行队伍更正。", "月底在办 23",
        })
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_listed_stands_on_the_board_by_number_and_category()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page("/units/321203", Cancellation);

        foreach (var expected in new[] { "挂牌督办", "321203001010-N000007", "9月1日", "失约 2 次" })
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_is_a_switch_that_links_keep()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page(August + "?lang=en", Cancellation);

        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("Not fulfilled yet", page, StringComparison.Ordinal);
        Assert.Contains("no suitable team for now", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/321203001/2026-08?lang=en\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/units/321203/2026-08\" lang=\"zh-CN\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(August)]
    [InlineData("/units/321203")]
    public async Task Hostile_text_is_shown_and_never_run(string address)
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        api.Title = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var page = await web.Page(address, Cancellation);

        Assert.Single(OpeningScript().Matches(page));
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_month_says_so()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var now = await web.Page("/units/321203001", Cancellation);
        var past = await web.Page("/units/321203001/2026-05", Cancellation);

        Assert.Contains("这个月还没有需求。", now, StringComparison.Ordinal);
        Assert.Contains("没有限期办的事。", now, StringComparison.Ordinal);
        Assert.Contains("还没有常态化服务。", now, StringComparison.Ordinal);
        Assert.Contains("这个月没有公示。", past, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_personal_data_stands_on_a_page()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var pages = await web.Page("/", Cancellation) + await web.Page("/units/321203", Cancellation) + await web.Page("/places/321203", Cancellation) + await web.Page(August, Cancellation);

        Assert.DoesNotContain("王小明", pages, StringComparison.Ordinal);
        Assert.DoesNotMatch(PhoneOrIdNumber(), pages.Replace(PublicApiStandIn.Hash, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_month_of_a_thousand_lines_stays_under_sixty_kilobytes_a_page_and_every_line_can_be_reached()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        api.Lines = 1000;
        await using var web = await WebUnderTest.Start(api.Address, Cancellation);

        var board = await web.Page(August, Cancellation);
        var list = await web.Page(August + "?list=fulfilled", Cancellation);
        var last = await web.Page(August + "?list=fulfilled&page=17", Cancellation);
        var paper = await web.Page(August + "?list=paper", Cancellation);
        var style = await web.Http.GetStringAsync(new Uri(StyleAddress().Match(board).Value, UriKind.Relative), Cancellation);

        Assert.All([board, list, last], page => Assert.InRange(Encoding.UTF8.GetByteCount(page) + Encoding.UTF8.GetByteCount(style), 1, 60_000));
        Assert.Contains("也带上 999", paper, StringComparison.Ordinal);
        Assert.Contains("?list=paper", board, StringComparison.Ordinal);
        // What is printed leads back to the board by a code; on a screen there is none.
        Assert.Contains($"{web.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{August}</small>", paper, StringComparison.Ordinal);
        Assert.Contains("class=\"qr\"", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"qr\"", board, StringComparison.Ordinal);
        Assert.Contains("看全部 1000 条", board, StringComparison.Ordinal);
        Assert.Contains("page=2", list, StringComparison.Ordinal);
        Assert.Contains("也带上 999", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_kept_for_a_moment_and_a_language_apart()
    {
        await using var api = await PublicApiStandIn.Start(Cancellation);
        await using var web = await WebUnderTest.Start(api.Address, Cancellation, "--Practice:PageLife=00:05:00");
        await web.Page(August, Cancellation);
        var asked = api.Requests;

        var again = await web.Page(August + "?x=1", Cancellation);
        var english = await web.Page(August + "?lang=en", Cancellation);

        Assert.Contains("已兑现", again, StringComparison.Ordinal);
        Assert.Contains("Fulfilled", english, StringComparison.Ordinal);
        Assert.InRange(api.Requests, asked + 1, asked * 2);
    }

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")]
    private static partial Regex PhoneOrIdNumber();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex OpeningScript();

    [GeneratedRegex(@"/practice\.css\?v=[0-9a-f]+")]
    private static partial Regex StyleAddress();
}
