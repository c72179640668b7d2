namespace Practice.Units;

/// <summary>A rung of the ladder, and the hour at which it was reached.</summary>
[GenerateSerializer, Immutable, Alias("rung")]
public sealed record Rung([property: Id(0)] LadderStep Step, [property: Id(1)] DateTimeOffset At);
