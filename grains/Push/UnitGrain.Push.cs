using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Push;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Subscriptions, and the letters to them. What goes over the wire goes outside the turn, after it was written down.</summary>
internal sealed partial class UnitGrain : IPushGrain
{
    private readonly Dictionary<string, Task> _telling = [];

    public async Task<Result<PushTargetView>> AddTarget(Operation operation, AddPushTarget command)
    {
        await Terms();
        var id = "";
        return await Execute(operation, draft => PushTargetRules.Add(draft, _terms, command, out id), () => id, TargetOf, Fetch);
    }

    public async Task<Result<PushTargetView>> EditTarget(Operation operation, string target, EditPushTarget command)
    {
        await Terms();
        return await Execute(operation, draft => PushTargetRules.Edit(draft, _terms, target, command, operation.IfMatch), () => target, TargetOf, Fetch);
    }

    public async Task<Result<PushTargetView>> RemoveTarget(Operation operation, string target) =>
        await Execute(operation, draft => PushTargetRules.Remove(draft, target), () => target, TargetOf, Fetch);

    public async Task<Result<PushTargetView>> ViewTarget(string target)
    {
        await Fetch(target);
        return await Read(book => TargetOf(book, target)) is { } view ? new(view, null) : Gone<PushTargetView>(Refusal.NotFound("pushTarget", target));
    }

    public Task<ImmutableArray<PushTargetView>> Targets() => Read(book => ImmutableArray.CreateRange(
        book.All<PushTarget>().Where(target => target.Status != PushStatus.Removed).Select(target => target.View())));

    public async Task<Result<DeliveryView>> Push(Operation operation, string target, string topic, string text)
    {
        var id = "";
        return await Execute(operation, draft => DeliveryRules.Push(draft, target, topic, text, out id), () => id, DeliveryOf, key => Fetch<Delivery>(key));
    }

    public async Task<Result<DeliveryView>> Resend(Operation operation, string delivery)
    {
        await Fetch<Delivery>(delivery);
        return await Execute(operation, draft => DeliveryRules.Resend(draft, delivery), () => delivery, DeliveryOf, key => Fetch<Delivery>(key));
    }

    protected override void Follow(Draft draft) => UnitMail.Follow(draft, _terms);

    private static PushTargetView? TargetOf(Book book, string id) => book.Find<PushTarget>(id)?.View();

    private static DeliveryView? DeliveryOf(Book book, string id) => book.Find<Delivery>(id)?.View();

    private Task Fetch(string target) => Fetch<PushTarget>(target);

    // Nobody but this activation sends: whoever had claimed a letter before it is gone.
    private void CarryOn()
    {
        foreach (var delivery in Book.All<Delivery>().Where(delivery => delivery.Status == DeliveryStatus.Sending))
            _ = Carry(delivery.Id);
    }

    private void SendOut(Draft draft, Delivery delivery)
    {
        if (DeliveryRules.Claim(draft, delivery.Id, push.Terms))
            _ = Carry(delivery.Id);
    }

    // What was claimed is durable before it leaves. A sender that dies leaves a claim: the next activation takes it on, a waker at the latest.
    private async Task Carry(string id)
    {
        await Task.Yield();
        try
        {
            DelayDeactivation(PushTerms.Lease);
            for (var again = true; again;)
            {
                await Durable();
                if (Book.Find<Delivery>(id) is not { Status: DeliveryStatus.Sending } delivery || Book.Find<PushTarget>(delivery.Target) is not { } target)
                    return;
                var answer = await push.Sender.Send(target, delivery, CancellationToken.None);
                var jitter = Random.Shared.NextDouble();
                await ByItself(draft => again = DeliveryRules.Answered(draft, id, delivery.Part, delivery.Attempts, answer, jitter, push.Terms));
            }
        }
        catch (Exception e)
        {
            LogInterrupted(Services.Log, Stream, id, e);
        }
    }

    // One at a time for each target; what fails is taken up again when the target is next looked at.
    private void Tell(string target)
    {
        if (!_telling.TryGetValue(target, out var running) || running.IsCompleted)
            _telling[target] = Compose(target);
    }

    private async Task Compose(string id)
    {
        await Task.Yield();
        try
        {
            await Terms();
            if (PushTargetRules.Find(Book, id) is not { } target)
                return;
            var text = await push.Digests.Of(target.Of, ChinaTime.DateOf(Services.Clock.Now), CancellationToken.None);
            await ByItself(draft => PushTargetRules.Tell(draft, _terms, id, text));
        }
        catch (Exception e)
        {
            LogInterrupted(Services.Log, Stream, id, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: {What} was interrupted and will go on")]
    private static partial void LogInterrupted(ILogger logger, string stream, string what, Exception reason);
}
