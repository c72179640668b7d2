using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using MiniExcelLibs;

namespace Practice.Silo.Api;

/// <summary>The first sheet of a workbook as the CSV that it stands for, row by row, so that line numbers are the sheet's.</summary>
internal static class Sheets
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const long MostUnpacked = 512 << 20;

    /// <summary>Null where it is no workbook, or one that unpacks to more than it may.</summary>
    /// <param name="mostRows">Further rows are left out but for one, so that whoever counts them sees that there are too many.</param>
    public static byte[]? Csv(byte[] workbook, int mostRows)
    {
        try
        {
            if (!Fits(workbook))
                return null;
            using var stream = new MemoryStream(workbook);
            using var csv = new MemoryStream();
            using (var writer = new StreamWriter(csv, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
                foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Take(mostRows + 2))
                    writer.WriteLine(string.Join(',', row.Values.Select(Cell)));
            return csv.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException
            or NullReferenceException or IndexOutOfRangeException or NotSupportedException or OverflowException or IOException)
        {
            // Whatever a reader of workbooks stumbles over, it is no workbook that an office has saved.
            return null;
        }
    }

    // What the archive says of itself is not believed: it is unpacked, and thrown away.
    private static bool Fits(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        var (left, block) = (MostUnpacked, new byte[64 * 1024]);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            while (content.Read(block) is > 0 and var n)
                if ((left -= n) < 0)
                    return false;
        }

        return archive.Entries.Count > 0;
    }

    private static string Cell(object? cell)
    {
        var text = cell switch
        {
            null => "",
            DateTime at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number when Math.Abs(number) < 1e15 && number == Math.Floor(number) => number.ToString("F0", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return text.AsSpan().IndexOfAny(",\"") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
