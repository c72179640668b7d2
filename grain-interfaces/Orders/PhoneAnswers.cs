using Practice.Shared;

namespace Practice.Orders;

/// <summary>An answer that was given by telephone, as whoever took it down says. Masked at the edge: the rules see no name and no number.</summary>
/// <param name="Who">王*</param>
/// <param name="Number">138****5678</param>
[GenerateSerializer, Immutable, Alias("phoneAnswer")]
public sealed record PhoneAnswer([property: Id(0)] string? Who, [property: Id(1)] string? Number, [property: Id(2)] DateTimeOffset? At);

/// <summary>A leader says no, himself or through a clerk who has rung.</summary>
[GenerateSerializer, Immutable, Alias("declineOrder")]
public sealed record DeclineOrder([property: Id(0)] string Reason, [property: Id(1)] PhoneAnswer? Phone = null, [property: Id(2)] bool ByDeputy = false);

/// <summary>What a clerk took down of an answer by telephone, and what became of it.</summary>
/// <param name="RecordedBy">The account that took it down.</param>
/// <param name="ContestBy">Until then the leader may say that he never gave it.</param>
/// <param name="Contest">What the leader says against it.</param>
/// <param name="Upheld">Whether it stands all the same; null while nobody has decided.</param>
[GenerateSerializer, Immutable, Alias("phoneAnswerView")]
public sealed record PhoneAnswerView(
    [property: Id(0)] string? Who,
    [property: Id(1)] string? Number,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string RecordedBy,
    [property: Id(4)] DateTimeOffset ContestBy,
    [property: Id(5)] DateTimeOffset? ContestedAt,
    [property: Id(6)] string? Contest,
    [property: Id(7)] bool? Upheld,
    [property: Id(8)] string? Word);
