using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>
/// Who holds an identity: one of 4,096 owners of keyed hashes, and of the numbers that volunteers are given. Key: <see cref="Ids.ClaimStream"/>.
/// </summary>
/// <remarks>A hash says nothing about whom it belongs to without the network's key.</remarks>
[GrainInterfaceType("claim"), Alias("claim")]
public interface IClaimGrain : IGrainWithStringKey
{
    /// <summary>The number of this subject; a new one of the county where it has none yet, or the one of an unclaimed profile.</summary>
    [Alias("Enrol")]
    Task<Result<ClaimView>> Enrol(Operation operation, string subject, string county, string? profile);

    /// <summary>Puts an identity document in somebody's name. Answers the number of an unclaimed profile that waited for it.</summary>
    /// <returns>Or <c>identity.taken</c>.</returns>
    [Alias("Take")]
    Task<Result<ClaimView>> Take(Operation operation, string document, string subject);

    /// <summary>A number for an unclaimed profile that is to wait for whoever holds the document; the same one where it has one already.</summary>
    /// <returns>Or <c>identity.held</c> where somebody is registered with it.</returns>
    [Alias("Await")]
    Task<Result<ClaimView>> Await(Operation operation, string document, string county);

    /// <summary>The document was a slip of the pen; whoever holds it may let it go.</summary>
    [Alias("Release")]
    Task<Result<ClaimView>> Release(Operation operation, string document, string subject);
}

/// <summary>A hash and whose it is.</summary>
/// <param name="Number">The volunteer's number; null for a document whose holder is not a volunteer yet.</param>
/// <param name="Subject">The keyed hash of whoever holds a document.</param>
[GenerateSerializer, Immutable, Alias("claimView")]
public sealed record ClaimView([property: Id(0)] string Hash, [property: Id(1)] string? Number, [property: Id(2)] string? Subject, [property: Id(3)] bool Unclaimed = false);
