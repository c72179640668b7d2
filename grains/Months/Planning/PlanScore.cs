namespace Practice.Months.Planning;

/// <summary>What it costs that a team serves a need, a helper in a slot, by its parts. Lower is better; shown with every proposal.</summary>
/// <param name="Hops">Steps of the tree between the two units.</param>
/// <param name="Distance">The price of the steps.</param>
/// <param name="Rating">The price of the stars that the team's smoothed rating lacks.</param>
/// <param name="Load">The price of the orders that it has open.</param>
public readonly record struct PlanScore(int Hops, int Distance, int Rating, int Load)
{
    public int Total => Distance + Rating + Load;

    public static PlanScore Of(PlanNeed need, PlanTeam team, PlanOptions options)
    {
        var hops = PlanPath.Distance(need.Path, team.Path);
        return new(
            hops,
            hops * options.HopCost,
            (int)Math.Round((5 - Math.Clamp(team.Rating, 0, 5)) * options.RatingCost),
            Math.Clamp(team.Load, 0, PlanOptions.MaxLoad) * options.LoadCost);
    }
}
