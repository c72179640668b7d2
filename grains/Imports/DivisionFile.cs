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
        using var rows = new CsvRows(utf8, limits.MaxLine);
        try
        {
            if (!rows.Read())
                return Refuse("file.header", $"The file is empty; its first line must be {DivisionColumns.Tree}.");
            var (columns, missing) = DivisionColumns.Find(rows.Fields);
            if (columns is null)
                return Refuse("file.header", $"The first line must be {DivisionColumns.Tree}, or {DivisionColumns.NationalFile}; missing: {missing}.");

            var table = new DivisionTable(known ?? (static _ => false), limits.MaxErrors);
            while (rows.Read())
            {
                if ((rows.Line & 0xFFF) == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (rows.IsBlank)
                    continue;
                if (table.RowsTotal == limits.MaxRows)
                    return Refuse("file.tooLong", $"The file has more than {limits.MaxRows} rows; split it by city.");
                table.RowsTotal++;
                Take(rows, columns, table);
            }

            return table.Finish(cancellation);
        }
        catch (NotUtf8Exception e)
        {
            return Refuse("file.encoding", CsvRows.Encoding(e));
        }
    }

    private static void Take(CsvRows row, DivisionColumns columns, DivisionTable table)
    {
        if (row.Fault(columns.Last) is { } fault)
            table.Report(row.Line, fault.Code, fault.Message);
        else if (columns.National)
            table.AddNational(row.Line, row[columns.Code], row[columns.Name], row[columns.Parent], row[columns.Area], row[columns.City]);
        else
            table.Add(row.Line, row[columns.Code], row[columns.Name], row[columns.Parent], row[columns.Level]);
    }

    private static DivisionFile Refuse(string code, string message) => new([], [new(0, code, message)], 0, 1, refused: true);
}
