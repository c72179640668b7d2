namespace Practice.Reliability;

/// <summary>
/// Each stream's events are numbered from one without a gap, its head names the last of them, and no item is newer than its head. A second owner that
/// was let in beside the first would break it.
/// </summary>
internal sealed class HistoryIsWhole : ILaw
{
    public string Name => "streams with a broken history";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence) =>
    [
        .. await evidence.Rows(
            """
            SELECT h.stream, h.version, count(e.seq), min(e.seq), max(e.seq) FROM heads h LEFT JOIN events e ON e.stream = h.stream
            GROUP BY h.stream, h.version HAVING count(e.seq) <> h.version OR min(e.seq) <> 1 OR max(e.seq) <> h.version
            """, row => $"{row.GetString(0)} is at {row.GetInt64(1)} and has {row.GetInt64(2)} events"),
        .. await evidence.Rows(
            "SELECT h.stream FROM heads h JOIN events e ON e.stream = h.stream AND e.seq = h.version WHERE e.change_id <> h.last_change",
            row => $"the head of {row.GetString(0)} names another change than its last event"),
        .. await evidence.Rows("SELECT DISTINCT e.stream FROM events e LEFT JOIN heads h ON h.stream = e.stream WHERE h.stream IS NULL", row => $"{row.GetString(0)} has events and no head"),
        .. await evidence.Rows("SELECT i.stream, i.id FROM items i LEFT JOIN heads h ON h.stream = i.stream WHERE h.version IS NULL OR i.version > h.version", row => $"{row.GetString(1)} is newer than {row.GetString(0)}"),
        .. await evidence.Rows(
            "SELECT i.id, i.version, max(e.seq) FROM items i JOIN events e ON e.stream = i.stream AND e.item = i.id WHERE i.kind IN ('need', 'order') GROUP BY i.stream, i.id, i.version HAVING i.version < max(e.seq)",
            row => $"the row of {row.GetString(0)} shows {row.GetInt64(1)}, its history {row.GetInt64(2)}"),
    ];
}
