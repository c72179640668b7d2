using System.Text.Json;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Reliability;

/// <summary>
/// At no instant, and after none of its events, has a team promised more helpers than it has: its history is played again, and the promises of the moment
/// are summed where each of them begins.
/// </summary>
internal sealed class TeamsWithinCapacity : ILaw
{
    public string Name => "teams beyond their capacity";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var breaches = new List<string>();
        var events = await evidence.Rows(
            "SELECT stream, item, type, data FROM events WHERE stream LIKE 'team-%' AND type IN ('team.founded', 'team.edited', 'team.timeReserved', 'team.orderEnded') ORDER BY stream, seq",
            row => (Stream: row.GetString(0), Item: row.GetString(1), Type: row.GetString(2), Data: row.GetString(3)));
        foreach (var team in events.GroupBy(e => e.Stream))
        {
            var (capacity, promised) = (0, new Dictionary<string, Reservation>());
            foreach (var (_, item, type, data) in team)
            {
                Play(type, item, data, promised, ref capacity);
                if (type == "team.timeReserved" && Peak(promised.Values) is var peak && peak > capacity)
                    breaches.Add($"{team.Key} has {capacity} and promises {peak} with {item}");
            }
        }

        return breaches;
    }

    private static void Play(string type, string item, string data, Dictionary<string, Reservation> promised, ref int capacity)
    {
        switch (type)
        {
            case "team.founded":
                capacity = Read<TeamFounded>(data).Capacity;
                break;
            case "team.edited":
                capacity = Read<TeamEdited>(data).Capacity;
                break;
            case "team.timeReserved":
                var kept = Read<TimeReserved>(data);
                promised[item] = new(item, kept.Slot, kept.People);
                break;
            default:
                if (promised.TryGetValue(item, out var ended) && Read<EngagementEnded>(data).FreeFrom is var free)
                    promised[item] = ended with { Slot = ended.Slot with { Until = free < ended.Slot.Until ? free : ended.Slot.Until } };
                break;
        }
    }

    private static int Peak(IEnumerable<Reservation> promised)
    {
        var valid = promised.Where(r => r.Slot.From < r.Slot.Until).ToList();
        return valid.Select(at => valid.Where(r => r.Slot.From <= at.Slot.From && at.Slot.From < r.Slot.Until).Sum(r => r.People)).DefaultIfEmpty(0).Max();
    }

    private static T Read<T>(string data) => JsonSerializer.Deserialize<T>(data, Json.Persisted)!;
}
