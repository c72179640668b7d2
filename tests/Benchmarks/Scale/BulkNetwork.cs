using System.Collections.Concurrent;
using Practice.Kernel;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Benchmarks.Scale;

/// <summary>
/// Writes a whole network through the store, as its own rules would have left it: open units, their needs, and at each level what the
/// children have reported.
/// </summary>
internal static class BulkNetwork
{
    private const int Lanes = 3;
    private const int RowsAtOnce = 3000;
    private const int NeedsAChange = 400;
    private static readonly ItemKinds Kinds = UnitKinds.Create();

    public static async Task Write(IUnitStore store, CityShape shape, NeedMix mix, UnitStatus status = UnitStatus.Active)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var city in shape.CityIds)
        {
            var counties = new ConcurrentBag<Book>();
            await Parallel.ForEachAsync(shape.CountiesOf(city), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (county, _) =>
            {
                var towns = new List<Book>();
                foreach (var town in shape.TownsOf(county))
                {
                    var changes = new List<Change>();
                    var villages = shape.VillagesOf(town).Select(village => Make(changes, village, mix, [], status, now)).ToList();
                    towns.Add(Make(changes, town, NeedMix.None, villages, status, now));
                    await Write(store, changes);
                }

                var own = new List<Change>();
                counties.Add(Make(own, county, NeedMix.None, towns, status, now));
                await Write(store, own);
            });
            var above = new List<Change>();
            Make(above, city, NeedMix.None, [.. counties.OrderBy(c => c.Stream, StringComparer.Ordinal)], status, now);
            await Write(store, above);
        }
    }

    /// <summary>One more unit under one that is there already; its reports do not go up.</summary>
    public static Task WriteUnit(IUnitStore store, string unit, NeedMix mix)
    {
        var changes = new List<Change>();
        Make(changes, unit, mix, [], UnitStatus.Active, TimeProvider.System.GetUtcNow());
        return Write(store, changes);
    }

    private static async Task Write(IUnitStore store, List<Change> changes)
    {
        var some = new List<Change>();
        var rows = 0;
        foreach (var first in changes.Where(c => c.Preceding is null))
        {
            if (rows > RowsAtOnce)
            {
                await store.CreateStreams(some, CancellationToken.None);
                (some, rows) = ([], 0);
            }

            some.Add(first);
            rows += first.Items.Length + first.Events.Length;
        }

        await store.CreateStreams(some, CancellationToken.None);
        foreach (var later in changes.Where(c => c.Preceding is not null))
            await store.Commit(later);
    }

    private static Book Make(List<Change> changes, string unit, NeedMix mix, List<Book> children, UnitStatus status, DateTimeOffset now)
    {
        var parent = unit.Length == 4 ? unit[..2] : CityShape.ParentOf(unit);
        var path = CityShape.PathOf(unit);
        var draft = new Draft(new Book(Ids.UnitStream(unit)), "benchmark", now);
        draft.Record(new UnitImported(Ids.LevelOf(unit), parent), new UnitProfile
        {
            Id = unit, CreatedAt = now, Name = "单位" + unit, Level = Ids.LevelOf(unit), Parent = parent, Path = path, OfficialCode = unit, Status = status,
        });
        foreach (var child in children)
            Take(draft, child);
        foreach (var some in StandingNeed.Of(mix).Chunk(NeedsAChange))
        {
            if (draft.Events.Count > NeedsAChange)
                draft = Next(draft);
            StandingNeed.Add(draft, unit, parent, some);
        }

        return Next(draft).Book;

        Draft Next(Draft full)
        {
            changes.Add(full.Close(Guid.CreateVersion7(), path, Kinds, _ => true, null));
            return new(full.Book, "benchmark", now);
        }
    }

    private static void Take(Draft draft, Book child)
    {
        var profile = child.All<UnitProfile>().First();
        ChildReports.TakeUnit(draft, new ChildUnit
        {
            Id = profile.Id, CreatedAt = profile.CreatedAt, Name = profile.Name, Level = profile.Level, Status = profile.Status, Seen = child.Version,
        });
        var months = child.All<Tally>().Select(t => t.Id).Concat(child.All<ChildTally>().Select(t => t.Facets.Month!)).Distinct().Order(StringComparer.Ordinal);
        foreach (var month in months)
            ChildReports.TakeTally(draft, profile.Id, month, child.Version, TallyRules.Sum(child, month));
    }
}
