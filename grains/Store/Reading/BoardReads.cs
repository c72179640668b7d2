using System.Collections.Immutable;
using System.Globalization;

namespace Practice.Store.Reading;

/// <summary>Reads boards. What a board costs follows neither how many units nor how many needs there are below.</summary>
/// <remarks>
/// Counts come from the tallies that each level keeps; lines come in order from partial indexes, one for each upper level. Kinds and
/// statuses are literals, because the indexes are known by them: a test holds them to the names the domain writes.
/// </remarks>
internal sealed class BoardReads(IStoreDatabase database)
{
    public const string Unit = "unit", Need = "need", Tally = "tally", ChildTally = "childTally", Publication = "publication";
    public const string Open = "open", Unfulfilled = "unfulfilled", Dispatching = "dispatching", Accepted = "accepted", InService = "inService", Done = "done", Rated = "rated";

    /// <summary>The depth of a village: what is deeper is looked for among its village's.</summary>
    private const int Deepest = 4;

    private const int MostUnderWay = 200, MostPublications = 12;
    private const string Columns = Rows.ItemColumns;

    public Task<BoardRows> Read(string stream, string path, string month, int lines, CancellationToken cancellation) => database.Read(async connection =>
    {
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await using var command = connection.CreateCommand();
        command.CommandText = $"{database.Ordered}{Sql(Below(steps.Length))}";
        object[] values = [stream, steps[Math.Min(steps.Length, Deepest) - 1], month, path, path[..^1] + "0", lines];
        for (var i = 0; i < values.Length; i++)
            database.AddParameter(command, string.Create(CultureInfo.InvariantCulture, $"p{i}"), values[i]);

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var results = new ImmutableArray<ItemRow>[6];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = await Rows.Rest(reader, r => Rows.Item(database, r), cancellation);
            await reader.NextResultAsync(cancellation);
        }

        return new BoardRows(results[0].FirstOrDefault(), results[1], results[2], results[3], results[4], results[5]);
    }, ReadMode.Snapshot, cancellation);

    /// <summary>One by one, as a test looks at them.</summary>
    internal IEnumerable<string> Statements(string path) => Sql(Below(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Length)).Split(';');

    private string Below(int depth) => database.Ancestor(Math.Min(depth, Deepest)) is not { } ancestor
        ? "path >= @p3 AND path < @p4"
        : depth <= Deepest ? $"{ancestor} = @p1" : $"{ancestor} = @p1 AND path >= @p3 AND path < @p4";

    private static string Sql(string below) => $$"""
        SELECT {{Columns}} FROM items WHERE stream = @p0 AND kind = '{{Unit}}';
        SELECT {{Columns}} FROM items WHERE stream = @p0 AND kind IN ('{{Tally}}', '{{ChildTally}}') AND (month = @p2 OR status = '{{Open}}');
        SELECT {{Columns}} FROM items
        WHERE kind = '{{Need}}' AND status = '{{Unfulfilled}}' AND due_at IS NOT NULL AND {{below}} ORDER BY due_at, id, stream LIMIT @p5;
        SELECT {{Columns}} FROM (
            SELECT {{Columns}} FROM items
            WHERE kind = '{{Need}}' AND status IN ('{{Dispatching}}', '{{Accepted}}', '{{InService}}') AND due_at IS NOT NULL AND {{below}}
            ORDER BY due_at, id, stream LIMIT {{MostUnderWay}}
        ) AS soonest
        WHERE CAST(doc AS text) LIKE '%"promise":{%' ORDER BY due_at, id, stream LIMIT @p5;
        SELECT {{Columns}} FROM items
        WHERE kind = '{{Need}}' AND status IN ('{{Done}}', '{{Rated}}') AND {{below}} ORDER BY created_at DESC, id DESC, stream DESC LIMIT @p5;
        SELECT {{Columns}} FROM items WHERE stream = @p0 AND kind = '{{Publication}}' ORDER BY id DESC LIMIT {{MostPublications}}
        """;
}
