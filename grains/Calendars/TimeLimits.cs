using Practice.Shared;

namespace Practice.Calendars;

/// <summary>
/// How long each step of a need of one urgency may take. Each limit runs from the step before it: review from submission, dispatch from
/// the review, accept from the offer, first contact and finish from the acceptance, the rating window from the end of the work.
/// </summary>
[GenerateSerializer, Immutable, Alias("stepLimits")]
public sealed record StepLimits(
    [property: Id(0)] Span Review,
    [property: Id(1)] Span Dispatch,
    [property: Id(2)] Span Accept,
    [property: Id(3)] Span Contact,
    [property: Id(4)] Span Finish,
    [property: Id(5)] Span RateWindow);

/// <summary>The table of time limits by urgency. A unit inherits its parent's unless it has its own.</summary>
/// <remarks>No official figure exists: the defaults go by analogy with the 12345 service (rules §2.4) and are configuration.</remarks>
[GenerateSerializer, Immutable, Alias("timeLimits")]
public sealed record TimeLimits(
    [property: Id(0)] StepLimits Urgent,
    [property: Id(1)] StepLimits Priority,
    [property: Id(2)] StepLimits Normal,
    [property: Id(3)] StepLimits Planned)
{
    public static readonly TimeLimits Default = new(
        Row("1h 1h 2h 2h 24h 7d"),
        Row("4wh 4wh 1wd 1wd 3wd 7d"),
        Row("1wd 1wd 2wd 2wd 5wd 15d"),
        Row("3wd none 3wd none none 15d"));

    public StepLimits For(Urgency urgency) => urgency switch
    {
        Urgency.Urgent => Urgent,
        Urgency.Priority => Priority,
        Urgency.Planned => Planned,
        _ => Normal,
    };

    private static StepLimits Row(string text) =>
        text.Split(' ').Select(s => Span.Parse(s)).ToArray() is [var review, var dispatch, var accept, var contact, var finish, var rate]
            ? new(review, dispatch, accept, contact, finish, rate)
            : throw new FormatException(text);
}
