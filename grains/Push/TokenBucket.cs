namespace Practice.Push;

/// <summary>A bucket that fills at an even rate, as the instant at which it is full (generic cell rate).</summary>
/// <remarks>Law: in no span of a minute are more than burst + rate tokens given, however they are asked for.</remarks>
public readonly record struct TokenBucket(DateTimeOffset FullAt)
{
    /// <summary>Takes one token, now or as soon as there is one.</summary>
    public (DateTimeOffset At, TokenBucket After) Take(DateTimeOffset now, PushRate rate)
    {
        var step = TimeSpan.FromMinutes(1) / rate.PerMinute;
        var full = FullAt > now ? FullAt : now;
        var at = full - step * (rate.Burst - 1);
        return (at > now ? at : now, new(full + step));
    }
}

/// <param name="PerMinute">Tokens a minute.</param>
/// <param name="Burst">Tokens that are saved up at most.</param>
public readonly record struct PushRate(int PerMinute, int Burst);
