using System.Globalization;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Push;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Store;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Push;

/// <summary>每日提醒: counts what the day brings, from the rows.</summary>
internal sealed class Digests(IUnitStore store, ITermsSource terms) : IDigests
{
    private const int LongestTitle = 20;

    public async Task<string?> Of(string of, DateOnly day, CancellationToken cancellation)
    {
        if (Ids.IsTeam(of))
            return await OfTeam(of, day, cancellation);
        if (!Ids.IsUnit(of) || await store.Items(Ids.UnitStream(of), "unit", [of], cancellation) is not [var row])
            return null;
        var unit = ItemKinds.Read<UnitProfile>(row);
        return unit.Level is Level.Station or Level.Point
            ? await OfStation(unit, day, await terms.For(unit.Path), cancellation)
            : await OfParent(unit, day, await terms.For(unit.Path), cancellation);
    }

    private async Task<string?> OfTeam(string id, DateOnly day, CancellationToken cancellation)
    {
        if (await store.Items(Ids.TeamStream(id), "team", [id], cancellation) is not [var row])
            return null;
        var (start, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var (toAnswer, out_, toReport) = (0, 0, 0);
        DateTimeOffset? first = null;
        await foreach (var open in store.All(new() { Kind = "engagement", Stream = Ids.TeamStream(id), Open = true, Order = ItemOrder.Id }, cancellation))
        {
            var engagement = ItemKinds.Read<Engagement>(open);
            if (engagement.HasEnded)
                continue;
            if (engagement.Status == Engagement.Offered)
            {
                toAnswer++;
                first = first is null || engagement.AnswerBy < first ? engagement.AnswerBy : first;
            }
            else if (engagement.Slot is { } slot && slot.From < end && slot.Until > start)
            {
                out_++;
            }
            else if (engagement.Slot is { } past && past.Until <= start && engagement.Status != Json.Name(OrderStatus.Reported))
            {
                toReport++;
            }
        }

        var team = ItemKinds.Read<Team>(row);
        return DigestText.Team(
            team.Name, toAnswer, first is { } by ? ChinaTime.Local(by) : null, out_, toReport, day, (await terms.For(team.UnitPath)).Templates.Team);
    }

    private async Task<string> OfStation(UnitProfile unit, DateOnly day, ITerms inForce, CancellationToken cancellation)
    {
        var (start, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var query = new ItemQuery { Kind = "need", Stream = Ids.UnitStream(unit.Id), Open = true };
        var (today, overdue) = (0, 0);
        ItemRow? first = null;
        await foreach (var row in store.All(query with { DueBefore = end, Order = ItemOrder.Due }, cancellation))
        {
            if (row.DueAt < start)
                overdue++;
            else
                today++;
            first = first is null || first.DueAt < start && row.DueAt >= start ? row : first;
        }

        var submitted = (await store.Count(query with { Statuses = [Json.Name(NeedStatus.Submitted)] }, cancellation)).Sum(c => c.Number);
        UrgentLine? urgent = null;
        if (first is { DueAt: { } due })
        {
            var title = PublicWords.Title(ItemKinds.Read<Need>(first), inForce);
            urgent = new(title.Length > LongestTitle ? title[..LongestTitle] : title, ChinaTime.Local(due), day);
        }

        return DigestText.Station(DigestText.Called(unit.Name, unit.Level), today, overdue, (int)submitted, urgent, inForce.Templates.Station,
            await Ladder(new() { Kind = "climb", Stream = Ids.UnitStream(unit.Id), Open = true }, cancellation));
    }

    private async Task<string> OfParent(UnitProfile unit, DateOnly day, ITerms inForce, CancellationToken cancellation)
    {
        var open = new ItemQuery { Kind = "need", Under = unit.Path, Open = true };
        var late = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in store.All(open with { DueBefore = ChinaTime.StartOf(day), Order = ItemOrder.Due }, cancellation))
            late[row.Stream] = late.GetValueOrDefault(row.Stream) + 1;
        var names = new List<string>();
        foreach (var stream in late.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Key).Take(6))
            foreach (var row in await store.Items(stream, "unit", [stream["unit-".Length..]], cancellation))
                names.Add(ItemKinds.Read<UnitProfile>(row).Name);
        var toDispatch = await store.Count(open with { Statuses = [Json.Name(NeedStatus.Verified)] }, cancellation);
        var stuck = await store.Count(new() { Kind = "coordination", Stream = Ids.UnitStream(unit.Id), Statuses = [Json.Name(CoordinationStatus.Stuck)] }, cancellation);
        var units = await store.Count(new() { Kind = "unit", ChildrenOf = unit.Path, Statuses = [Json.Name(UnitStatus.Active)] }, cancellation);
        var below = unit.Level switch { Level.Institute => "个站", Level.Centre => "个所", _ => "个中心" };
        return DigestText.Parent(DigestText.Called(unit.Name, unit.Level), string.Create(CultureInfo.InvariantCulture, $"{units.Sum(u => u.Number)} {below}"),
            (int)toDispatch.Sum(c => c.Number), (int)stuck.Sum(c => c.Number), late.Values.Sum(), names, inForce.Templates.Parent,
            await Ladder(new() { Kind = "climb", Under = unit.Path, Open = true }, cancellation));
    }

    private async Task<string> Ladder(ItemQuery climbs, CancellationToken cancellation)
    {
        var counts = await store.Count(climbs, cancellation);
        int On(params LadderStep[] steps) => (int)counts.Where(c => steps.Any(step => c.Status == Json.Name(step))).Sum(c => c.Number);
        return DigestText.Ladder(On(LadderStep.Supervise, LadderStep.Escalate), On(LadderStep.Listed));
    }
}
