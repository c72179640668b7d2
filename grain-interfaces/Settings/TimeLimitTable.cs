namespace Practice.Settings;

/// <summary>Time limits of the steps, by urgency (rules §2.4), as people write them: <c>24h</c>, <c>7d</c>, <c>4wh</c>, <c>1wd</c>, <c>none</c>.</summary>
[GenerateSerializer, Immutable, Alias("timeLimitTable")]
public sealed record TimeLimitTable(
    [property: Id(0)] TimeLimitRow Urgent,
    [property: Id(1)] TimeLimitRow Priority,
    [property: Id(2)] TimeLimitRow Normal,
    [property: Id(3)] TimeLimitRow Planned);

/// <summary>How long each step of a need of one urgency may take.</summary>
[GenerateSerializer, Immutable, Alias("timeLimitRow")]
public sealed record TimeLimitRow(
    [property: Id(0)] string Review,
    [property: Id(1)] string Dispatch,
    [property: Id(2)] string Accept,
    [property: Id(3)] string Contact,
    [property: Id(4)] string Finish,
    [property: Id(5)] string RateWindow);
