namespace Practice.Reliability;

/// <summary>A grain has one row: one head of its stream, one row of each of its items, one row of each of its stored states.</summary>
internal sealed class OneRowAGrain : ILaw
{
    public string Name => "grains with two rows";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence) =>
    [
        .. await evidence.Rows("SELECT stream, count(*) FROM heads GROUP BY stream HAVING count(*) > 1", row => $"{row.GetString(0)} has {row.GetInt64(1)} heads"),
        .. await evidence.Rows("SELECT stream, kind, id, count(*) FROM items GROUP BY stream, kind, id HAVING count(*) > 1", row => $"{row.GetString(1)} {row.GetString(2)} has {row.GetInt64(3)} rows"),
        .. await evidence.Rows("SELECT stream, seq, count(*) FROM events GROUP BY stream, seq HAVING count(*) > 1", row => $"{row.GetString(0)} has {row.GetInt64(2)} events {row.GetInt64(1)}"),
        .. await evidence.Rows(
            """
            SELECT GrainTypeString, coalesce(GrainIdExtensionString, ''), count(*) FROM OrleansStorage
            GROUP BY GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, coalesce(GrainIdExtensionString, ''), ServiceId HAVING count(*) > 1
            """, row => $"{row.GetString(0)} {row.GetString(1)} has {row.GetInt64(2)} rows"),
    ];
}
