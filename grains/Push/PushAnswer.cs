namespace Practice.Push;

/// <summary>What a target made of an attempt.</summary>
public enum PushVerdict
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Not now: the target asks to be left alone for a while.</summary>
    Throttled,

    /// <summary>Not this time.</summary>
    Failed,

    /// <summary>Never: trying again would change nothing.</summary>
    Refused,

    /// <summary>The target is no more, and says so.</summary>
    Gone,
}

/// <param name="Code">Of a small set and without anything secret: it stands in the log.</param>
/// <param name="Wait">How long a throttled target wants to be left alone.</param>
/// <param name="Parts">Of how many parts the letter consists.</param>
public sealed record PushAnswer(PushVerdict Verdict, string? Code = null, TimeSpan Wait = default, int Parts = 1);
