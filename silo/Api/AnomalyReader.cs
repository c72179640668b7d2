using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Something about records that asks for a second look.</summary>
/// <param name="Kind"><c>flagged</c>: what the leader confirmed all the same; <c>massBackFill</c>: many entered afterwards by one account on one day.</param>
/// <param name="Of">Flags, or the account.</param>
public sealed record AnomalyView(string Kind, ImmutableArray<string> Of, DateOnly Day, int Number, ImmutableArray<string> Records);

/// <summary>Looks through the records of a subtree and month.</summary>
internal static class AnomalyReader
{
    /// <summary>Entered by one account on one day: as many are out of the ordinary.</summary>
    public const int Many = 20;

    private const int MostShown = 200, MostRecordsShown = 50;

    public static async Task<ImmutableArray<AnomalyView>> Read(IUnitStore store, ItemQuery query, CancellationToken cancellation)
    {
        var anomalies = new List<AnomalyView>();
        await foreach (var row in store.All(query with { Urgency = "flagged" }, cancellation))
        {
            if (ItemKinds.Read<ServiceRecord>(row) is not { State: not RecordState.Voided } record)
                continue;
            anomalies.Add(new("flagged", record.Flags, Calendars.ChinaTime.DateOf(record.Slot.From), 1, [record.Id]));
            if (anomalies.Count == MostShown)
                break;
        }

        var entered = new Dictionary<(string By, DateOnly Day), List<string>>();
        await foreach (var row in store.All(query with { Category = Json.Name(RecordOrigin.BackFilled) }, cancellation))
        {
            var record = ItemKinds.Read<ServiceRecord>(row);
            var key = (record.Recorder, Calendars.ChinaTime.DateOf(record.CreatedAt));
            if (!entered.TryGetValue(key, out var records))
                entered[key] = records = [];
            records.Add(record.Id);
        }

        anomalies.AddRange(entered.Where(e => e.Value.Count >= Many).OrderByDescending(e => e.Value.Count).ThenBy(e => e.Key.By, StringComparer.Ordinal)
            .Select(e => new AnomalyView("massBackFill", [e.Key.By], e.Key.Day, e.Value.Count, [.. e.Value.Take(MostRecordsShown)])));
        return [.. anomalies];
    }
}
