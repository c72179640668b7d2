using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Units;

/// <summary>值班表: who answers the unit's duty telephone, hour by hour of the week. One a unit; id <c>duty</c>.</summary>
public sealed record DutyRoster : Item
{
    public const string TheId = "duty";

    public ImmutableArray<DutyShift> Shifts { get; init; } = [];

    public override Facets Facets => new(Open: true);

    public static DutyView View(string unit, DutyRoster? roster) => new(unit, roster?.Shifts ?? [], roster?.Version ?? 0);
}
