using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Two numbers of one person become one. Key: <see cref="Ids.VolunteerStream"/> of the number that stays.</summary>
[GrainInterfaceType("merges"), Alias("merges")]
public interface IMergeGrain : IGrainWithStringKey
{
    /// <returns>Or <c>merge.other</c>; <c>merge.waiting</c>; <c>reason.missing</c>; <c>record.own</c>.</returns>
    [Alias("AskMerge")]
    Task<Result<MergeView>> AskMerge(Operation operation, string other, string reason);

    /// <summary>Somebody else decides. The other number ends, unless something of it is under way; that is told by the request.</summary>
    /// <returns>Or <c>fourEyes.same</c>; <c>merge.decided</c>; <c>record.own</c>.</returns>
    [Alias("DecideMerge")]
    Task<Result<MergeView>> DecideMerge(Operation operation, string request, bool allow);

    [Alias("ViewMerge")]
    Task<Result<MergeView>> ViewMerge(string request);
}

/// <summary>A merging.</summary>
/// <param name="State"><c>asked, declined, merging, merged, refused</c>.</param>
/// <param name="Code">Why it was refused by the other number.</param>
[GenerateSerializer, Immutable, Alias("mergeView")]
public sealed record MergeView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Other,
    [property: Id(2)] string By,
    [property: Id(3)] string Reason,
    [property: Id(4)] string State,
    [property: Id(5)] string? DecidedBy,
    [property: Id(6)] string? Code,
    [property: Id(7)] int Records,
    [property: Id(8)] DateTimeOffset AskedAt);
