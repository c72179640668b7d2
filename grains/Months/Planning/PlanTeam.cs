using System.Collections.Immutable;

namespace Practice.Months.Planning;

/// <summary>A team that can be planned for.</summary>
/// <param name="Fields">The categories that it serves.</param>
/// <param name="Path">The path of the unit that it stands under.</param>
/// <param name="Reach">The units whose needs it takes.</param>
/// <param name="Free">Helpers free in each slot of the month: its capacity less what its schedule holds; 0 where it does not serve.</param>
/// <param name="Rating">The smoothed mean of its ratings, 1–5.</param>
/// <param name="Load">Orders that it has open now.</param>
public sealed record PlanTeam(
    string Id,
    ImmutableArray<string> Fields,
    ImmutableArray<string> Skills,
    string Path,
    PlanReach Reach,
    ImmutableArray<int> Free,
    double Rating,
    int Load);

/// <summary>The units whose needs a team takes: the unit at <see cref="Path"/>, and with <see cref="Below"/> all under it.</summary>
/// <remarks>The path is the team's own unit, or one above it for a team that is lent, or borrowed through a common parent.</remarks>
public readonly record struct PlanReach(string Path, bool Below)
{
    public bool Covers(string path) => path == Path || (Below && PlanPath.IsWithin(path, Path));
}
