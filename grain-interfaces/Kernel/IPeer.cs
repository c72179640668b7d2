namespace Practice.Kernel;

/// <summary>An owner of lists, as other owners see it: it takes in messages and reports, each once.</summary>
[Alias("peer"), GrainInterfaceType("peer")]
public interface IPeer : IGrainWithStringKey
{
    /// <summary>Completes when what the letter caused is durable. A repeated letter is answered and changes nothing.</summary>
    [Alias("Receive")]
    Task Receive(Letter letter);

    /// <summary>Acts on whatever is due, and sends on what it owes. Answers whether something stays due that it could not act on.</summary>
    [Alias("Wake")]
    Task<bool> Wake();

    /// <summary>Completes when nothing that the owner owed at the time of the call waits for delivery. For demo and test hosts.</summary>
    [Alias("Settle")]
    Task Settle();
}

/// <summary>A message or report on its way.</summary>
/// <param name="From">The sender's stream.</param>
/// <param name="Seq">Messages: grows per (sender, receiver). Reports: the sender's version that the payload shows.</param>
/// <param name="Topic">Empty for a message; what the report is about otherwise.</param>
[GenerateSerializer, Immutable, Alias("letter")]
public sealed record Letter(
    [property: Id(0)] string From,
    [property: Id(1)] long Seq,
    [property: Id(2)] string Topic,
    [property: Id(3)] string Type,
    [property: Id(4)] string Payload,
    [property: Id(5)] DateTimeOffset At);
