namespace Practice.Kernel;

/// <summary>How owners pass things on. The defaults serve a city; demo and test hosts send reports at once.</summary>
public sealed class KernelOptions
{
    /// <summary>At most one report per receiver and topic in this time.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>First wait after a delivery that failed; doubled up to <see cref="LongestRetry"/>.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A message that its receiver has refused with an error this often is parked, with an alarm.</summary>
    public int ParkAfter { get; set; } = 12;

    /// <summary>How long a command waits for what it set in motion before it answers with the state so far.</summary>
    public TimeSpan SettleWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Closed items an owner keeps in hand.</summary>
    public int ClosedInHand { get; set; } = 2000;

    /// <summary>How often wakers look for due work; zero = they do not look by themselves.</summary>
    public TimeSpan WakeInterval { get; set; } = TimeSpan.FromSeconds(1);
}
