namespace Practice.Reliability;

/// <summary>A step that can be taken once stands once in an item's history. Breaches are doubled operations, whatever key they came by.</summary>
internal sealed class OneStepAnItem : ILaw
{
    private static readonly string[] Once =
    [
        "need.submitted", "need.verified", "need.withdrawn", "order.offered", "order.accepted", "order.declined", "order.expired", "order.started", "order.confirmed",
        "team.founded", "team.offerReceived", "unit.imported", "unit.opened",
    ];

    public string Name => "steps taken twice";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence) => await evidence.Rows(
        "SELECT stream, item, type, count(*) FROM events WHERE type = ANY($1) GROUP BY stream, item, type HAVING count(*) > 1",
        row => $"{row.GetString(2)} of {row.GetString(1)} at {row.GetString(0)}: {row.GetInt64(3)} times", (object)Once);
}
