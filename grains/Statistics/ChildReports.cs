using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Statistics;

/// <summary>What a parent takes in from its children: the newest, once.</summary>
public static class ChildReports
{
    public static void TakeTally(Draft draft, string child, string month, long number, StatCounts counts)
    {
        var id = $"{child}/{month}";
        if (draft.Book.Find<ChildTally>(id) is { } known && known.Number >= number)
            return;
        draft.Record(new ChildCounted(child, month, number), new ChildTally
        {
            Id = id, CreatedAt = draft.Now, Child = child, Number = number, AsOf = draft.Now, Counts = counts,
        });
        if (UnitRules.Profile(draft) is { Parent: { } parent, Level: not Level.City })
            draft.Report(Ids.UnitStream(parent), TallyRules.Topic + month);
    }

    public static void TakeUnit(Draft draft, ChildUnit child)
    {
        if (draft.Book.Find<ChildUnit>(child.Id) is { } known && known.Seen >= child.Seen)
            return;
        draft.Record(new ChildSeen(child.Id, child.Status), child);
    }
}

[EventName("child.counted")]
public sealed record ChildCounted(string Child, string Month, long Number) : DomainEvent;

[EventName("child.seen")]
public sealed record ChildSeen(string Child, UnitStatus Status) : DomainEvent;
