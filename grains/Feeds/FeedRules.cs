using System.Security.Cryptography;
using System.Text;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Feeds;

/// <summary>Calendars' addresses.</summary>
/// <remarks>Laws: an address that was taken back never leads anywhere again; who guesses is told nothing.</remarks>
public static class FeedRules
{
    public const int Most = 100, LongestName = 40;

    public static Refusal? Add(Draft draft, AddFeed command, out string id)
    {
        id = "";
        if (UnitRules.Profile(draft) is not { } unit)
            return UnitRules.Missing(draft);
        if (command.Name?.Trim().Length > LongestName)
            return Refusal.Malformed("name.invalid", $"A name has at most {LongestName} characters.");
        if (draft.Book.All<Feed>().Count(feed => feed.RevokedAt is null) >= Most)
            return Refusal.Rule("feeds.full", $"A unit and its teams give out at most {Most} addresses: revoke one.");
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Feeds = numbers.Feeds + 1 };
        id = Ids.Feed(unit.Id, numbers.Feeds);
        draft.Record(new FeedAdded(command.Of), new Feed
        {
            Id = id, CreatedAt = draft.Now, Of = command.Of, Hash = command.Hash, Name = string.IsNullOrWhiteSpace(command.Name) ? null : command.Name.Trim(),
        });
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Revoke(Draft draft, string id)
    {
        if (draft.Book.Find<Feed>(id) is not { } feed)
            return Refusal.NotFound("feed", id);
        if (feed.RevokedAt is null)
            draft.Record(new FeedRevoked(), feed with { RevokedAt = draft.Now });
        return null;
    }

    // In constant time: how much of a guess is right shows in nothing.
    public static bool Opens(Feed feed, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(feed.Hash), Encoding.ASCII.GetBytes(hash)) & feed.RevokedAt is null;
}
