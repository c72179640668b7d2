namespace Practice.Reliability;

/// <summary>How a client treats an answer that says nothing: it asks again with the same key, at the next gateway.</summary>
internal sealed record RetryPolicy
{
    /// <summary>How long one attempt waits for its answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an operation is tried before it is given up as unknown. Zero = one attempt.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether an Idempotency-Key is sent. Without one a retry may repeat the effect: the planted bug.</summary>
    public bool Keys { get; init; } = true;

    public static RetryPolicy Once { get; } = new() { Limit = TimeSpan.Zero };
}
