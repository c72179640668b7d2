namespace Practice.Kernel;

/// <summary>How often in a row an owner was woken in vain, and when it is worth another try. In memory only: a restart tries at once.</summary>
/// <param name="Since">Since when the owner was waiting when it was last woken; an owner that still waits since then was woken in vain.</param>
/// <param name="At">When it was last woken. A clock that shows less was set back, and says nothing about how long ago that was.</param>
internal readonly record struct WakeRecord(DateTimeOffset Since, int InVain, DateTimeOffset At, DateTimeOffset Next)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Whether its owner is to be left alone for now.</summary>
    public bool Rests(DateTimeOffset now) => At <= now && now < Next;

    /// <summary>The record after one more wake.</summary>
    /// <param name="stays">Whether the owner says, or shows by an error, that something stays undone.</param>
    public static WakeRecord After(WakeRecord? before, DateTimeOffset since, bool stays, DateTimeOffset now, TimeSpan longest)
    {
        var inVain = before is { } b && b.Since == since ? b.InVain + 1 : stays ? 1 : 0;
        var wait = inVain == 0 ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(inVain - 1, 20));
        return new(since, inVain, now, now + (wait < longest ? wait : longest));
    }
}
