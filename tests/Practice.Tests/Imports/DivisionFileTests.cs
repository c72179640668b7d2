using System.Text;
using Practice.Imports;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Imports;

public sealed class DivisionFileTests
{
    private const string Head = "code,name,parent,level\n";
    private const string Good = Head + "3202,无锡市,32,city\n320282,宜兴市,3202,county\n320282112,丁蜀镇,320282,town\n320282112201,西望村,320282112,village\n";

    [Fact]
    public void The_two_cities_that_ship_are_read_whole()
    {
        using var stream = DivisionFile.OpenShipped();

        var file = Read(stream);

        Assert.False(file.Refused);
        Assert.Empty(file.Errors);
        Assert.Equal(3211, file.RowsTotal);
        Assert.Equal(
            [(Level.City, 2), (Level.Centre, 13), (Level.Institute, 197), (Level.Station, 2999)],
            file.Rows.GroupBy(r => r.Level).Select(g => (g.Key, g.Count())));
    }

    [Fact]
    public void The_second_district_of_the_brief_has_91_villages_in_seven_towns()
    {
        using var stream = DivisionFile.OpenShipped();
        string[] towns = ["321203001", "321203002", "321203003", "321203100", "321203101", "321203103", "321203104"];

        var villages = Read(stream).Rows
            .Where(r => r.Level == Level.Station && towns.Contains(r.Parent) && string.CompareOrdinal(r.Code[9..], "400") < 0)
            .GroupBy(r => r.Parent);

        Assert.Equal([23, 9, 14, 10, 7, 15, 13], villages.Select(g => g.Count()));
    }

    [Fact]
    public void A_town_is_shown_without_its_park()
    {
        using var stream = DivisionFile.OpenShipped();

        var town = Read(stream).Rows.Single(r => r.Code == "321203100");

        Assert.Equal("港口物流产业园-永安洲镇", town.Name);
        Assert.Equal("永安洲镇", town.DisplayName);
    }

    [Fact]
    public void Rows_come_parents_first_whatever_their_order()
    {
        var file = Parse(Head + "320282112201,西望村,320282112,village\n320282112,丁蜀镇,320282,town\n320282,宜兴市,3202,county\n3202,无锡市,32,city\n");

        Assert.Empty(file.Errors);
        Assert.Equal(["3202", "320282", "320282112", "320282112201"], file.Rows.Select(r => r.Code));
        Assert.Equal([null, "3202", "320282", "320282112"], file.Rows.Select(r => r.Parent));
        Assert.Equal([5, 4, 3, 2], file.Rows.Select(r => r.Line));
    }

    [Fact]
    public void Marks_line_ends_quotes_blank_lines_and_column_order_do_not_matter()
    {
        var text = "\uFEFFname,Level,code,parent,note\r\n\r\n\"无锡市\",city,3202,32,x\r\n\"宜\"\"兴,市\" ,county, 320282 ,3202,\r\n,,,,\r\n丁蜀镇,TOWN,320282112000,320282000000,last";

        var file = Parse(text);

        Assert.Empty(file.Errors);
        Assert.Equal(["无锡市", "宜\"兴,市", "丁蜀镇"], file.Rows.Select(r => r.Name));
        Assert.Equal(["3202", "320282", "320282112"], file.Rows.Select(r => r.Code));
        Assert.Equal([3, 4, 6], file.Rows.Select(r => r.Line));
    }

    [Theory]
    [InlineData("320282112202,,320282112,village", "name.missing")]
    [InlineData("32028211220,周村,320282112,village", "code.digits")]
    [InlineData("320282000123,周村,320282112,village", "code.digits")]
    [InlineData("3.20282E+11,周村,320282112,village", "code.digits")]
    [InlineData("３20282112202,周村,320282112,village", "code.digits")]
    [InlineData("020282112202,周村,320282112,village", "code.digits")]
    [InlineData("320282112201,周村,320282112,village", "code.duplicate")]
    [InlineData("320282112202,周村,320282999,village", "parent.unknown")]
    [InlineData("320282112202,周村,320282,village", "parent.digits")]
    [InlineData("320282112202,周村,,village", "parent.digits")]
    [InlineData("320282112202,周村,320282112,hamlet", "level.unknown")]
    [InlineData("320282112202,周村,320282112", "row.columns")]
    [InlineData("320282112202,\"周村,320282112,village", "row.quotes")]
    [InlineData("320282112202,周\"\"村,320282112,village", "row.quotes")]
    [InlineData("320282112202,周\u0000村,320282112,village", "row.characters")]
    [InlineData("\u0001row.tooLong", "row.characters")]
    public void A_bad_row_is_reported_and_skipped(string row, string code)
    {
        var file = Parse(Good + row + "\n320282112203,潜洛村,320282112,village\n");

        var error = Assert.Single(file.Errors);
        Assert.Equal((6, code), (error.Line, error.Code));
        Assert.Equal(["3202", "320282", "320282112", "320282112201", "320282112203"], file.Rows.Select(r => r.Code));
        Assert.Equal(6, file.RowsTotal);
        Assert.False(file.Refused);
    }

