namespace Practice.Kernel;

/// <summary>How often in a row an owner was woken in vain, and when it is worth another try. In memory only: a restart tries at once.</summary>
/// <param name="Since">Since when the owner was waiting when it was last woken; an owner that still waits since then was woken in vain.</param>
internal readonly record struct WakeRecord(DateTimeOffset Since, int InVain, DateTimeOffset Next)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>The record after one more wake.</summary>
    /// <param name="stays">Whether the owner says, or shows by an error, that something stays undone.</param>
    public static WakeRecord After(WakeRecord? before, DateTimeOffset since, bool stays, DateTimeOffset now, TimeSpan longest)
    {
        var inVain = before is { } b && b.Since == since ? b.InVain + 1 : stays ? 1 : 0;
        var wait = inVain == 0 ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(inVain - 1, 20));
        return new(since, inVain, now + (wait < longest ? wait : longest));
    }
}
