namespace Practice.Imports;

/// <summary>A file of people who have served: <see cref="VolunteerColumns.Header"/>.</summary>
internal static class VolunteerFile
{
    public const int MaxLine = 4096, MostRows = 400_000;

    /// <summary>How many rows there are, or why nothing of the file may be applied. Reads all of it.</summary>
    public static (int Rows, ImportError? Refused) Check(Stream utf8, CancellationToken cancellation)
    {
        using var rows = new CsvRows(utf8, MaxLine);
        try
        {
            if (!rows.Read())
                return Refuse("file.header", $"The file is empty; its first line must be {VolunteerColumns.Header}.");
            if (VolunteerColumns.Find(rows.Fields) is (null, var missing))
                return Refuse("file.header", $"The first line must be {VolunteerColumns.Header}; missing: {missing}.");
            var count = 0;
            while (rows.Read())
            {
                if ((rows.Line & 0xFFF) == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (!rows.IsBlank && ++count > MostRows)
                    return Refuse("file.tooLong", $"The file has more than {MostRows} rows; split it.");
            }

            return (count, null);
        }
        catch (NotUtf8Exception e)
        {
            return Refuse("file.encoding", CsvRows.Encoding(e));
        }
    }

    /// <summary>What each row says, or what is wrong with it; in the order of the file, which <see cref="Check"/> has let pass.</summary>
    public static IEnumerable<(VolunteerLine? Line, ImportError? Error)> Lines(Stream utf8, DateOnly today, bool invented)
    {
        using var rows = new CsvRows(utf8, MaxLine);
        rows.Read();
        var columns = VolunteerColumns.Find(rows.Fields).Columns!;
        while (rows.Read())
            if (!rows.IsBlank)
                yield return VolunteerLine.Read(rows, columns, today, invented);
    }

    private static (int, ImportError?) Refuse(string code, string message) => (0, new(0, code, message));
}
