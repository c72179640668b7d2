namespace Practice.Settings;

/// <summary>The steps of what is late (rules §4.3), as people write them.</summary>
/// <param name="RemindAtPercent">Of a limit: how much of it has run when its owner is reminded, 50 to 95.</param>
/// <param name="UrgeAfter">After the limit, in working days like <c>1wd</c>; each step comes later than the one before, the last within 30.</param>
/// <param name="SuperviseAtBroken">Broken promises at which a need is supervised whatever its limit, at least 1.</param>
/// <param name="ListAtBroken">Broken promises at which it is listed (挂牌), more than that and at most 9.</param>
[GenerateSerializer, Immutable, Alias("ladderTable")]
public sealed record LadderTable(
    [property: Id(0)] int RemindAtPercent,
    [property: Id(1)] string UrgeAfter,
    [property: Id(2)] string SuperviseAfter,
    [property: Id(3)] string EscalateAfter,
    [property: Id(4)] int SuperviseAtBroken = 1,
    [property: Id(5)] int ListAtBroken = 2);
