namespace Practice.Teams;

/// <summary>Hours of one weekday, 1 (Monday) to 7; half-open, <see cref="Until"/> may be 24:00. In minutes after midnight, China time.</summary>
[GenerateSerializer, Immutable, Alias("weeklyHours")]
public readonly record struct WeeklyHours([property: Id(0)] int Weekday, [property: Id(1)] int From, [property: Id(2)] int Until);
