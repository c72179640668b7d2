using System.Collections.Immutable;
using System.Data.Common;

namespace Practice.Store.Reading;

/// <summary>The counts of a census. Each is read from an index of what is open or owed: no cost grows with what is over.</summary>
internal sealed class CensusReads(IStoreDatabase database)
{
    // The literals let both databases see that the partial indexes serve. A path's depth is the level of its unit.
    private const string OpenNeeds = """
        SELECT length(path) - length(replace(path, '/', '')) - 1, category, COUNT(*), SUM(CASE WHEN due_at < @p0 THEN 1 ELSE 0 END)
        FROM items WHERE open AND kind = 'need' AND status NOT IN ('done', 'rated') GROUP BY 1, 2
        """;

    private const string Owed = "SELECT COUNT(*), MIN(at) FROM outbox WHERE NOT parked";
    private const string Parked = "SELECT COUNT(*) FROM outbox WHERE parked";

    public Task<StoreCensus> Count(DateTimeOffset now, CancellationToken cancellation) => database.Read(async connection =>
    {
        var open = await Ask(connection, OpenNeeds, r => new OpenNeeds(r.GetInt32(0), Rows.Text(r, 1), r.GetInt64(2), r.GetInt64(3)), cancellation, database.Time(now));
        var owed = await Ask(connection, Owed, r => (Number: r.GetInt64(0), Oldest: r.IsDBNull(1) ? (DateTimeOffset?)null : database.Time(r, 1)), cancellation);
        var parked = await Ask(connection, Parked, r => r.GetInt64(0), cancellation);
        return new StoreCensus(open, owed[0].Number, owed[0].Oldest, parked[0]);
    }, ReadMode.Search, cancellation);

    private async Task<ImmutableArray<T>> Ask<T>(
        DbConnection connection, string sql, Func<DbDataReader, T> row, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
            database.AddParameter(command, $"p{i}", parameters[i]);
        return await Rows.Read(command, row, cancellation);
    }
}
