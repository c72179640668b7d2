using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>Progress with its way: read from the rows, for whoever has shown that the need is his.</summary>
internal sealed class ProgressReader(IUnitStore store, ITermsSource terms)
{
    private const int MostEvents = 200;

    public async Task<ProgressView> Read(NeedView need, CancellationToken cancellation)
    {
        var stream = Ids.UnitStream(need.Unit);
        var way = NeedTimeline.Of(need.Unit, await store.Events(stream, need.Id, 0, MostEvents, cancellation));
        var names = await Names(way.Select(step => step.Unit).OfType<string>().Append(need.Owner).Append(need.Unit), cancellation);
        var order = need.Orders.LastOrDefault(o => o.Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Reported or OrderStatus.Confirmed or OrderStatus.Redo);
        var (team, comes) = order is null ? (null, null) : await TeamOf(stream, order, cancellation);
        var path = await store.Items(stream, "unit", [need.Unit], cancellation) is [var row] ? ItemKinds.Read<UnitProfile>(row).Path : "/";
        return ProgressEndpoints.Of(need) with
        {
            Category = need.Category, CategoryName = PublicWords.CategoryName(need.Category, await terms.For(path)), Unit = need.Unit,
            UnitName = names.GetValueOrDefault(need.Unit), OwnerName = names.GetValueOrDefault(need.Owner), Team = team, Comes = comes, RateBy = need.Due.Rate,
            Way = [.. way.Select(step => step with { UnitName = step.Unit is null ? null : names.GetValueOrDefault(step.Unit) })],
        };
    }

    private async Task<(string? Team, TimeSlot? Comes)> TeamOf(string stream, OrderBrief order, CancellationToken cancellation)
    {
        var names = Ids.IsTeam(order.Team) ? await MonthReads.TeamNames(store, [order.Team], cancellation) : [];
        var comes = await store.Items(stream, "order", [order.Id], cancellation) is [var row] ? ItemKinds.Read<WorkOrder>(row).Slot : null;
        return (names.GetValueOrDefault(order.Team), comes);
    }

    private async Task<Dictionary<string, string>> Names(IEnumerable<string> units, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units.Distinct().Where(Ids.IsUnit))
            if (await store.Items(Ids.UnitStream(unit), "unit", [unit], cancellation) is [var row]) names[unit] = ItemKinds.Read<UnitProfile>(row).Name;
        return names;
    }
}
