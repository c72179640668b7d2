namespace Practice.Reliability;

/// <summary>
/// However often a command was sent, it was done once: the marker of an acknowledged one is found in exactly one item, of an unknown one in at most
/// one, of a refused one in none; and its answer named that item.
/// </summary>
internal sealed class OneEffectAKey : ILaw
{
    public string Name => "keys with other than one effect";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var found = (await evidence.Rows("SELECT id, doc->>'title' FROM items WHERE kind = 'need'", row => (Id: row.GetString(0), Title: row.GetString(1))))
            .ToLookup(need => need.Title.Split(' ')[^1], need => need.Id);
        var breaches = new List<string>();
        foreach (var entry in evidence.Entries.Where(entry => entry.Marker is not null))
        {
            var effects = found[entry.Marker!].ToList();
            var right = entry.Outcome switch
            {
                Outcome.Acknowledged => effects.Count == 1 && effects[0] == entry.Result,
                Outcome.Refused => effects.Count == 0,
                Outcome.Unknown or Outcome.Open => effects.Count <= 1,
                _ => throw new InvalidOperationException($"{entry.Outcome}"),
            };
            if (!right)
                breaches.Add($"{entry.Verb} {entry.Id} ({entry.Outcome}, answered {entry.Result}) has made [{string.Join(", ", effects)}]");
        }

        return breaches;
    }
}
