using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Practice.Imports;

/// <summary>The rows of a CSV file in UTF-8, one a line, each with what makes it unreadable. The stream is read synchronously.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvLines _lines;
    private readonly CsvParser _csv;
    private bool _quotes;

    public CsvRows(Stream utf8, int maxLine)
    {
        _lines = new(utf8, maxLine);
        _csv = new(_lines, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => _quotes = true,
            NewLine = "\n",
        });
    }

    /// <summary>The line of the file, from 1.</summary>
    public int Line => _csv.RawRow;

    public string[] Fields => _csv.Record ?? [];

    public bool IsBlank => Array.TrueForAll(Fields, string.IsNullOrWhiteSpace);

    public string this[int column] => _csv[column].Trim();

    /// <exception cref="NotUtf8Exception">The file is not UTF-8.</exception>
    public bool Read()
    {
        _quotes = false;
        return _csv.Read();
    }

    /// <summary>Why the row cannot be read; null = it can.</summary>
    /// <param name="last">The last column that is needed.</param>
    public (string Code, string Message)? Fault(int last) =>
        _csv[0] is [CsvLines.Mark, .. var fault] ? (fault, fault switch
        {
            CsvLines.TooLong => "The line is too long.",
            CsvLines.OpenQuote => "A quote is not closed on its line.",
            _ => "The line begins with a control character.",
        })
        : _quotes ? (CsvLines.OpenQuote, "A quote stands inside a field; double it and quote the field.")
        : _csv.Count <= last ? ("row.columns", $"The line has {_csv.Count} fields; the header asks for {last + 1}.")
        : null;

    public void Dispose()
    {
        _csv.Dispose();
        _lines.Dispose();
    }

    /// <summary>What to say of a file in another encoding.</summary>
    public static string Encoding(NotUtf8Exception e) =>
        e.Looks is null ? "the file is not UTF-8; save it as UTF-8" : $"the file is not UTF-8 (it looks like {e.Looks}); save it as UTF-8";
}
