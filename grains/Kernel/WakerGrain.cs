using System.Globalization;
using Orleans.Concurrency;
using Orleans.Runtime;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>A waker and its share of the shards. Its reminder only revives it after a crash: reminders may be missed or doubled.</summary>
[GrainType("waker")]
internal sealed class WakerGrain(KernelServices services, TimeProvider real) : Grain, IWakerGrain, IRemindable
{
    private const string Reminder = "revive";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private Waker _waker = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _waker = new(services.Store, () => services.Clock.Now, real, services.Peer, services.Log, Wakers.ShardsOf(Number));
        var interval = services.Options.WakeInterval > TimeSpan.Zero ? services.Options.WakeInterval : Idle;
        this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(interval, interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    // A demo host switches the looking off while it plays, and on again.
    private async Task Look(CancellationToken cancellation)
    {
        if (services.Options.WakeInterval <= TimeSpan.Zero)
            return;
        await _waker.Look(cancellation);
        KernelInstruments.Looked(Number, _waker.Lag);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        KernelInstruments.Left(Number);
        return Task.CompletedTask;
    }

    public Task Start() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public Task<SweepOutcome> SweepNow() =>
        new Sweep(services.Store, services.Clock.Now, real, services.Peer, Wakers.ShardsOf(Number)).Run(CancellationToken.None);

    private int Number => int.Parse(this.GetPrimaryKeyString()["waker-".Length..], CultureInfo.InvariantCulture);
}
