using Practice.Reliability.Upgrade;

namespace Practice.Reliability;

/// <summary>What a newer release has written into an item is still there, whatever an older one has done with the item since.</summary>
internal sealed class UnknownIsKept : ILaw
{
    public const string Forget = $"UPDATE items SET doc = (doc::jsonb - '{NextRelease.Member}')::json WHERE (stream, id) IN (SELECT stream, id FROM items WHERE doc->>'{NextRelease.Member}' IS NOT NULL LIMIT 1)";

    public string Name => "unknown members lost";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence) => await evidence.Rows(
        $"""
        SELECT i.id, i.version FROM items i WHERE i.kind = 'need' AND i.doc->>'{NextRelease.Member}' IS NULL
        AND EXISTS (SELECT 1 FROM events e WHERE e.stream = i.stream AND e.item = i.id AND e.type = '{NextRelease.Event}')
        """, row => $"{row.GetString(0)} has lost '{NextRelease.Member}' by {row.GetInt64(1)}");
}
