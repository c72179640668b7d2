using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Statistics;
using Practice.Store.Reading;
using Practice.Units;

namespace Practice.Tests.Statistics;

/// <summary>The board's statements name kinds and statuses in words of their own, because indexes are known by them.</summary>
public sealed class BoardWordsTests
{
    [Fact]
    public void The_boards_words_are_the_domains()
    {
        var kinds = UnitKinds.Create();

        Assert.Equal(
            [BoardReads.Unit, BoardReads.Need, BoardReads.Tally, BoardReads.ChildTally, BoardReads.Publication],
            new[] { typeof(UnitProfile), typeof(Need), typeof(Tally), typeof(ChildTally), typeof(Publication) }.Select(kinds.NameOf));
        Assert.Equal(
            [BoardReads.Unfulfilled, BoardReads.Dispatching, BoardReads.Accepted, BoardReads.InService, BoardReads.Done, BoardReads.Rated],
            new[] { NeedStatus.Unfulfilled, NeedStatus.Dispatching, NeedStatus.Accepted, NeedStatus.InService, NeedStatus.Done, NeedStatus.Rated }.Select(Json.Name));
    }

    [Theory]
    [InlineData(NeedStatus.Submitted)]
    [InlineData(NeedStatus.Verified)]
    [InlineData(NeedStatus.Rejected)]
    [InlineData(NeedStatus.Redirected)]
    [InlineData(NeedStatus.Merged)]
    [InlineData(NeedStatus.Dispatching)]
    [InlineData(NeedStatus.Accepted)]
    [InlineData(NeedStatus.InService)]
    [InlineData(NeedStatus.Done)]
    [InlineData(NeedStatus.Rated)]
    [InlineData(NeedStatus.Unfulfilled)]
    [InlineData(NeedStatus.Withdrawn)]
    public void A_tally_is_open_while_one_of_its_needs_is(NeedStatus status)
    {
        var now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));
        var need = new Need
        {
            Id = "321203001010-N000001", CreatedAt = now, Title = "理发", Category = "lifeService", ReceivedAt = now, FiledBy = "clerk", Status = status, Owner = "321203001010",
            Due = new(), Month = "2026-03",
        };
        var counts = TallyRules.Contribution(need);

        Assert.Equal(need.IsUnsettled ? 1 : 0, TallyRules.Unsettled(counts));
        Assert.Equal(need.IsUnsettled ? BoardReads.Open : "settled", new Tally { Id = "2026-03", CreatedAt = now, Counts = counts }.Facets.Status);
        Assert.Equal("settled", TallyRules.StatusOf(counts - counts));
    }
}
