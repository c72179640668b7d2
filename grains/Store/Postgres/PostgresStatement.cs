namespace Practice.Store.Postgres;

/// <summary>The one statement that writes a batch, and the smaller ones beside it.</summary>
/// <remarks>
/// Rows come as arrays, one a column, and name their chain by number (<c>n</c>); whatever joins <c>admitted</c> is written, so a
/// chain whose fence does not hold leaves nothing behind. Returns the numbers of the admitted chains.
/// </remarks>
internal static class PostgresStatement
{
    public const string Commit = """
        WITH old AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6) AS t (n, stream, was, was_change, version, change)
        ), new AS (
            SELECT * FROM unnest($7, $8, $9, $10) AS t (n, stream, version, change)
        ), moved AS (
            UPDATE heads h SET version = o.version, last_change = o.change FROM old o
            WHERE h.stream = o.stream AND h.version = o.was AND h.last_change = o.was_change
            RETURNING o.n, h.stream
        ), born AS (
            INSERT INTO heads (stream, version, last_change) SELECT stream, version, change FROM new
            ON CONFLICT DO NOTHING RETURNING stream
        ), admitted AS (
            SELECT n, stream FROM moved UNION ALL SELECT new.n, new.stream FROM born JOIN new ON new.stream = born.stream
        ), event AS (
            INSERT INTO events (stream, seq, change_id, type, item, at, actor, data)
            SELECT a.stream, r.seq, r.change_id, r.type, r.item, r.at, r.actor, r.data::json
            FROM unnest($11, $12, $13, $14, $15, $16, $17, $18) AS r (n, seq, change_id, type, item, at, actor, data)
            JOIN admitted a ON a.n = r.n
        ), item AS (
            INSERT INTO items AS i (stream, kind, id, version, path, open, status, category, urgency, month, created_at, due_at, wake_at, shard, text, search, doc)
            SELECT a.stream, r.kind, r.id, r.version, r.path, r.open, r.status, r.category, r.urgency, r.month, r.created_at, r.due_at, r.wake_at, r.shard,
                r.text, string_to_array(r.search, ' '), r.doc::json
            FROM unnest($19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
                AS r (n, kind, id, version, path, open, status, category, urgency, month, created_at, due_at, wake_at, shard, text, search, doc)
            JOIN admitted a ON a.n = r.n
            ON CONFLICT (stream, kind, id) DO UPDATE SET version = excluded.version, path = excluded.path, open = excluded.open,
                status = excluded.status, category = excluded.category, urgency = excluded.urgency, month = excluded.month,
                created_at = excluded.created_at, due_at = excluded.due_at, wake_at = excluded.wake_at, text = excluded.text, search = excluded.search, doc = excluded.doc
        ), message AS (
            INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard, trace)
            SELECT a.stream, r.receiver, '', r.seq, r.seq, r.type, r.payload, r.at, r.shard, r.trace
            FROM unnest($36, $37, $38, $39, $40, $41, $42, $62) AS r (n, receiver, seq, type, payload, at, shard, trace)
            JOIN admitted a ON a.n = r.n
        ), report AS (
            INSERT INTO outbox AS o (stream, receiver, topic, slot, seq, type, payload, at, shard, trace)
            SELECT a.stream, r.receiver, r.topic, 0, r.seq, r.type, r.payload, r.at, r.shard, r.trace
            FROM unnest($43, $44, $45, $46, $47, $48, $49, $50, $63) AS r (n, receiver, topic, seq, type, payload, at, shard, trace)
            JOIN admitted a ON a.n = r.n
            ON CONFLICT (stream, receiver, topic, slot) DO UPDATE SET seq = excluded.seq, type = excluded.type, payload = excluded.payload, at = excluded.at,
                attempts = 0, parked = false, trace = excluded.trace
        ), mark AS (
            INSERT INTO marks (stream, sender, seq)
            SELECT a.stream, r.sender, r.seq FROM unnest($51, $52, $53) AS r (n, sender, seq) JOIN admitted a ON a.n = r.n
            ON CONFLICT (stream, sender) DO UPDATE SET seq = excluded.seq
        ), person AS (
            INSERT INTO persons (ref, sealed)
            SELECT DISTINCT ON (r.ref) r.ref, r.sealed FROM unnest($54, $55, $56) AS r (n, ref, sealed) JOIN admitted a ON a.n = r.n
            ORDER BY r.ref, r.n DESC
            ON CONFLICT (ref) DO UPDATE SET sealed = excluded.sealed
        ), outcome AS (
            INSERT INTO outcomes (stream, key, fingerprint, result, at)
            SELECT a.stream, r.key, r.fingerprint, r.result, r.at
            FROM unnest($57, $58, $59, $60, $61) AS r (n, key, fingerprint, result, at) JOIN admitted a ON a.n = r.n
            ON CONFLICT (stream, key) DO UPDATE SET fingerprint = excluded.fingerprint, result = excluded.result, at = excluded.at
        )
        SELECT n FROM admitted
        """;

    /// <summary>A report goes only as it was delivered: one that replaced it meanwhile has another number.</summary>
    public const string Delivered = """
        DELETE FROM outbox o USING unnest($1, $2, $3, $4) AS r (stream, receiver, topic, seq)
        WHERE o.stream = r.stream AND o.receiver = r.receiver AND o.topic = r.topic
            AND o.slot = CASE WHEN r.topic = '' THEN r.seq ELSE 0 END AND o.seq = r.seq
        """;

    public const string Recorded = """
        SELECT e.change_id FROM unnest($1, $2, $3) AS r (stream, seq, change_id)
        JOIN events e ON e.stream = r.stream AND e.seq = r.seq AND e.change_id = r.change_id
        """;
}
