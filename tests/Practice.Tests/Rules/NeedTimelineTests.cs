using System.Text.Json;
using Practice.Kernel;
using Practice.Needs;
using Practice.Silo.Api;
using Practice.Store;

namespace Practice.Tests.Rules;

/// <summary>A need's events as its resident reads them.</summary>
public sealed class NeedTimelineTests
{
    private const string Unit = "321203001010", Town = "321203001";
    private static readonly DateTimeOffset Morning = new(2026, 9, 7, 9, 0, 0, TimeSpan.FromHours(8));

    private static EventRow Row(string type, object data) => new(1, type, Unit + "-N000001", Morning, "clerk-of-somewhere", JsonSerializer.Serialize(data, data.GetType(), Json.Persisted));

    private static TimelineStep One(string type, object data) => Assert.Single(NeedTimeline.Of(Unit, [Row(type, data)]));

    [Fact]
    public void Who_has_it_by_when_and_why_it_moved_are_told()
    {
        var step = One("need.escalated", new NeedEscalated(Unit, Town, "noTeam", Morning.AddHours(2)));

        Assert.Equal(("passedOn", Town, "noTeam", Morning.AddHours(2)), (step.Step, step.Unit, step.Reason, step.By));
    }

    [Theory]
    [InlineData("王小明说他家不方便")]
    [InlineData("rang 13912345678 twice")]
    public void What_somebody_wrote_is_not_a_reason_for_everybody(string written) =>
        Assert.Null(One("need.escalated", new NeedEscalated(Unit, Town, written, null)).Reason);

    [Fact]
    public void A_broken_promise_stays_on_the_way()
    {
        var step = One("need.promiseBroken", new PromiseBroken(new DateOnly(2026, 9, 5), 1));

        Assert.Equal(("promiseBroken", new DateOnly(2026, 9, 5)), (step.Step, step.Day));
    }

    [Fact]
    public void What_concerns_the_desk_alone_is_left_out()
    {
        EventRow[] desk = [Row("need.edited", new NeedEdited(["title"], "lifeService")), Row("order.offered", new { }), Row("need.deadlinesMoved", new DeadlinesMoved(null, null, true)), Row("need.somethingNew", new { })];

        Assert.Empty(NeedTimeline.Of(Unit, desk));
    }

    [Fact]
    public void Nobody_who_acted_is_named()
    {
        var way = NeedTimeline.Of(Unit, [Row("need.submitted", new { category = "lifeService" }), Row("need.verified", new NeedVerified(Practice.Shared.Urgency.Normal, null, false)), Row("need.withdrawn", new NeedWithdrawn())]);

        Assert.Equal(["received", "takenOn", "withdrawn"], way.Select(step => step.Step));
        Assert.DoesNotContain("clerk-of-somewhere", JsonSerializer.Serialize(way), StringComparison.Ordinal);
    }
}
