using Practice.Kernel;
using Practice.Needs;
using Practice.Push;

namespace Practice.Units;

/// <summary>What waits for a level's word. It follows the units below by messages and decides nothing itself.</summary>
public static class MatterRules
{
    public static void Take(Draft draft, ITerms terms, MatterRaised raised)
    {
        var id = $"{raised.Kind}/{raised.Need}";
        if (draft.Book.Find<Matter>(id) is { Settled: false })
            return;
        draft.Record(new MatterOpened(raised.Need), new Matter
        {
            Id = id, CreatedAt = draft.Now, Kind = raised.Kind, Need = raised.Need, Category = raised.Category, DueBy = raised.DueBy,
        });
        LadderNotices.OfBelow(draft, terms, raised);
    }

    public static void Take(Draft draft, MatterSettled settled)
    {
        if (draft.Book.Find<Matter>($"{settled.Kind}/{settled.Need}") is { Settled: false } matter)
            draft.Record(new MatterClosed(settled.Need), matter with { Settled = true });
    }
}
