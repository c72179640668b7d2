using CsCheck;
using Practice.Months.Planning;

namespace Practice.Tests.Planning;

/// <summary>Small months in which needs and teams of three fields meet on a tree of seven units.</summary>
internal static class PlanGen
{
    private const int Slots = 12;
    private static readonly string[] Paths = ["c", "c/a", "c/b", "c/a/1", "c/a/2", "c/b/1", "c/b/2"];
    private static readonly Gen<string> Path = Gen.Int[0, Paths.Length - 1].Select(i => Paths[i]);
    private static readonly Gen<string> Field = Gen.Int[0, 2].Select(i => "fgh"[i..(i + 1)]);
    private static readonly Gen<string> Skill = Gen.Int[0, 1].Select(i => "st"[i..(i + 1)]);

    private static readonly Gen<PlanNeed> Need = Gen.Select(
        Gen.Select(Field, Skill.Array[0, 1], Path),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 8]),
        Gen.Select(Gen.Int[-1, Slots], Gen.Int[-2, 8]),
        (what, size, when) => new PlanNeed(
            "", what.Item1, [.. what.Item2], size.Item1, size.Item2, when.Item1, when.Item1 + when.Item2, size.Item3, what.Item3));

    private static readonly Gen<PlanTeam> Team = Gen.Select(
        Gen.Select(Field.Array[1, 2], Skill.Array[0, 2]),
        Gen.Select(Path, Path, Gen.Int[0, 3]),
        Gen.Int[0, 3].Array[Slots],
        Gen.Double[1, 5],
        Gen.Int[0, 4],
        (what, where, free, rating, load) => new PlanTeam(
            "",
            [.. what.Item1],
            [.. what.Item2],
            where.Item1,
            new(where.Item3 == 0 ? where.Item2 : where.Item1, where.Item3 != 1),
            [.. free],
            rating,
            load));

    /// <summary>Months with ids, and with buckets that do and do not divide the horizon.</summary>
    public static readonly Gen<(PlanNeed[] Needs, PlanTeam[] Teams, PlanOptions Options)> Month = Gen.Select(
        Need.Array[0, 25],
        Team.Array[0, 8],
        Gen.Int[1, 14],
        (needs, teams, bucket) => (
            needs.Select((n, i) => n with { Id = $"n{i:D2}" }).ToArray(),
            teams.Select((t, i) => t with { Id = $"t{i:D2}" }).ToArray(),
            new PlanOptions(BucketSlots: bucket)));
}
