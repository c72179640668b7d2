namespace Practice.Silo.Demo;

/// <summary>Where the loading of the demo city stands: <c>none</c>, <c>playing</c>, <c>done</c>, <c>failed</c>.</summary>
/// <param name="Done">Steps that are over, of <paramref name="Total"/>.</param>
/// <param name="Phase">What is being played: <c>network</c>, <c>teams</c>, a month <c>yyyy-MM</c>, <c>now</c>.</param>
internal sealed record DemoStatus(string State, long Done, long Total, string Phase);

/// <summary>The one mutable holder of the demo's progress, for the health page.</summary>
internal sealed class DemoProgress
{
    private readonly Lock _gate = new();
    private DemoStatus _now;

    /// <param name="expected">Whether this host is to load a demo city; it may find that it has one.</param>
    public DemoProgress(bool expected) => _now = new(expected ? "playing" : "none", 0, 0, "");

    public DemoStatus Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    public void Begin(long total) => Change(now => now with { State = "playing", Done = 0, Total = total });

    public void Enter(string phase) => Change(now => now with { Phase = phase });

    public void Step(int steps = 1) => Change(now => now with { Done = Math.Min(now.Done + steps, now.Total) });

    public void End(string state) => Change(now => now with { State = state, Done = state == "done" ? now.Total : now.Done });

    private void Change(Func<DemoStatus, DemoStatus> change)
    {
        lock (_gate)
            _now = change(_now);
    }
}
