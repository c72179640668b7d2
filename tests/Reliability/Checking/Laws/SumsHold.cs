using System.Text.Json;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;

namespace Practice.Reliability;

/// <summary>What each unit counts is what its needs say, and what it knows of a child is what the child's whole subtree says.</summary>
internal sealed class SumsHold : ILaw
{
    public string Name => "statistics that are not their sums";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var needs = (await evidence.Items<Need>("need")).Select(row => row.Item).ToList();
        var breaches = new List<string>();
        foreach (var (stream, tally) in await evidence.Items<Tally>("tally"))
            if (Text(tally.Counts) != Text(Recount(needs, need => need.Month == tally.Id && Ids.UnitStream(Ids.Owner(need.Id)) == stream)))
                breaches.Add($"{stream} counts its own needs of {tally.Id} wrong");
        foreach (var (stream, told) in await evidence.Items<ChildTally>("childTally"))
            if (Text(told.Counts) != Text(Recount(needs, need => need.Month == told.Facets.Month && need.Id.StartsWith(told.Child, StringComparison.Ordinal))))
                breaches.Add($"{stream} counts {told.Counts.Submitted} of {told.Child}, and its needs tell otherwise");
        return breaches;
    }

    private static StatCounts Recount(List<Need> needs, Func<Need, bool> which) => needs.Where(which).Select(TallyRules.Contribution).Aggregate(StatCounts.Zero, (sum, next) => sum + next);

    private static string Text(StatCounts counts) => JsonSerializer.Serialize(counts, Json.Persisted);
}
