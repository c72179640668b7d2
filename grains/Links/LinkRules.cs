using System.Security.Cryptography;
using System.Text;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Links;

/// <summary>Who holds a secret may follow the need and, where it says so, rate it once.</summary>
/// <remarks>Laws: a secret rates at most once; an expired, used or revoked one rates nothing; who guesses is told nothing.</remarks>
public static class LinkRules
{
    public const int MostLive = 5, Most = 99, LongestDays = 60;

    public static Refusal? Issue(Draft draft, string needId, IssueLink command, out string id)
    {
        id = "";
        if (NeedRules.Find(draft, needId) is not { } need)
            return Refusal.NotFound("need", needId);
        if (command.ExpiresAt <= draft.Now || command.ExpiresAt > draft.Now.AddDays(LongestDays))
            return Refusal.Malformed("days.invalid", $"A link lives 1 to {LongestDays} days.");
        if (command.Purpose == LinkPurpose.Rate && (need.Status is NeedStatus.Rejected or NeedStatus.Redirected or NeedStatus.Merged or NeedStatus.Withdrawn
            || (need.Status is NeedStatus.Done or NeedStatus.Rated && need.Due.Rate is null)))
            return NeedRules.WrongState(need, "rated");
        if (need.Links >= Most || draft.Book.All<NeedLink>().Count(link => link.Need == needId && link.Status == LinkStatus.Live) >= MostLive)
            return Refusal.Rule("links.full", $"At most {MostLive} links of a need live at once, {Most} in all: revoke one.");
        id = NeedLink.IdOf(needId, need.Links + 1);
        draft.Record(new LinkIssued(needId, command.Purpose, command.Spoken, command.ExpiresAt), new NeedLink
        {
            Id = id, CreatedAt = draft.Now, Need = needId, Hash = command.Hash, Purpose = command.Purpose, Spoken = command.Spoken, ExpiresAt = command.ExpiresAt,
        });
        draft.Keep(need with { Links = need.Links + 1 });
        return null;
    }

    public static Refusal? Revoke(Draft draft, string id)
    {
        if (draft.Book.Find<NeedLink>(id) is not { } link)
            return Refusal.NotFound("link", id);
        if (link.Status == LinkStatus.Live)
            draft.Record(new LinkRevoked(), link with { Status = LinkStatus.Revoked });
        return null;
    }

    public static void Expire(Draft draft, NeedLink link)
    {
        if (link.Status == LinkStatus.Live && draft.Now >= link.ExpiresAt)
            draft.Record(new LinkExpired(), link with { Status = LinkStatus.Expired });
    }

    public static Refusal? Rate(Draft draft, string needId, string hash, RateNeed command)
    {
        if (Find(draft.Book, needId, hash) is not { } link || NeedRules.Find(draft, needId) is not { } need)
            return Unknown;
        if (Over(link, draft.Now) is { } over)
            return over;
        if (link.Purpose != LinkPurpose.Rate)
            return Refusal.Rule("link.followOnly", "This link follows the need; it does not rate it.");
        var rating = command with { Rater = need.Resident ?? need.Id, Channel = link.Spoken ? "code" : "link", SlipNo = null };
        if (RatingRules.Rate(draft, needId, rating) is { } refusal)
            return refusal;
        draft.Record(new LinkUsed(needId), link with { Status = LinkStatus.Used });
        return null;
    }

    /// <summary>Null = the secret may follow. A used one may: whoever has rated sees what came of it, until it expires.</summary>
    public static Refusal? Follow(Book book, string need, string hash, DateTimeOffset now) =>
        Find(book, need, hash) is not { } link ? Unknown : link.Status == LinkStatus.Used && now < link.ExpiresAt ? null : Over(link, now);

    public static LinkView View(NeedLink link, DateTimeOffset now) => new(
        link.N, link.Need, link.Purpose, link.Spoken, link.Status == LinkStatus.Live && now >= link.ExpiresAt ? LinkStatus.Expired : link.Status, link.CreatedAt, link.ExpiresAt);

    private static Refusal Unknown => new(RefusalKind.NotFound, "link.notFound", "There is no such link.");

    private static Refusal? Over(NeedLink link, DateTimeOffset now) => link.Status switch
    {
        LinkStatus.Used => Refusal.Conflict("link.used", "This link was used once; it rates no more."),
        LinkStatus.Revoked => Refusal.Conflict("link.revoked", "This link was taken back."),
        LinkStatus.Expired => Expired,
        _ => now >= link.ExpiresAt ? Expired : null,
    };

    private static Refusal Expired => Refusal.Conflict("link.expired", "The time of this link is over.");

    // In constant time: how much of a guess is right shows in nothing.
    private static NeedLink? Find(Book book, string need, string hash) => book.All<NeedLink>()
        .FirstOrDefault(link => link.Need == need && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(link.Hash), Encoding.ASCII.GetBytes(hash)));
}
