using Practice.Shared;

namespace Practice.Settings;

/// <summary>One thing that is wrong with a table somebody sends in.</summary>
/// <param name="Code">Stable, like <c>category.duplicate</c>.</param>
/// <param name="Field">Where it stands, like <c>categories[2].subs[0].code</c>.</param>
internal readonly record struct Fault(string Code, string Field, string Message)
{
    /// <summary>One refusal for all faults: the first one's code, and every field at fault; null where there is none.</summary>
    public static Refusal? Refuse(IReadOnlyList<Fault> faults) => faults.Count == 0
        ? null
        : Refusal.Rule(faults[0].Code, $"{faults[0].Field}: {faults[0].Message}", [.. faults.Select(f => f.Field).Distinct()]);
}
