namespace Practice.Feeds;

/// <summary>One entry of a calendar. Nothing personal stands in it.</summary>
/// <param name="Uid">The same for the same thing for ever.</param>
/// <param name="Sequence">Grows with every change; a cancellation is one.</param>
public sealed record CalendarEntry(
    string Uid, DateTimeOffset Stamp, DateTimeOffset From, DateTimeOffset Until, string Summary, string? Description = null, bool Cancelled = false, long Sequence = 0);
