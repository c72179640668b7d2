namespace Practice.Reliability;

/// <summary>Damages that every law must see: statements done to the rows and taken back.</summary>
internal static class Damage
{
    public const string LoseANeed = "DELETE FROM items WHERE (stream, id) IN (SELECT stream, id FROM items WHERE kind = 'need' LIMIT 1)";

    public const string LoseAnEvent = "DELETE FROM events WHERE (stream, seq) IN (SELECT stream, seq FROM events WHERE type = 'need.submitted' LIMIT 1)";

    /// <remarks>Of a key that a client chose: those made for one request are not in the journal.</remarks>
    public const string LoseAnOutcome = "DELETE FROM outcomes WHERE (stream, key) IN (SELECT stream, key FROM outcomes WHERE key NOT LIKE E'%\\nrequest/%' LIMIT 1)";

    public const string DoubleANeed =
        """
        INSERT INTO items SELECT stream, kind, id || 'x', version, path, open, status, category, urgency, month, created_at, due_at, wake_at, shard, text, search, doc
        FROM items WHERE kind = 'need' LIMIT 1
        """;

    public const string DoubleAStep =
        """
        INSERT INTO events SELECT stream, (SELECT max(seq) + 1 FROM events n WHERE n.stream = e.stream), change_id, type, item, at, actor, data
        FROM events e WHERE type = 'need.submitted' LIMIT 1
        """;

    public const string DoubleAnOffer =
        """
        INSERT INTO events SELECT stream, (SELECT max(seq) + 1 FROM events n WHERE n.stream = e.stream), change_id, type, item, at, actor, data
        FROM events e WHERE type = 'team.offerReceived' LIMIT 1
        """;

    public const string OweAMessage = "INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard) VALUES ('unit-1', 'unit-2', '', 1, 1, 'planted', '{}', now(), 0)";

    public const string EndTwice =
        """
        INSERT INTO events SELECT stream, (SELECT max(seq) + 1 FROM events n WHERE n.stream = e.stream), change_id, 'need.withdrawn', item, at, actor, data
        FROM events e WHERE type = 'need.done' LIMIT 1
        """;

    public const string PromiseTooMuch =
        "UPDATE events SET data = jsonb_set(data::jsonb, '{people}', '99')::json WHERE (stream, seq) IN (SELECT stream, seq FROM events WHERE type = 'team.timeReserved' LIMIT 1)";

    public const string LoseAnOffer = "DELETE FROM events WHERE (stream, seq) IN (SELECT stream, seq FROM events WHERE type = 'team.offerReceived' LIMIT 1)";

    public const string Miscount = "UPDATE items SET doc = jsonb_set(doc::jsonb, '{counts,submitted}', '1000000')::json WHERE (stream, id) IN (SELECT stream, id FROM items WHERE kind = 'tally' LIMIT 1) AND kind = 'tally'";
}
