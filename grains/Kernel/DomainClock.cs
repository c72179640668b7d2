namespace Practice.Kernel;

/// <summary>
/// The time the domain lives in: real time in production; on demo and test hosts a scenario's until it is released.
/// </summary>
/// <remarks>Never backwards. It does not drive Orleans, tokens or telemetry. Asia/Shanghai is where it is read.</remarks>
public class DomainClock(TimeProvider real)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _scenario;

    /// <summary>The offset of everything this clock says.</summary>
    public static readonly TimeSpan Offset = Practice.Calendars.ChinaTime.Offset;

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return (_scenario ?? real.GetUtcNow()).ToOffset(Offset);
        }
    }

    public bool IsScenario
    {
        get
        {
            lock (_gate)
                return _scenario is not null;
        }
    }

    /// <summary>Sets the scenario's time; a step backwards is refused.</summary>
    public void Advance(DateTimeOffset to)
    {
        lock (_gate)
        {
            if (_scenario is { } at && to < at)
                throw new InvalidOperationException($"The scenario's clock stands at {at:O} and does not go back to {to:O}.");
            _scenario = to;
        }
    }

    /// <summary>From here on it is real time, which must not lie before the scenario's.</summary>
    public void Release()
    {
        lock (_gate)
            _scenario = null;
    }
}
