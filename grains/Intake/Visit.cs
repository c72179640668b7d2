using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>A round of doors that was made: how many households, and the needs that came of it. Nobody's name.</summary>
public sealed record Visit : Item
{
    public string? Plan { get; init; }
    public required DateOnly On { get; init; }
    public required string Area { get; init; }
    public required int Households { get; init; }
    public required int Visitors { get; init; }
    public bool RestDay { get; init; }
    public ImmutableArray<string> Needs { get; init; } = [];

    public override Facets Facets => new(Open: false, Status: RestDay ? "restDay" : "workingDay", Month: YearMonth.Of(On).ToString(), Text: $"{Id} {Area}");
}
