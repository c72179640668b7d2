using System.Globalization;
using Practice.Calendars;
using Practice.Feeds;
using Practice.Intake;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Services;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>What stands in the calendar of a unit or team: work that is promised, standing services, rounds of doors, openings of boxes.</summary>
internal sealed class CalendarFeeds(IUnitStore store, ITermsSource termsSource)
{
    private const int MostEntries = 2000, MonthsAhead = 2;
    private static readonly TimeSpan Behind = TimeSpan.FromDays(120);

    /// <summary>Null = whose calendar it is is no more.</summary>
    public async Task<string?> Of(string of, DateTimeOffset now, CancellationToken cancellation)
    {
        var unit = Ids.IsTeam(of) ? Ids.Owner(of) : of;
        if (await store.Items(Ids.UnitStream(unit), "unit", [unit], cancellation) is not [var row])
            return null;
        var (profile, since) = (ItemKinds.Read<UnitProfile>(row), now - Behind);
        var terms = await termsSource.For(profile.Path);
        if (!Ids.IsTeam(of))
        {
            var work = await Rows(new() { Kind = "order", Stream = Ids.UnitStream(unit), From = since }, cancellation);
            return ICalendar.Write(profile.Name, [.. work.Select(ItemKinds.Read<WorkOrder>).SelectMany(order => Work(order, terms)), .. await Standing(unit, terms, now, cancellation)]);
        }

        if (await store.Items(Ids.TeamStream(of), "team", [of], cancellation) is not [var team])
            return null;

        // The team keeps references; the orders stand with the units that took the needs in.
        var entries = new List<CalendarEntry>();
        var kept = await Rows(new() { Kind = "engagement", Stream = Ids.TeamStream(of), From = since }, cancellation);
        foreach (var owner in kept.Select(k => k.Id).GroupBy(Ids.Owner))
            foreach (var order in await store.Items(Ids.UnitStream(owner.Key), "order", [.. owner], cancellation))
                entries.AddRange(Work(ItemKinds.Read<WorkOrder>(order), terms));
        return ICalendar.Write(ItemKinds.Read<Team>(team).Name, entries);
    }

    private static IEnumerable<CalendarEntry> Work(WorkOrder order, ITerms terms)
    {
        if (order.Slot is not { } slot)
            yield break;
        yield return new(order.Id + "@practice", order.CreatedAt, slot.From, slot.Until, "志愿服务:" + PublicWords.CategoryName(order.Category, terms),
            string.Create(CultureInfo.InvariantCulture, $"工单 {order.Id},{order.People} 人"), Cancelled: !order.IsTaken, order.Version);
    }

    private async Task<List<CalendarEntry>> Standing(string unit, ITerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var (entries, today) = (new List<CalendarEntry>(), ChinaTime.DateOf(now));
        var month = YearMonth.Of(today);
        var last = month.AddMonths(MonthsAhead).LastDay;
        // A session that was made says itself when it is and whether it is; what is further ahead follows from the recurrence.
        var sessions = (await Rows(new() { Kind = "serviceSession", Stream = Ids.UnitStream(unit), From = now - Behind }, cancellation)).Select(ItemKinds.Read<ServiceSession>).ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var row in await Rows(new() { Kind = "service", Stream = Ids.UnitStream(unit), Open = true }, cancellation))
            if (ItemKinds.Read<Service>(row) is { Status: ServiceStatus.Standing, Recurrence: { } recurrence } service)
                foreach (var (day, slot) in Enumerable.Range(0, MonthsAhead + 1).SelectMany(ahead => RecurrenceRules.Occurrences(recurrence, month.AddMonths(ahead), terms.Calendar)))
                    if (!sessions.ContainsKey(ServiceSession.IdOf(service.Id, day)))
                        entries.Add(Session(ServiceSession.IdOf(service.Id, day), service.CreatedAt, slot, service.Name, row.Version));
        entries.AddRange(sessions.Values.Select(s => Session(s.Id, s.CreatedAt, s.Slot, s.Name, s.Version, s.Status == ServiceSessionStatus.Cancelled)));
        foreach (var row in await Rows(new() { Kind = "visitPlan", Stream = Ids.UnitStream(unit), Open = true }, cancellation))
        {
            var plan = ItemKinds.Read<VisitPlan>(row);
            foreach (var day in VisitRules.Days(plan, today, last, terms.Calendar))
                entries.Add(Day(plan.Id, plan.CreatedAt, new(ChinaTime.At(day, TimeSpan.FromHours(9)), ChinaTime.At(day, TimeSpan.FromHours(17))), "休息日走访:" + plan.Area, row.Version));
        }

        foreach (var row in await Rows(new() { Kind = "intakePoint", Stream = Ids.UnitStream(unit), Open = true }, cancellation))
            if (ItemKinds.Read<IntakePoint>(row) is var point && OpeningRules.Next(point, terms.Calendar, now) is { } opening)
                entries.Add(Day(point.Id, point.CreatedAt, opening, "开箱:" + point.Name, row.Version));
        return entries;
    }

    private static CalendarEntry Session(string id, DateTimeOffset since, TimeSlot slot, string summary, long version, bool cancelled = false) =>
        new(id + "@practice", since, slot.From, slot.Until, summary, Cancelled: cancelled, Sequence: version);

    private static CalendarEntry Day(string id, DateTimeOffset since, TimeSlot slot, string summary, long version) => new(
        string.Create(CultureInfo.InvariantCulture, $"{id}/{ChinaTime.Local(slot.From):yyyyMMddHHmm}@practice"), since, slot.From, slot.Until, summary, Sequence: version);

    private async Task<List<ItemRow>> Rows(ItemQuery query, CancellationToken cancellation)
    {
        var rows = new List<ItemRow>();
        await foreach (var row in store.All(query, cancellation))
        {
            rows.Add(row);
            if (rows.Count == MostEntries)
                break;
        }

        return rows;
    }
}
