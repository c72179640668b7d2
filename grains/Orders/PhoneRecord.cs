namespace Practice.Orders;

/// <summary>What a clerk took down of an answer given by telephone: who answered from which number, masked, and when.</summary>
public sealed record PhoneRecord(string? Who, string? Number, DateTimeOffset At, string RecordedBy, DateTimeOffset ContestBy)
{
    public DateTimeOffset? ContestedAt { get; init; }
    public string? Contest { get; init; }

    /// <summary>Whether it stands all the same; null while nobody has decided.</summary>
    public bool? Upheld { get; init; }

    public string? DecidedBy { get; init; }
    public string? Word { get; init; }

    public PhoneAnswerView View() => new(Who, Number, At, RecordedBy, ContestBy, ContestedAt, Contest, Upheld, Word);
}
