using Practice.Kernel;

namespace Practice.Push;

/// <summary>One letter to one target, from the moment it is owed until it has arrived or is given up. Id <c>…-G000001</c>.</summary>
/// <remarks>At least once: who crashes between sending and writing down sends again; a web hook knows a repeat by its id.</remarks>
public sealed record Delivery : Item
{
    public const string Digest = "digest", Message = "message", Event = "event", Notice = "notice";

    public required string Target { get; init; }
    public required string Topic { get; init; }

    /// <summary>What a digest or message says. Nothing personal is in it.</summary>
    public string? Content { get; init; }

    /// <summary>An event's name, the item it happened to and its number. What the event says stays here.</summary>
    public string? Name { get; init; }

    public string? Subject { get; init; }
    public long Seq { get; init; }

    public DeliveryStatus Status { get; init; }

    /// <summary>Parts that have arrived.</summary>
    public int Part { get; init; }

    /// <summary>Attempts at the present part.</summary>
    public int Attempts { get; init; }

    /// <summary>Its token was taken when it was told to wait for it.</summary>
    public bool Cleared { get; init; }

    /// <summary>When it is next to be looked at; of one that is being sent, when its sender is taken for dead.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public string? Outcome { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOwed => Status is DeliveryStatus.Waiting or DeliveryStatus.Sending;

    public override Facets Facets => new(Open: IsOwed, Status: Json.Name(Status), Category: Target, WakeAt: IsOwed ? NextAt : null);

    public DeliveryView View() => new(Id, Target, Topic, Content, Name, Subject, Status, Part, Attempts, Outcome, CreatedAt, IsOwed ? NextAt : null, EndedAt);
}
