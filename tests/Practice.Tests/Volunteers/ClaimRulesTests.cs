using Practice.Claims;
using Practice.Kernel;
using Xunit;

namespace Practice.Tests.Volunteers;

/// <summary>Nobody has two numbers, and no document is in two names.</summary>
public sealed class ClaimRulesTests
{
    private const string Hash = "1a1";

    [Fact]
    public void The_same_person_has_the_same_number_and_the_next_one_the_next()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", default);
        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "320282", null));
        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "320282", null));
        Assert.Null(ClaimRules.Enrol(draft, "1a1-two", "321203", null));

        Assert.Equal("320282-V04170001", ClaimRules.View(draft.Book, "1a1-one")!.Number);
        Assert.Equal("321203-V04170002", ClaimRules.View(draft.Book, "1a1-two")!.Number);
    }

    [Fact]
    public void A_document_is_held_by_one_and_free_again_when_he_lets_it_go()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", default);
        Assert.Null(ClaimRules.Take(draft, Hash, "one"));
        Assert.Null(ClaimRules.Take(draft, Hash, "one"));
        Assert.Equal("identity.taken", ClaimRules.Take(draft, Hash, "two")?.Code);
        Assert.Null(ClaimRules.Release(draft, Hash, "two"));
        Assert.Equal("identity.taken", ClaimRules.Take(draft, Hash, "two")?.Code);

        Assert.Null(ClaimRules.Release(draft, Hash, "one"));

        Assert.Null(ClaimRules.Take(draft, Hash, "two"));
    }

    [Fact]
    public void A_county_gives_the_number() =>
        Assert.Equal("county.invalid", ClaimRules.Enrol(new Draft(new Book("claim-1a1"), "a", default), Hash, "3202", null)?.Code);
}
