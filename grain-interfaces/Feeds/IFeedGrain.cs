using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Feeds;

/// <summary>日历订阅: addresses under which anybody who has one sees the calendar of a unit or team.</summary>
[Alias("feeds"), GrainInterfaceType("feeds")]
public interface IFeedGrain : IGrainWithStringKey
{
    [Alias("AddFeed")]
    Task<Result<FeedView>> AddFeed(Operation operation, AddFeed command);

    /// <summary>The address leads nowhere from here on.</summary>
    [Alias("RevokeFeed")]
    Task<Result<FeedView>> RevokeFeed(Operation operation, string feed);

    /// <summary>Addresses that lead somewhere.</summary>
    [Alias("Feeds")]
    Task<ImmutableArray<FeedView>> Feeds();
}
