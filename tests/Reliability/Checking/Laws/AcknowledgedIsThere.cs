namespace Practice.Reliability;

/// <summary>Every acknowledged operation has left its outcome, its event and, where it made something, the row of it. Breaches are lost operations.</summary>
internal sealed class AcknowledgedIsThere : ILaw
{
    /// <summary>What each verb leaves in the history of the item that its answer named; a verb that is not here leaves its outcome only.</summary>
    private static readonly Dictionary<string, string[]> Events = new()
    {
        ["submit"] = ["need.submitted"], ["verify"] = ["need.verified"], ["withdraw"] = ["need.withdrawn"], ["rating"] = ["need.rated"],
        ["accept"] = ["order.accepting"], ["decline"] = ["order.declined"], ["start"] = ["order.started"], ["report"] = ["order.reported"], ["confirm"] = ["order.confirmed"],
    };

    public string Name => "acknowledged and lost";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var outcomes = (await evidence.Rows("SELECT stream, key, result FROM outcomes", row => (Stream: row.GetString(0), Key: row.GetString(1), Result: row.GetString(2))))
            .ToDictionary(outcome => (outcome.Stream, outcome.Key), outcome => outcome.Result);
        var events = (await evidence.Rows("SELECT DISTINCT stream, item, type FROM events WHERE item IS NOT NULL", row => (row.GetString(0), row.GetString(1), row.GetString(2)))).ToHashSet();
        var items = (await evidence.Rows("SELECT stream, id FROM items", row => (row.GetString(0), row.GetString(1)))).ToHashSet();
        var breaches = new List<string>();
        foreach (var entry in evidence.Acknowledged)
        {
            if (entry.Keyed && !outcomes.TryGetValue((entry.Stream, entry.Key), out _))
                breaches.Add($"{entry.Verb} {entry.Id} at {entry.Stream}: no outcome of {entry.Result}");
            else if (Events.TryGetValue(entry.Verb, out var types) && !types.Any(type => events.Contains((entry.Stream, entry.Result!, type))))
                breaches.Add($"{entry.Verb} {entry.Id} at {entry.Stream}: no event of {entry.Result}");
            else if (Events.ContainsKey(entry.Verb) && !items.Contains((entry.Stream, entry.Result!)))
                breaches.Add($"{entry.Verb} {entry.Id} at {entry.Stream}: no row of {entry.Result}");
        }

        return breaches;
    }
}
