namespace Practice.Volunteers;

/// <summary>A session in a volunteer's calendar.</summary>
/// <param name="State"><c>held</c> and <c>given</c> keep the time; <c>waiting, offered, invited</c> do not.</param>
[GenerateSerializer, Immutable, Alias("calendarEntry")]
public sealed record CalendarEntryView(
    [property: Id(0)] string Session,
    [property: Id(1)] string Position,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] string State,
    [property: Id(5)] DateTimeOffset? ConfirmBy);
