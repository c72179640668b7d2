namespace Practice.Shared;

/// <summary>A stretch of time, half-open: <see cref="From"/> belongs to it, <see cref="Until"/> does not.</summary>
/// <remarks>Law: Until &gt; From. Two slots that only touch do not overlap.</remarks>
[GenerateSerializer, Immutable, Alias("timeSlot")]
public readonly record struct TimeSlot([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset Until)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsValid => Until > From;

    public bool Overlaps(TimeSlot other) => From < other.Until && other.From < Until;

    public bool Covers(TimeSlot other) => From <= other.From && other.Until <= Until;
}
