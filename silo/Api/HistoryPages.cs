using System.Globalization;
using System.Text.Json;
using Practice.Calendars;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>What happened to an item, or to a whole stream, page by page.</summary>
internal static class HistoryPages
{
    /// <param name="item">Null: everything of the stream.</param>
    /// <param name="unknown">What is answered where nothing ever happened.</param>
    public static async Task<IResult> Read(IUnitStore store, string stream, string? item, string unit, Refusal unknown, long? after, int? limit, CancellationToken cancellation)
    {
        var most = Paging.Clamp(limit);
        var events = await store.Events(stream, item, after ?? 0, most, cancellation);
        if (events.IsEmpty && after is null)
            return Answer.From(unknown);
        var entries = events.Select(e => new HistoryEntry(e.Seq, ChinaTime.Local(e.At), e.Type, e.Actor, unit, JsonSerializer.Deserialize<JsonElement>(e.Data)));
        return Results.Ok(new Page<HistoryEntry>([.. entries], events.Length == most ? events[^1].Seq.ToString(CultureInfo.InvariantCulture) : null));
    }
}
