using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Parent → point: you exist. The name is a place's, not a person's.</summary>
[MessageName("unit.pointFounded")]
public sealed record PointFounded(string Point, string Parent, string Path, string Name, string? Kind, string? Address, Place? Location) : Message;
