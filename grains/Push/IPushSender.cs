namespace Practice.Push;

/// <summary>Carries one part of a letter to its target. It alone opens the seal; it never throws for what a target does.</summary>
public interface IPushSender
{
    Task<PushAnswer> Send(PushTarget target, Delivery delivery, CancellationToken cancellation);
}

/// <summary>Puts a day into words. See <see cref="Practice.Months.DigestText"/>.</summary>
public interface IDigests
{
    /// <param name="of">A unit or a team; null = there is no such.</param>
    Task<string?> Of(string of, DateOnly day, CancellationToken cancellation);
}

/// <summary>What an owner needs in order to tell.</summary>
public sealed record PushServices(IPushSender Sender, IDigests Digests, PushTerms Terms)
{
    /// <summary>Of a host without a way out: letters stay owed and fail with <c>sender.none</c>.</summary>
    public static readonly PushServices None = new(new Nobody(), new Nobody(), PushTerms.Default);

    private sealed class Nobody : IPushSender, IDigests
    {
        public Task<PushAnswer> Send(PushTarget target, Delivery delivery, CancellationToken cancellation) => Task.FromResult(new PushAnswer(PushVerdict.Failed, "sender.none"));

        public Task<string?> Of(string of, DateOnly day, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
