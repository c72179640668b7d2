namespace Practice.Push;

/// <summary>How patient the network is with its targets.</summary>
/// <param name="First">The wait after the first failure; tripled each time, up to <paramref name="Longest"/>.</param>
/// <param name="Attempts">Attempts at one part; then the letter is given up.</param>
/// <param name="DisableAfter">Failures in a row, over all letters, after which a target is disabled.</param>
public sealed record PushTerms(TimeSpan First, TimeSpan Longest, int Attempts, int DisableAfter)
{
    public static readonly PushTerms Default = new(TimeSpan.FromSeconds(15), TimeSpan.FromHours(1), Attempts: 8, DisableAfter: 16);

    /// <summary>After this long nobody is sending any more: the sender died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <param name="jitter">0 to 1: many letters that failed together do not come back together.</param>
    public TimeSpan Wait(int attempts, double jitter)
    {
        var wait = First * Math.Pow(3, Math.Min(attempts - 1, 12));
        return (wait < Longest ? wait : Longest) * (0.8 + 0.4 * jitter);
    }
}
