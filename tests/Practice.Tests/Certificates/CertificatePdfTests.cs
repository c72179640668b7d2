using Practice.Certificates;
using Practice.Silo.Certificates;
using Practice.Volunteers;
using UglyToad.PdfPig;
using Xunit;

namespace Practice.Tests.Certificates;

/// <summary>The paper, read back by another library: what was issued stands on it, and nothing is cut off.</summary>
public sealed class CertificatePdfTests
{
    private const string Check = "https://practice.example.org/certificates/ZM-321203-202611-000000001001-K";

    private static readonly DateTimeOffset Morning = new(2026, 11, 3, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void All_that_a_certificate_must_say_can_be_read_back()
    {
        var pages = Read(Certificate(2));

        Assert.Single(pages);
        foreach (var word in new[]
        {
            "志愿服务记录证明", "ZM-321203-202611-000000001001-K", "张三丰", "V000000001", "321203********1234", "高港区新时代文明实践中心", "李主任", "王经办", "0523-86800000", "2026年11月20日", "3.9小时", "234分钟", "2次",
            "第1次送餐", "第2次送餐", "2026-11-03", "09:00–10:57", "1:57", "签到", "口岸街道送餐队", Check,
        })
            Assert.Contains(word, pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_a_long_service_stands_on_a_sheet_with_its_headings_and_number()
    {
        var pages = Read(Certificate(300));

        var all = string.Concat(pages);
        Assert.True(pages.Count > 5);
        Assert.All(Enumerable.Range(1, 300), n => Assert.Contains($"第{n}次送餐", all, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains("ZM-321203-202611-000000001001-K", page, StringComparison.Ordinal));
        Assert.All(pages.SkipLast(1), page => Assert.Contains("服务内容", page, StringComparison.Ordinal));
        Assert.Contains($"第{pages.Count}页", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_revoked_one_says_so_across_the_sheet_and_why()
    {
        var page = Assert.Single(Read(Certificate(1) with { State = "revoked", Reason = "查实虚假" }));

        Assert.Contains("已撤销", page, StringComparison.Ordinal);
        Assert.Contains("已撤销：查实虚假", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_minor_is_named_by_the_number_alone()
    {
        var page = Assert.Single(Read(Certificate(1) with { Name = "V000000001", Document = null, DocumentType = null }));

        Assert.Contains("志愿者（编号V000000001）", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_of_any_length_and_letters_beyond_the_first_plane_break_nothing()
    {
        var certificate = Certificate(1);
        var title = string.Concat(Enumerable.Repeat("𠮷祥 <b>&amp;</b> é 很长", 20));

        var page = string.Concat(Read(certificate with { Lines = [certificate.Lines[0] with { Title = title }] }));

        Assert.Contains("<b>&amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_font_is_not_taken_for_one()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no font");

            Assert.False(ChineseFont.IsChinese(file));
            Assert.False(ChineseFont.IsChinese(file + ".none"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static CertificateView Certificate(int lines) => new(
        "V000000001-Z001", "V000000001", "valid", Morning, null, null, "升学", "ZM-321203-202611-000000001001-K", new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(8)), null, "高港区新时代文明实践中心", "李主任", "王经办",
        "0523-86800000", "张三丰", lines * 117, CertificateRules.HoursOf(lines * 117),
        [.. Enumerable.Range(1, lines).Select(n => new CertificateLine($"V000000001-R{n:D4}", $"第{n}次送餐", "321203001010-T001", Morning, Morning.AddMinutes(117), 117, RecordOrigin.SignedIn))],
        "abcd", null, null, 3, "residentIdCard", "321203********1234");

    // Without spaces: a sheet has places, not spaces. Cells that are broken into lines still stand letter after letter.
    private static List<string> Read(CertificateView certificate)
    {
        using var font = new ChineseFont(null);
        if (font.Face is not { } face)
        {
            const string Missing = "A Chinese font: there is none on this machine.";
            Assert.False(Support.PostgresFixture.Promised("browser"), Missing);
            Assert.Skip(Missing);
            return [];
        }

        using var pdf = PdfDocument.Open(CertificatePdf.Draw(face, certificate, new Dictionary<string, string> { ["321203001010-T001"] = "口岸街道送餐队" }, Check));
        return [.. pdf.GetPages().Select(page => string.Concat(page.Letters.Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal))];
    }
}
