using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Claims;

/// <summary>A register of keyed hashes: rules in <see cref="ClaimRules"/>. A hash is fetched when it is asked about; nothing is kept ready.</summary>
[GrainType("claim")]
internal sealed class ClaimGrain(KernelServices services) : StreamGrain(services), IClaimGrain
{
    private static readonly ItemKinds ClaimKinds = new ItemKinds().Add<Claim>("claim").Add<ClaimNumbers>("claimNumbers");

    protected override ItemKinds Kinds => ClaimKinds;

    public Task<Result<ClaimView>> Enrol(Operation operation, string subject, string county, string? profile) =>
        On(subject, operation, draft => ClaimRules.Enrol(draft, subject, county, profile));

    public Task<Result<ClaimView>> Await(Operation operation, string document, string county) =>
        On(document, operation, draft => ClaimRules.Await(draft, document, county));

    public Task<Result<ClaimView>> Take(Operation operation, string document, string subject) =>
        On(document, operation, draft => ClaimRules.Take(draft, document, subject));

    public Task<Result<ClaimView>> Release(Operation operation, string document, string subject) =>
        On(document, operation, draft => ClaimRules.Release(draft, document, subject));

    protected override string PathOf(Book book) => "/";

    protected override Task Prepare(Message message) => message switch
    {
        ClaimMoved told => Fetch<Claim>(told.Subject),
        SubjectLeft told => Fetch<Claim>(told.Subject),
        DocumentMoved told => Fetch<Claim>(told.Document),
        DocumentKept told => Fetch<Claim>(told.Document),
        ProfileDropped told => Fetch<Claim>(told.Document),
        _ => Task.CompletedTask,
    };

    protected override void Take(Draft draft, string from, Message message)
    {
        switch (message)
        {
            case ClaimMoved told:
                ClaimRules.Move(draft, told);
                break;
            case SubjectLeft told:
                ClaimRules.Leave(draft, told);
                break;
            case DocumentMoved told:
                ClaimRules.Move(draft, told);
                break;
            case DocumentKept told:
                ClaimRules.Keep(draft, told);
                break;
            case ProfileDropped told:
                ClaimRules.Drop(draft, told);
                break;
            default:
                throw new InvalidOperationException($"A register does not take in {message.GetType().Name}.");
        }
    }

    private async Task<Result<ClaimView>> On(string hash, Operation operation, Func<Draft, Refusal?> decide)
    {
        if (Ids.ClaimStream(hash) != Stream)
            throw new ArgumentException("The hash belongs to another register.", nameof(hash));
        await Fetch<Claim>(hash);
        return await Execute(operation, decide, () => hash, ClaimRules.View, Fetched);
    }

    private Task Fetched(string hash) => Fetch<Claim>(hash);
}
