namespace Practice.Shared;

/// <summary>What a command answers: a value or a refusal, never both.</summary>
/// <param name="Replayed">Whether this is the remembered outcome of an earlier call with the same key.</param>
[GenerateSerializer, Immutable, Alias("result`1")]
public sealed record Result<T>(
    [property: Id(0)] T? Value,
    [property: Id(1)] Refusal? Refusal,
    [property: Id(2)] bool Replayed = false)
{
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
