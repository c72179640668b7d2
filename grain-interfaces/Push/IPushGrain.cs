using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Push;

/// <summary>推送: where a unit and its teams want to be told, and what became of each letter.</summary>
[Alias("push"), GrainInterfaceType("push")]
public interface IPushGrain : IGrainWithStringKey
{
    [Alias("AddTarget")]
    Task<Result<PushTargetView>> AddTarget(Operation operation, AddPushTarget command);

    [Alias("EditTarget")]
    Task<Result<PushTargetView>> EditTarget(Operation operation, string target, EditPushTarget command);

    /// <summary>What waits for it is given up.</summary>
    [Alias("RemoveTarget")]
    Task<Result<PushTargetView>> RemoveTarget(Operation operation, string target);

    /// <summary>A removed one too: who might have read it is told that it is gone.</summary>
    [Alias("ViewTarget")]
    Task<Result<PushTargetView>> ViewTarget(string target);

    [Alias("Targets")]
    Task<ImmutableArray<PushTargetView>> Targets();

    /// <summary>Owes a target a text now, whatever else it is told.</summary>
    [Alias("Push")]
    Task<Result<DeliveryView>> Push(Operation operation, string target, string topic, string text);

    /// <summary>Sends a letter that was given up once more, from the part that was lost.</summary>
    [Alias("Resend")]
    Task<Result<DeliveryView>> Resend(Operation operation, string delivery);
}
