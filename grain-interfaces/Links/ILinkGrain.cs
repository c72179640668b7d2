using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Links;

/// <summary>One-time links and codes for those without an account (没有手机、没有账号).</summary>
[Alias("links"), GrainInterfaceType("links")]
public interface ILinkGrain : IGrainWithStringKey
{
    [Alias("IssueLink")]
    Task<Result<LinkView>> IssueLink(Operation operation, string need, IssueLink command);

    [Alias("LinksOf")]
    Task<Result<ImmutableArray<LinkView>>> LinksOf(string need);

    [Alias("RevokeLink")]
    Task<Result<LinkView>> RevokeLink(Operation operation, string need, int n);

    /// <summary>The need that a live secret leads to; the same answer whatever is wrong with another.</summary>
    [Alias("FollowLink")]
    Task<Result<NeedView>> FollowLink(string need, string hash);

    /// <summary>Rates by a secret, which is used up by it.</summary>
    [Alias("RateByLink")]
    Task<Result<NeedView>> RateByLink(Operation operation, string need, string hash, RateNeed command);
}
