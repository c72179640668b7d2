using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace Practice.Silo.Api;

/// <summary>
/// Lists as files: CSV for machines and spreadsheets (UTF-8 with BOM, CRLF), XLSX for offices. A cell that a spreadsheet would take
/// for a formula gets a leading quote (rules §6).
/// </summary>
internal static class Exports
{
    public static bool Wanted(HttpContext context, string? format, out string kind)
    {
        kind = format ?? (context.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "");
        return kind is "csv" or "xlsx";
    }

    public static IResult File<T>(string kind, string name, IReadOnlyList<(string Title, Func<T, object?> Cell)> columns, IAsyncEnumerable<T> rows) => kind == "xlsx"
        ? Results.Stream(stream => Xlsx(stream, columns, rows), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
        : Results.Stream(stream => Csv(stream, columns, rows), "text/csv; charset=utf-8", name + ".csv");

    private static async Task Csv<T>(Stream stream, IReadOnlyList<(string Title, Func<T, object?> Cell)> columns, IAsyncEnumerable<T> rows)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', columns.Select(column => Quoted(column.Title))));
        await foreach (var row in rows)
            await writer.WriteLineAsync(string.Join(',', columns.Select(column => Quoted(Safe(column.Cell(row))))));
    }

    // The workbook's writer needs all rows at hand; a list of a county's year fits.
    private static async Task Xlsx<T>(Stream stream, IReadOnlyList<(string Title, Func<T, object?> Cell)> columns, IAsyncEnumerable<T> rows)
    {
        var lines = new List<Dictionary<string, object?>>();
        await foreach (var row in rows)
            lines.Add(columns.ToDictionary(column => column.Title, column => (object?)Safe(column.Cell(row))));
        if (lines.Count == 0)
            lines.Add(columns.ToDictionary(column => column.Title, _ => (object?)null));
        using var buffer = new MemoryStream();
        await buffer.SaveAsAsync(lines);
        buffer.Position = 0;
        await buffer.CopyToAsync(stream);
    }

    private static string Safe(object? cell)
    {
        var text = cell switch
        {
            null => "",
            DateTimeOffset at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };
        return cell is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
