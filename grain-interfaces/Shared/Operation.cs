namespace Practice.Shared;

/// <summary>How a command comes in: who sends it, and what makes a repeat of it recognisable.</summary>
/// <param name="Key">The Idempotency-Key, scoped by caller; null = the caller takes the risk of doing it twice.</param>
/// <param name="Fingerprint">Of the request's contents: the same key with other contents is <c>idempotency.mismatch</c>.</param>
/// <param name="IfMatch">The version the caller has seen, where it edits.</param>
[GenerateSerializer, Immutable, Alias("operation")]
public sealed record Operation(
    [property: Id(0)] Caller Caller,
    [property: Id(1)] string? Key = null,
    [property: Id(2)] string? Fingerprint = null,
    [property: Id(3)] long? IfMatch = null)
{
    public static readonly Operation System = new(Caller.System);
}
