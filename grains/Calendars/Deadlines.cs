using Practice.Shared;

namespace Practice.Calendars;

/// <summary>When something is due. <see cref="Provisional"/> (暂定): the count ran into a year whose calendar is not loaded.</summary>
[GenerateSerializer, Immutable, Alias("due")]
public readonly record struct Due([property: Id(0)] DateTimeOffset At, [property: Id(1)] bool Provisional);

/// <summary>When each step would be due if its limit began at one start; nothing where the step has no limit by the clock.</summary>
[GenerateSerializer, Immutable, Alias("deadlines")]
public sealed record Deadlines(
    [property: Id(0)] Due? Review,
    [property: Id(1)] Due? Dispatch,
    [property: Id(2)] Due? Accept,
    [property: Id(3)] Due? Contact,
    [property: Id(4)] Due? Finish,
    [property: Id(5)] Due? RateWindow)
{
    /// <summary>Every step's due time for an urgency, counted from one start. Use the one of the step that starts.</summary>
    public static Deadlines For(Urgency urgency, DateTimeOffset start, WorkCalendar calendar, TimeLimits limits)
    {
        var steps = limits.For(urgency);
        return new(
            After(steps.Review, start, calendar),
            After(steps.Dispatch, start, calendar),
            After(steps.Accept, start, calendar),
            After(steps.Contact, start, calendar),
            After(steps.Finish, start, calendar),
            After(steps.RateWindow, start, calendar));
    }

    /// <summary>When one limit ends. Only limits in working time can be provisional.</summary>
    public static Due? After(Span span, DateTimeOffset start, WorkCalendar calendar)
    {
        if (span.After(start, calendar) is not { } at)
            return null;
        var counted = span.Unit is SpanUnit.WorkingDays or SpanUnit.WorkingHours;
        return new(at, counted && (calendar.IsProvisional(ChinaTime.DateOf(start)) || calendar.IsProvisional(ChinaTime.DateOf(at))));
    }
}
