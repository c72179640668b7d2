namespace Practice.Months.Planning;

/// <summary>The needs and teams of one planning, by number, and who may serve whom. Numbers follow the ids, so that the order of inputs does not matter.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<string, List<int>> _byField = [];
    private readonly Dictionary<(int Kind, string Path), int[]> _matches = [];
    private readonly Dictionary<string, int> _kinds = [];
    private readonly int[] _kind;

    /// <exception cref="ArgumentException">Two needs or teams share an id, or a number is out of range.</exception>
    public Candidates(IReadOnlyList<PlanNeed> needs, IReadOnlyList<PlanTeam> teams, PlanOptions options)
    {
        Needs = [.. needs.OrderBy(n => n.Id, StringComparer.Ordinal)];
        Teams = [.. teams.OrderBy(t => t.Id, StringComparer.Ordinal)];
        Options = options;
        if (Needs.DistinctBy(n => n.Id).Count() < Needs.Length || Teams.DistinctBy(t => t.Id).Count() < Teams.Length)
            throw new ArgumentException("An id stands twice.");
        if (Needs.FirstOrDefault(n => n.People < 1 || n.Units < 1 || n.Weight < 1) is { } need)
            throw new ArgumentException($"Need {need.Id} asks for nobody, no time, or weighs nothing.");
        if (Teams.FirstOrDefault(t => t.Free.Any(f => f < 0)) is { } team)
            throw new ArgumentException($"Team {team.Id} has fewer than no helpers free.");

        Horizon = Teams.Length == 0 ? 0 : Teams.Max(t => t.Free.Length);
        for (var i = 0; i < Teams.Length; i++)
            foreach (var field in Teams[i].Fields.Distinct())
                (_byField.TryGetValue(field, out var list) ? list : _byField[field] = []).Add(i);
        _kind = [.. Needs.Select(KindOf)];
    }

    public PlanNeed[] Needs { get; }

    public PlanTeam[] Teams { get; }

    public PlanOptions Options { get; }

    /// <summary>How many slots there are.</summary>
    public int Horizon { get; }

    /// <summary>A number that needs of the same category and skills share.</summary>
    public int Kind(int need) => _kind[need];

    /// <summary>The teams that have the need's field.</summary>
    public IReadOnlyList<int> InField(int need) => _byField.TryGetValue(Needs[need].Category, out var list) ? list : [];

    /// <summary>The teams that match the need, free time aside, the cheapest first and then by id.</summary>
    public int[] Matches(int need)
    {
        var key = (_kind[need], Needs[need].Path);
        if (!_matches.TryGetValue(key, out var found))
        {
            found = [.. InField(need).Where(t => Eligibility.Match(Needs[need], Teams[t]) == Ineligibility.Eligible)];
            var costs = Array.ConvertAll(found, t => ((long)Score(need, t).Total << 32) | (uint)t);
            Array.Sort(costs, found);
            _matches[key] = found;
        }
        return found;
    }

    public PlanScore Score(int need, int team) => PlanScore.Of(Needs[need], Teams[team], Options);

    /// <summary>The need's window within the month; empty where the last is before the first.</summary>
    public (int First, int Last) Window(int need) => (Math.Max(0, Needs[need].FirstSlot), Math.Min(Horizon - 1, Needs[need].LastSlot));

    public long UnservedCost(int need) => (long)Needs[need].Demand * Needs[need].Weight * Options.UnservedCost;

    /// <summary>The order in which needs are placed: by weight, then by the end of the window, then by id.</summary>
    public int[] Order() => [.. Enumerable.Range(0, Needs.Length).OrderByDescending(n => Needs[n].Weight).ThenBy(n => Window(n).Last)];

    private int KindOf(PlanNeed need)
    {
        var text = need.Category + "\n" + string.Join('\n', need.Skills.Distinct().Order(StringComparer.Ordinal));
        if (!_kinds.TryGetValue(text, out var kind))
            _kinds[text] = kind = _kinds.Count;
        return kind;
    }
}
