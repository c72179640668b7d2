namespace Practice.Gateway.Identity;

/// <summary>Seconds since 1970, as the identity store keeps them, and as the API shows them: in the time of the network.</summary>
internal static class Moment
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static DateTimeOffset Of(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(China);

    public static DateTimeOffset? Of(long? seconds) => seconds is { } known ? Of(known) : null;
}
