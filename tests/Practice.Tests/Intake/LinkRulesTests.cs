using CsCheck;
using Practice.Links;
using Practice.Needs;
using Practice.Persons;
using Practice.Tests.Months;

namespace Practice.Tests.Intake;

/// <summary>Links and codes for those without an account.</summary>
public sealed class LinkRulesTests
{
    [Fact]
    public void A_link_rates_once_and_no_more()
    {
        var desk = Done(out var need);
        Issue(desk, need, "a");

        Assert.Null(desk.Do(draft => LinkRules.Rate(draft, need, "a", new(5, "好"))));
        Assert.Equal("link.used", desk.Do(draft => LinkRules.Rate(draft, need, "a", new(1)))?.Code);

        Assert.Equal((5, "link"), (desk.Need(need).Ratings.Single().Score, desk.Need(need).Ratings.Single().Channel));
        Assert.Null(LinkRules.Follow(desk.Book, need, "a", desk.Now));
    }

    [Fact]
    public void Whatever_is_tried_a_need_has_at_most_one_rating_by_links()
    {
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 30]).Array[1, 40].Sample(steps =>
        {
            var desk = Done(out var need);
            foreach (var (kind, pick, hours) in steps)
            {
                desk.Now = desk.Now.AddHours(hours);
                _ = kind switch
                {
                    0 => desk.Do(draft => LinkRules.Issue(draft, need, new($"{pick}", LinkPurpose.Rate, pick % 2 == 0, draft.Now.AddDays(1 + pick)), out _)),
                    1 => desk.Do(draft => LinkRules.Revoke(draft, NeedLink.IdOf(need, pick + 1))),
                    _ => desk.Do(draft => LinkRules.Rate(draft, need, $"{pick}", new(4))),
                };
            }

            Assert.True(desk.Need(need).Ratings.Length <= 1);
            Assert.Equal(desk.Need(need).Ratings.Length, desk.Book.All<NeedLink>().Count(link => link.Status == LinkStatus.Used));
            Assert.True(desk.Book.All<NeedLink>().Count(link => link.Status == LinkStatus.Live) <= LinkRules.MostLive);
        }, iter: 200);
    }

    [Fact]
    public void A_link_expires_and_can_be_taken_back_and_a_guess_is_told_nothing()
    {
        var desk = Done(out var need);
        var (first, _) = (Issue(desk, need, "a", days: 2), Issue(desk, need, "b", days: 9));
        Assert.Null(desk.Do(draft => LinkRules.Revoke(draft, NeedLink.IdOf(need, 2))));
        desk.Now = desk.Now.AddDays(3);

        Assert.Equal("link.expired", desk.Do(draft => LinkRules.Rate(draft, need, "a", new(5)))?.Code);
        Assert.Equal("link.revoked", desk.Do(draft => LinkRules.Rate(draft, need, "b", new(5)))?.Code);
        Assert.Equal("link.notFound", desk.Do(draft => LinkRules.Rate(draft, need, "c", new(5)))?.Code);
        Assert.Equal("link.expired", LinkRules.Follow(desk.Book, need, "a", desk.Now)?.Code);
        desk.Do(draft =>
        {
            LinkRules.Expire(draft, desk.Book.Find<NeedLink>(first)!);
            return null;
        });
        Assert.Equal(LinkStatus.Expired, desk.Book.Find<NeedLink>(first)!.Status);
    }

    [Fact]
    public void A_link_given_out_before_the_work_is_done_rates_when_it_is()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Verified();
        Issue(desk, need, "a", spoken: true);

        Assert.Equal("need.state", desk.Do(draft => LinkRules.Rate(draft, need, "a", new(5)))?.Code);
        Assert.Equal(LinkStatus.Live, desk.Book.All<NeedLink>().Single().Status);
    }

    [Fact]
    public void A_secret_is_kept_as_a_keyed_hash_that_is_bound_to_its_need()
    {
        var (vault, other) = (new PersonVault(new byte[32]), new PersonVault([.. Enumerable.Repeat((byte)1, 32)]));

        Assert.NotEqual(vault.LinkHash("n-1", "ABCD"), vault.LinkHash("n-2", "ABCD"));
        Assert.NotEqual(vault.LinkHash("n-1", "ABCD"), other.LinkHash("n-1", "ABCD"));
        Assert.DoesNotContain("ABCD", vault.LinkHash("n-1", "ABCD"), StringComparison.OrdinalIgnoreCase);
    }

    private static Desk Done(out string need)
    {
        var desk = new Desk();
        desk.Found();
        need = desk.Done();
        return desk;
    }

    private static string Issue(Desk desk, string need, string hash, int days = 15, bool spoken = false)
    {
        var id = "";
        Assert.Null(desk.Do(draft => LinkRules.Issue(draft, need, new(hash, LinkPurpose.Rate, spoken, draft.Now.AddDays(days)), out id)));
        return id;
    }
}
