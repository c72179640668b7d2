using Orleans.Runtime;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>Which errors say "not now" and which say "never".</summary>
internal static class Failures
{
    /// <summary>A timeout or an outage is an unknown outcome: the same letter or command may be sent again.</summary>
    public static bool IsTransient(Exception e) => e is TimeoutException or OrleansException or OwnerReloadingException or StoreBusyException
        or OutcomeUnknownException or FencedException or OperationCanceledException;
}
