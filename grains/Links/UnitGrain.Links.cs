using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Links;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Links and codes of needs.</summary>
internal sealed partial class UnitGrain : ILinkGrain
{
    public async Task<Result<LinkView>> IssueLink(Operation operation, string need, IssueLink command)
    {
        await FetchLinks(need);
        var id = "";
        return await Execute(operation, draft => LinkRules.Issue(draft, need, command, out id), () => id, LinkOf, key => Fetch<NeedLink>(key));
    }

    public async Task<Result<ImmutableArray<LinkView>>> LinksOf(string need)
    {
        await FetchLinks(need);
        return await Read<ImmutableArray<LinkView>?>(book => book.Find<Need>(need) is null ? null
            : [.. book.All<NeedLink>().Where(link => link.Need == need).Select(link => LinkRules.View(link, Services.Clock.Now))]) is { } links
            ? new(links, null)
            : Gone<ImmutableArray<LinkView>>(Refusal.NotFound("need", need));
    }

    public async Task<Result<LinkView>> RevokeLink(Operation operation, string need, int n)
    {
        var id = NeedLink.IdOf(need, n);
        await Fetch<NeedLink>(id);
        return await Execute(operation, draft => LinkRules.Revoke(draft, id), () => id, LinkOf, key => Fetch<NeedLink>(key));
    }

    public async Task<Result<NeedView>> FollowLink(string need, string hash)
    {
        await FetchLinks(need);
        var refusal = await Read(book => LinkRules.Follow(book, need, hash, Services.Clock.Now));
        if (refusal is not null)
            return Gone<NeedView>(refusal);
        return new(await Read(book => ViewNeed(book, need)), null);
    }

    public async Task<Result<NeedView>> RateByLink(Operation operation, string need, string hash, RateNeed command)
    {
        await FetchLinks(need);
        return await OnNeed(operation, need, draft => LinkRules.Rate(draft, need, hash, command));
    }

    private LinkView? LinkOf(Book book, string id) => book.Find<NeedLink>(id) is { } link ? LinkRules.View(link, Services.Clock.Now) : null;

    private async Task FetchLinks(string id)
    {
        await FetchNeed(id);
        if (Book.Find<Need>(id) is { Links: > 0 and var given })
            await Fetch<NeedLink>(Enumerable.Range(1, given).Select(n => NeedLink.IdOf(id, n)));
    }
}
