using System.Collections.Concurrent;
using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>Counts what is open under a unit. Asked by many screens at once it counts once, and gives everybody the same for a few seconds.</summary>
internal sealed class PulseReader(IUnitStore store, UnitDirectory directory, IGrainFactory grains, DomainClock clock, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(3);

    /// <summary>Where somebody has still something to do.</summary>
    private static readonly string[] Open =
        [.. new[] { NeedStatus.Submitted, NeedStatus.Verified, NeedStatus.Dispatching, NeedStatus.Accepted, NeedStatus.InService, NeedStatus.Unfulfilled }.Select(Json.Name)];

    private readonly ConcurrentDictionary<string, (long At, Lazy<Task<PulseView>> Counted)> _kept = new(StringComparer.Ordinal);

    public Task<PulseView> Of(string code, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        var (_, counted) = _kept.AddOrUpdate(code, Fresh, (known, kept) => time.GetElapsedTime(kept.At) < Kept && kept.Counted is { IsValueCreated: true, Value.IsFaulted: false } ? kept : Fresh(known));
        // Whoever leaves does not take the count away from the others.
        return counted.Value.WaitAsync(cancellation);

        (long, Lazy<Task<PulseView>>) Fresh(string unit) => (now, new(() => Count(unit, CancellationToken.None)));
    }

    private async Task<PulseView> Count(string code, CancellationToken cancellation)
    {
        var (path, now) = ((await directory.PathOf(code, cancellation))!, clock.Now);
        var query = new ItemQuery { Kind = "need", Under = path, Statuses = Open, Now = now };
        var (facets, places, children) = (store.Count(query, cancellation), store.CountByPlace(query, cancellation),
            store.Search(new() { Kind = "unit", ChildrenOf = path, Statuses = [Json.Name(UnitStatus.Active)], Order = ItemOrder.Id, Limit = Paging.Most }, cancellation));
        var month = ChinaTime.MonthOf(now);
        var (present, before) = (await Month(code, month), await Month(code, month.AddMonths(-1)));
        var below = (await children).Items.Select(row => ItemKinds.Read<UnitProfile>(row)).Select(child => Child(child, path, present, before)).ToDictionary(child => child.Code);
        var (byStatus, byLevel, byCategory, byUrgency) = (new Tallies(), new Tallies(), new Tallies(), new Tallies());
        foreach (var count in await facets)
        {
            byStatus.Add(count.Status, count.Number, count.Overdue);
            byCategory.Add(count.Category?.Split('.')[0], count.Number, count.Overdue);
            byUrgency.Add(count.Urgency, count.Number, count.Overdue);
        }

        foreach (var place in await places)
        {
            byLevel.Add(place.Owner is { } owner ? Json.Name(Ids.LevelOf(owner)) : null, place.Number, place.Overdue);
            if (place.Path.Length > path.Length && below.TryGetValue(place.Path[path.Length..].Split('/')[0], out var child))
                below[child.Code] = child with { Open = child.Open + place.Number, Overdue = child.Overdue + place.Overdue };
        }

        return new(code, now, byStatus.Number, byStatus.Overdue, byStatus.Lines, byLevel.Lines, byCategory.Lines, byUrgency.Lines, Satisfied(present.Total, before.Total), [.. below.Values.OrderBy(child => child.Code, StringComparer.Ordinal)]);
    }

    private Task<StatisticsView> Month(string code, YearMonth month) => MonthEndpoints.Grain(grains, code).Statistics(month);

    private static PulseChild Child(UnitProfile unit, string path, StatisticsView present, StatisticsView before)
    {
        var (a, b) = (Of(present), Of(before));
        return new(unit.Id, unit.Name, unit.Level, 0, 0, a.Submitted, Satisfied(a, b));

        StatCounts Of(StatisticsView month) => month.Children.FirstOrDefault(child => child.Unit == unit.Id)?.Counts ?? StatCounts.Zero;
    }

    /// <summary>Scores of 3 to 5 among all that were given to the needs of this month and the last: one month alone begins with none.</summary>
    private static Rate Satisfied(StatCounts present, StatCounts before)
    {
        var sum = present + before;
        return new(sum.Scores.Skip(2).Sum(), sum.Scores.Sum());
    }

    /// <summary>Numbers by name.</summary>
    private sealed class Tallies
    {
        private readonly SortedDictionary<string, PulseCount> _lines = new(StringComparer.Ordinal);

        public long Number => _lines.Values.Sum(line => line.Open);

        public long Overdue => _lines.Values.Sum(line => line.Overdue);

        public ImmutableSortedDictionary<string, PulseCount> Lines => _lines.ToImmutableSortedDictionary(StringComparer.Ordinal);

        public void Add(string? name, long number, long overdue)
        {
            var known = _lines.GetValueOrDefault(name ?? "", new(0, 0));
            _lines[name ?? ""] = new(known.Open + number, known.Overdue + overdue);
        }
    }
}
