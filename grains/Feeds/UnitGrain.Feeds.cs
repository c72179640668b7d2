using System.Collections.Immutable;
using Practice.Feeds;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Calendars' addresses.</summary>
internal sealed partial class UnitGrain : IFeedGrain
{
    public async Task<Result<FeedView>> AddFeed(Operation operation, AddFeed command)
    {
        var id = "";
        return await Execute(operation, draft => FeedRules.Add(draft, command, out id), () => id, FeedOf, key => Fetch<Feed>(key));
    }

    public async Task<Result<FeedView>> RevokeFeed(Operation operation, string feed)
    {
        await Fetch<Feed>(feed);
        return await Execute(operation, draft => FeedRules.Revoke(draft, feed), () => feed, FeedOf, key => Fetch<Feed>(key));
    }

    public Task<ImmutableArray<FeedView>> Feeds() => Read(book => ImmutableArray.CreateRange(book.All<Feed>().Where(feed => feed.RevokedAt is null).Select(feed => feed.View())));

    private static FeedView? FeedOf(Book book, string id) => book.Find<Feed>(id)?.View();
}
