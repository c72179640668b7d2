using System.Collections.Immutable;

namespace Practice.Months.Planning;

/// <summary>A plan in the making: which team gives which need how many helpers in which slots, and what each team has left.</summary>
/// <remarks>Law: what is left is never below zero; taking a need out gives back exactly what it took. For one thread.</remarks>
internal sealed class Placement
{
    private readonly Candidates _given;
    private readonly int[][] _free;
    private readonly Placed?[] _placed;
    private readonly HashSet<int>[] _needsOf;

    public Placement(Candidates given)
    {
        _given = given;
        _free = [.. given.Teams.Select(t => t.Free.ToArray())];
        _placed = new Placed?[given.Needs.Length];
        _needsOf = [.. given.Teams.Select(_ => new HashSet<int>())];
    }

    public int Served => _placed.Count(p => p is not null);

    public long Cost => Enumerable.Range(0, _placed.Length).Sum(n => _placed[n] is { } p ? CostOf(n, p) : _given.UnservedCost(n));

    public bool IsPlaced(int need) => _placed[need] is not null;

    /// <summary>Needs that the team serves alone, in order.</summary>
    public int[] AloneOn(int team) => [.. _needsOf[team].Where(n => _placed[n]!.Teams.Length == 1).Order()];

    public Placed? Of(int need) => _placed[need];

    /// <summary>Places a need with the first team of the list that has its people free in enough slots of its window, the earliest ones.</summary>
    public bool TryAlone(int need, IEnumerable<int> teams)
    {
        var (people, units) = (_given.Needs[need].People, _given.Needs[need].Units);
        var (first, last) = _given.Window(need);
        Span<int> slots = units <= 64 ? stackalloc int[units] : new int[units];
        foreach (var team in teams)
        {
            var free = _free[team];
            var found = 0;
            for (var slot = first; slot <= last && slot < free.Length && found < units; slot++)
                if (free[slot] >= people)
                    slots[found++] = slot;
            if (found < units)
                continue;
            Put(need, new([team], [people], slots.ToArray()));
            return true;
        }
        return false;
    }

    /// <summary>Places a need with several teams of the list, those named first leading, in the earliest slots in which they suffice.</summary>
    public bool TryTogether(int need, int[] teams)
    {
        var (people, units) = (_given.Needs[need].People, _given.Needs[need].Units);
        var (first, last) = _given.Window(need);
        if (people == 1)
            return false;
        for (var start = first; start <= last; start++)
        {
            var least = teams.Select(t => FreeAt(t, start)).ToArray();
            var slots = new List<int> { start };
            for (var slot = start + 1; slot <= last && slots.Count < units && Enough(least, people); slot++)
            {
                var narrowed = least.Select((l, i) => Math.Min(l, FreeAt(teams[i], slot))).ToArray();
                if (!Enough(narrowed, people))
                    continue;
                least = narrowed;
                slots.Add(slot);
            }
            if (slots.Count < units || !Enough(least, people))
                continue;
            var chosen = Choose(least, people);
            Put(need, new([.. chosen.Select(c => teams[c.Index])], [.. chosen.Select(c => c.Helpers)], [.. slots]));
            return true;
        }
        return false;
    }

    public void Remove(int need)
    {
        Move(_placed[need]!, 1);
        foreach (var team in _placed[need]!.Teams)
            _needsOf[team].Remove(need);
        _placed[need] = null;
    }

    public void Put(int need, Placed placed)
    {
        _placed[need] = placed;
        Move(placed, -1);
        foreach (var team in placed.Teams)
            _needsOf[team].Add(need);
    }

    public PlanAssignment? Assignment(int need) => _placed[need] is not { } placed ? null : new(
        _given.Needs[need].Id,
        [.. placed.Teams.Select((t, i) => new PlanPart(_given.Teams[t].Id, placed.Helpers[i], _given.Score(need, t)))],
        ImmutableArray.Create(placed.Slots),
        CostOf(need, placed));

    private int FreeAt(int team, int slot) => slot < _free[team].Length ? _free[team][slot] : 0;

    // The teams with most to give make the smallest group; its order is then the list's, so that the best of them leads.
    private (int Index, int Helpers)[] Choose(int[] least, int people)
    {
        var group = Largest(least).Order().ToArray();
        var chosen = new List<(int, int)>();
        foreach (var index in group)
        {
            var helpers = Math.Min(least[index], people);
            if (helpers == 0)
                continue;
            chosen.Add((index, helpers));
            people -= helpers;
        }
        return [.. chosen];
    }

    private bool Enough(int[] least, int people) => Largest(least).Sum(i => least[i]) >= people;

    private IEnumerable<int> Largest(int[] least) =>
        Enumerable.Range(0, least.Length).Where(i => least[i] > 0).OrderByDescending(i => least[i]).ThenBy(i => i).Take(_given.Options.MaxTeams);

    private void Move(Placed placed, int sign)
    {
        for (var i = 0; i < placed.Teams.Length; i++)
            foreach (var slot in placed.Slots)
                _free[placed.Teams[i]][slot] += sign * placed.Helpers[i];
    }

    private long CostOf(int need, Placed placed) =>
        placed.Teams.Select((t, i) => (long)placed.Helpers[i] * placed.Slots.Length * _given.Score(need, t).Total).Sum();

    internal sealed record Placed(int[] Teams, int[] Helpers, int[] Slots);
}
