using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Practice.Imports;
using Practice.Silo.Api;
using Practice.Tests.Shared;
using Practice.Volunteers;

namespace Practice.Tests.Imports;

/// <summary>What a file of people says, line by line, and what is wrong with it.</summary>
public sealed class VolunteerFileTests
{
    private const string Header = "name,phone,documentType,documentNumber,birth,team,skills,minutes\n";

    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly string Document = IdentityNumberTests.Of("990001", new DateOnly(1980, 1, 2), 17);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_line_says_who_it_is_and_what_was_served()
    {
        var (line, error) = Assert.Single(Lines($"{Header}张三,138 1234 5678,,{Document.ToLowerInvariant()},1980-01-02,321203001010-T001,electrical plumbing,6000\n"));

        Assert.Null(error);
        Assert.Equal((2, "张三", "+8613812345678", new DateOnly(1980, 1, 2), Document, 6000), (line!.Line, line.Details.Name, line.Details.Phone, line.Details.Born!.Value, line.Number, line.Minutes));
        Assert.Equal(("321203001010-T001", DocumentType.ResidentIdCard), (line.Team, line.Type));
        Assert.Equal(["electrical", "plumbing"], line.Skills);
    }

    [Fact]
    public void Chinese_headers_in_another_order_do_and_what_is_not_known_is_passed_over()
    {
        var (line, _) = Assert.Single(Lines($"备注,身份证号,姓名,手机号,服务时长（分钟）\n老党员,{Document},李四,13912345678,60\n"));

        Assert.Equal(("李四", 60, 0), (line!.Details.Name, line.Minutes, line.Skills.Length));
    }

    [Theory]
    [InlineData("张三,13812345678,,{0},1980-01-03,,,", "birth.mismatch")]
    [InlineData("张三,13812345678,,990001198001020000,,,,", "document.invalid")]
    [InlineData("张三,13812345678,,1.1E+17,,,,", "document.invalid")]
    [InlineData("张三,13812345678,飞行证,{0},,,,", "document.invalid")]
    [InlineData("张三,13812345678,4,{0},,,,", "document.invalid")]
    [InlineData("张三,13812345678,passport,E1234567,,,,", "birth.missing")]
    [InlineData("张三,13812345678,passport,E1234567,2999-01-01,,,", "birth.invalid")]
    [InlineData("张三,13812345678,passport,E1234567,1.1.80,,,", "birth.invalid")]
    [InlineData("张三,051087654321,,{0},,,,", "phone.invalid")]
    [InlineData("张三,,,{0},,,,", "phone.invalid")]
    [InlineData(",13812345678,,{0},,,,", "name.invalid")]
    [InlineData("张三,13812345678,,{0},,队伍甲,,", "team.invalid")]
    [InlineData("张三,13812345678,,{0},,,,-5", "minutes.invalid")]
    [InlineData("张三,13812345678,,{0},,,,1e9", "minutes.invalid")]
    [InlineData("张三,13812345678,,{0},,,,99999999999999999999", "minutes.invalid")]
    [InlineData("张三,13812345678", "row.columns")]
    [InlineData("\"张三,13812345678,,{0},,,,", "row.quotes")]
    [InlineData("\u0001row.tooLong,13812345678,,{0},,,,", "row.characters")]
    public void A_line_that_makes_no_sense_is_named_and_the_next_one_counts(string bad, string code)
    {
        var lines = Lines(Header + string.Format(System.Globalization.CultureInfo.InvariantCulture, bad, Document) + $"\n李四,13912345678,,{Document},,,,\n");

        Assert.Equal([(2, code)], lines.Where(line => line.Error is not null).Select(line => (line.Error!.Line, line.Error.Code)));
        Assert.Equal(3, Assert.Single(lines, line => line.Line is not null).Line!.Line);
        Assert.DoesNotContain(Document, lines[0].Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file.header")]
    [InlineData("name,phone\n张三,13812345678\n", "file.header")]
    public void A_file_without_its_columns_is_refused(string text, string code) => Assert.Equal(code, Check(Encoding.UTF8.GetBytes(text)).Refused?.Code);

    [Fact]
    public void A_file_in_another_encoding_says_so()
    {
        // 姓名 in GBK.
        var refused = Check([0xD0, 0xD5, 0xC3, 0xFB, (byte)',', (byte)'a', (byte)'\n']).Refused;

        Assert.Equal("file.encoding", refused?.Code);
        Assert.Contains("GBK", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_rows_than_a_file_may_have_are_refused()
    {
        var text = new StringBuilder("name,phone,documentNumber\n").Insert("name,phone,documentNumber\n".Length, "a,b,c\n", VolunteerFile.MostRows).ToString();

        Assert.Equal((VolunteerFile.MostRows, null), Check(Encoding.UTF8.GetBytes(text)));
        Assert.Equal("file.tooLong", Check(Encoding.UTF8.GetBytes(text + "a,b,c\n")).Refused?.Code);
    }

    [Fact]
    public void A_workbook_is_the_same_file_with_numbers_and_dates_as_offices_keep_them()
    {
        using var workbook = new MemoryStream();
        workbook.SaveAs(new[]
        {
            new { name = "张三", phone = (object)13812345678d, documentNumber = Document, birth = new DateTime(1980, 1, 2), minutes = 90, note = "a,\"b\"\nc" },
            new { name = "李四", phone = (object)"139 1234 5678", documentNumber = "E1234567", birth = new DateTime(1980, 1, 2), minutes = 0, note = "" },
        });

        var csv = Sheets.Csv(workbook.ToArray(), VolunteerFile.MostRows)!;

        Assert.Equal((2, null), Check(csv));
        var lines = VolunteerFile.Lines(new MemoryStream(csv), Today, invented: true).ToList();
        Assert.Equal((2, "+8613812345678", 90), (lines[0].Line!.Line, lines[0].Line!.Details.Phone, lines[0].Line!.Minutes));
        Assert.Equal((3, "document.invalid"), (lines[1].Error!.Line, lines[1].Error!.Code));
    }

    [Fact]
    public void What_is_no_workbook_or_unpacks_to_too_much_is_none()
    {
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        using (var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open())
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 513; i++)
                sheet.Write(zeros);
        }

        Assert.Null(Sheets.Csv(bomb.ToArray(), 10));
        Assert.Null(Sheets.Csv([1, 2, 3], 10));
        Assert.Null(Sheets.Csv([], 10));
    }

    private static List<(VolunteerLine? Line, ImportError? Error)> Lines(string text) => [.. VolunteerFile.Lines(new MemoryStream(Encoding.UTF8.GetBytes(text)), Today, invented: true)];

    private static (int Rows, ImportError? Refused) Check(byte[] file) => VolunteerFile.Check(new MemoryStream(file), Cancel);
}
