using System.Collections.Immutable;
using Practice.Dispatch;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Settings;

public sealed class RoutingTests
{
    private const string County = "/3212/321203/", Legal = "321203801", Water = "321203802", Town = "321203001";

    private static readonly ImmutableDictionary<string, string> Paths = ImmutableDictionary.CreateRange(new KeyValuePair<string, string>[]
    {
        new(Legal, $"{County}{Legal}/"), new(Water, $"{County}{Water}/"), new(Town, $"{County}{Town}/"), new(Desk.Unit, Desk.Path), new("320282", "/3202/320282/"),
    });

    [Fact]
    public void The_first_rule_that_matches_wins_by_category_area_and_time()
    {
        RoutingTable table = new(true,
        [
            new("夜里", Town) { From = "22:00", Until = "06:00" },
            new("法律", Legal) { Categories = ["legal"] },
            new("镇上", Water) { Areas = [Town], Days = RoutingDays.Off },
        ]);
        string? To(string category, DateTimeOffset at) => RoutingRules.Match(table, category, Desk.Path, at, Desk.Terms.Calendar)?.To;

        Assert.Equal(Town, To("legal", Desk.At(3, 2, 22)));
        Assert.Equal(Town, To("legal", Desk.At(3, 3, 5)));
        Assert.Equal(Legal, To("legal.advice", Desk.At(3, 2, 6)));
        Assert.Null(To("lifeService", Desk.At(3, 2, 10)));
        Assert.Equal(Water, To("lifeService", Desk.At(3, 7, 10)));
    }

    [Fact]
    public void What_has_arrived_stays()
    {
        RoutingTable table = new(true, [new("法律", Legal), new("全部", Water)]);

        Assert.Null(RoutingRules.Match(table, "legal", Paths[Legal], Desk.At(3, 2), Desk.Terms.Calendar));
    }

    [Fact]
    public void A_rule_to_itself_or_in_a_ring_is_refused()
    {
        Assert.Equal("routing.self", Refused(new RoutingRule("自己", Town) { Areas = [Town] }));
        Assert.Equal("routing.ring", Refused(new("去", Legal) { Areas = [Water] }, new("回", Water) { Areas = [Legal] }));
        Assert.Equal("routing.ring", Refused(new("去", Legal) { Areas = [Water] }, new("转", Town) { Areas = [Legal] }, new("回", Water) { Areas = [Town] }));
        Assert.Null(Refused(new("去", Legal) { Areas = [Water], Until = "12:00", From = "08:00" }, new("回", Water) { Areas = [Legal], From = "12:00", Until = "18:00" }));
        Assert.Null(Refused(new("去", Legal) { Areas = [Water], Categories = ["health"] }, new("回", Water) { Areas = [Legal], Categories = ["lifeService"] }));
        Assert.Null(Refused(new("都去", Legal), new("回", Water) { Areas = [Legal] }));
    }

    [Theory]
    [InlineData("320282", "routing.to")]
    [InlineData("321203999", "routing.to")]
    [InlineData(null, "routing.to")]
    public void A_rule_sends_only_to_this_unit_and_those_below_it(string? to, string code) => Assert.Equal(code, Refused(new RoutingRule("去", to!)));

    [Fact]
    public void Every_word_of_a_rule_is_known()
    {
        Assert.Equal("routing.category", Refused(new RoutingRule("x", Legal) { Categories = ["magic"] }));
        Assert.Equal("routing.area", Refused(new RoutingRule("x", Legal) { Areas = ["320282"] }));
        Assert.Equal("routing.hours", Refused(new RoutingRule("x", Legal) { From = "08:00" }));
        Assert.Equal("routing.hours", Refused(new RoutingRule("x", Legal) { From = "08:00", Until = "08:00" }));
        Assert.Equal("routing.days", Refused(new RoutingRule("x", Legal) { Weekdays = [8] }));
        Assert.Equal("routing.reply", Refused(new RoutingRule("x", Legal) { ReplyWithin = "90d" }));
        Assert.Equal("routing.name", Refused(new RoutingRule("", Legal)));
    }

    [Fact]
    public void Automatic_dispatch_follows_the_catalogue_once_and_only_where_it_is_switched_on()
    {
        ITerms With(bool enabled, bool follow) => EffectiveSettings.Default.With("321203", new()
        {
            Version = 1, Routing = new(new(enabled, [new("家政", Water) { Categories = ["lifeService"], Follow = follow }]), 1, default, ""),
        });
        string Dispatched(ITerms terms)
        {
            var desk = new Desk();
            desk.Found();
            var id = desk.Verified();
            Assert.Null(desk.Do(draft => SearchRules.Dispatch(draft, terms, id, new() { Mode = DispatchMode.Auto })));
            return desk.Book.Find<Need>(id)!.Owner;
        }

        Assert.Equal(Water, Dispatched(With(enabled: true, follow: true)));
        Assert.Equal(Desk.Unit, Dispatched(With(enabled: true, follow: false)));
        Assert.Equal(Desk.Unit, Dispatched(With(enabled: false, follow: true)));
    }

    private static string? Refused(params RoutingRule[] rules) =>
        RoutingRules.Invalid(new(false, [.. rules]), EffectiveSettings.Default.Categories, County, Paths)?.Code;
}