    [Fact]
    public void What_hangs_under_a_skipped_row_is_skipped_too()
    {
        var file = Parse(Good.Replace("320282,宜兴市,3202", "320282,宜兴市,3299", StringComparison.Ordinal));

        Assert.Equal(["3202"], file.Rows.Select(r => r.Code));
        Assert.Equal([(3, "parent.unknown"), (4, "parent.unknown"), (5, "parent.unknown")], file.Errors.Select(e => (e.Line, e.Code)));
    }

    [Fact]
    public void A_file_may_bring_only_what_is_below_a_known_unit()
    {
        var text = Head + "320282112,丁蜀镇,320282,town\n";

        Assert.Equal("parent.unknown", Assert.Single(Parse(text).Errors).Code);
        Assert.Empty(Read(Bytes(text), code => code == "320282").Errors);
    }

    [Fact]
    public void A_line_that_is_too_long_is_skipped_in_bounded_memory()
    {
        var file = Parse(Good + "320282112202," + new string('村', 200_000) + ",320282112,village\n320282112203,潜洛村,320282112,village\n");

        Assert.Equal((6, "row.tooLong"), (Assert.Single(file.Errors).Line, file.Errors[0].Code));
        Assert.Equal("320282112203", file.Rows[^1].Code);
    }

    [Fact]
    public void A_file_in_gbk_is_refused_and_named()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        var late = string.Concat(Enumerable.Repeat("320282112201,xiwang,320282112,village\n", 5000));

        foreach (var text in new[] { Good, Head + late + "320282112202,周村,320282112,village\n" })
        {
            var file = Read(new MemoryStream(gbk.GetBytes(text)));

            Assert.True(file.Refused);
            Assert.Empty(file.Rows);
            var error = Assert.Single(file.Errors);
            Assert.Equal((0, "file.encoding", "the file is not UTF-8 (it looks like GBK); save it as UTF-8"), (error.Line, error.Code, error.Message));
        }
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused()
    {
        var utf16 = Read(new MemoryStream([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)]));
        var cut = Read(new MemoryStream(Encoding.UTF8.GetBytes(Head + "3202,无锡")[..^1]));

        Assert.Contains("UTF-16", Assert.Single(utf16.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("file.encoding", Assert.Single(cut.Errors).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("3202,无锡市,32,city\n")]
    [InlineData("code,name,parent\n3202,无锡市,32\n")]
    [InlineData("code;name;parent;level\n3202;无锡市;32;city\n")]
    [InlineData("code,name,streetCode\n")]
    public void A_file_without_its_header_is_refused(string text)
    {
        var file = Parse(text);

        Assert.True(file.Refused);
        Assert.Empty(file.Rows);
        Assert.Equal((0, "file.header"), (Assert.Single(file.Errors).Line, file.Errors[0].Code));
    }

    [Fact]
    public void The_national_file_has_villages_only_and_its_ancestors_are_named_by_code()
    {
        var file = Parse(DivisionColumns.NationalFile + "\n110101001001,\"多福巷社区居委会\",110101001,11,1101,110101\n350527000000,金门县,350527000,35,3505,350527\n");

        Assert.Equal(
            [("1101", "1101", null), ("110101", "110101", "1101"), ("110101001", "110101001", "110101"), ("110101001001", "多福巷社区居委会", "110101001")],
            file.Rows.Select(r => (r.Code, r.Name, r.Parent)));
        Assert.Equal(
            [(2, "ancestor.unnamed"), (2, "ancestor.unnamed"), (2, "ancestor.unnamed"), (3, "parent.digits")],
            file.Errors.Select(e => (e.Line, e.Code)));
    }

    [Fact]
    public void A_million_lines_are_read_and_only_the_first_errors_kept()
    {
        using var stream = new RepeatedLines(Head + "3202,无锡市,32,city\n320282,宜兴市,3202,county\n", "320282112201,西望村,320282112,village\n", 1_000_000);

        var file = Read(stream, limits: new(MaxErrors: 10));

        Assert.Equal(1_000_002, file.RowsTotal);
        Assert.Equal(1_000_000, file.ErrorsTotal);
        Assert.Equal(10, file.Errors.Count);
        Assert.Equal(2, file.Rows.Count);
    }

    [Fact]
    public void A_file_with_more_rows_than_allowed_is_refused()
    {
        var file = Read(Bytes(Good), limits: new(MaxRows: 3));

        Assert.True(file.Refused);
        Assert.Equal("file.tooLong", Assert.Single(file.Errors).Code);
    }

    private static DivisionFile Read(Stream stream, Func<string, bool>? known = null, DivisionLimits? limits = null) =>
        DivisionFile.Read(stream, known, limits, TestContext.Current.CancellationToken);

    private static DivisionFile Parse(string text) => Read(Bytes(text));

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
