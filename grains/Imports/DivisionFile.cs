using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>
/// What a file of division codes says: rows that may be applied, parents first, and what is wrong with the others.
/// </summary>
/// <remarks>
/// Laws: a bad row is reported and skipped, with everything below it that has no other parent; a bad file (<see cref="Refused"/>) has no rows
/// at all. A code has at most one row. Every row's parent is a row before it, or was known before. Memory: about 100 bytes a row.
/// Codes of errors: file.encoding, file.header, file.tooLong; row.tooLong, row.quotes, row.columns, row.characters; code.digits,
/// code.duplicate; name.missing, name.tooLong; level.unknown; parent.digits, parent.unknown; ancestor.unnamed (which skips nothing).
/// Source: rules §3.1, demo-content §1.
/// </remarks>
public sealed class DivisionFile
{
    internal DivisionFile(IReadOnlyList<DivisionRow> rows, IReadOnlyList<ImportError> errors, int rowsTotal, int errorsTotal, bool refused)
    {
        Rows = rows;
        Errors = errors;
        RowsTotal = rowsTotal;
        ErrorsTotal = errorsTotal;
        Refused = refused;
    }

    /// <summary>The rows to apply, by level and then by code. Made on demand: enumerate once, or keep what is needed.</summary>
    public IReadOnlyList<DivisionRow> Rows { get; }

    /// <summary>What is wrong, by line; at most <see cref="DivisionLimits.MaxErrors"/>.</summary>
    public IReadOnlyList<ImportError> Errors { get; }

    /// <summary>How many rows of data the file has, bad ones too.</summary>
    public int RowsTotal { get; }

    /// <summary>How many errors there are, those not kept too.</summary>
    public int ErrorsTotal { get; }

    /// <summary>Whether the file as a whole is bad: nothing of it may be applied, and the one error says why.</summary>
    public bool Refused { get; }

    /// <summary>The two cities of the brief, which ship with the system.</summary>
    public static Stream OpenShipped() => typeof(DivisionFile).Assembly.GetManifestResourceStream("Practice.Imports.Data.divisions-wuxi-taizhou.csv")
        ?? throw new InvalidOperationException("The division codes that ship with the system are missing.");

    /// <summary>Reads a file, as <c>code,name,parent,level</c> or in the national file's columns. The stream is read synchronously.</summary>
    /// <param name="known">Whether the network has a unit of this code already, so that a file may bring only what is below it.</param>
    public static DivisionFile Read(Stream utf8, Func<string, bool>? known = null, DivisionLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= DivisionLimits.Default;
        using var lines = new CsvLines(utf8, limits.MaxLine);
        var quotes = false;
        using var csv = new CsvParser(lines, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => quotes = true,
            NewLine = "\n",
        });
        try
        {
            if (!csv.Read())
                return Refuse("file.header", $"The file is empty; its first line must be {DivisionColumns.Tree}.");
            var (columns, missing) = DivisionColumns.Find(csv.Record ?? []);
            if (columns is null)
                return Refuse("file.header", $"The first line must be {DivisionColumns.Tree}, or {DivisionColumns.NationalFile}; missing: {missing}.");

            var table = new DivisionTable(known ?? (static _ => false), limits.MaxErrors);
            for (quotes = false; csv.Read(); quotes = false)
            {
                if ((csv.RawRow & 0xFFF) == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (Array.TrueForAll(csv.Record ?? [], string.IsNullOrWhiteSpace))
                    continue;
                if (table.RowsTotal == limits.MaxRows)
                    return Refuse("file.tooLong", $"The file has more than {limits.MaxRows} rows; split it by city.");
                table.RowsTotal++;
                Take(csv, columns, table, quotes);
            }
            return table.Finish(cancellation);
        }
        catch (NotUtf8Exception e)
        {
            return Refuse("file.encoding", e.Looks is null
                ? "the file is not UTF-8; save it as UTF-8"
                : $"the file is not UTF-8 (it looks like {e.Looks}); save it as UTF-8");
        }
    }

    private static void Take(CsvParser csv, DivisionColumns columns, DivisionTable table, bool quotes)
    {
        var line = csv.RawRow;
        if (csv[0] is [CsvLines.Mark, .. var fault])
            table.Report(line, fault, fault switch
            {
                CsvLines.TooLong => "The line is too long.",
                CsvLines.OpenQuote => "A quote is not closed on its line.",
                _ => "The line begins with a control character.",
            });
        else if (quotes)
            table.Report(line, CsvLines.OpenQuote, "A quote stands inside a field; double it and quote the field.");
        else if (csv.Count <= columns.Last)
            table.Report(line, "row.columns", $"The line has {csv.Count} fields; the header asks for {columns.Last + 1}.");
        else if (columns.National)
            table.AddNational(line, Field(csv, columns.Code), Field(csv, columns.Name), Field(csv, columns.Parent), Field(csv, columns.Area), Field(csv, columns.City));
        else
            table.Add(line, Field(csv, columns.Code), Field(csv, columns.Name), Field(csv, columns.Parent), Field(csv, columns.Level));
    }

    private static string Field(CsvParser csv, int column) => csv[column].Trim();

    private static DivisionFile Refuse(string code, string message) => new([], [new(0, code, message)], 0, 1, refused: true);
}
