using System.Text.RegularExpressions;
using Practice.Dispatch;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Tests.Support;

namespace Practice.Tests.Rules;

/// <summary>docs/real-people.md: each of its points has a test named after it. The points that no other class holds are here.</summary>
public sealed partial class RealPeopleTests
{
    private const int First = 13, Second = 15;

    private readonly Desk _desk = new();

    [GeneratedRegex(@"^\| (\d+) \| .* \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Named();

    [Fact]
    public void Every_point_names_tests_that_exist()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "real-people.md"));
        var tests = typeof(RealPeopleTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet(StringComparer.Ordinal);
        var rows = Row().Matches(page).Select(row => (Point: int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Tests: Named().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToList())).ToList();

        Assert.Equal(Enumerable.Range(1, First).Concat(Enumerable.Range(1, Second)), rows.Select(row => row.Point));
        Assert.All(rows, row => Assert.NotEmpty(row.Tests));
        Assert.All(rows.SelectMany(row => row.Tests), name => Assert.Contains(name, tests));
    }

    [Fact]
    public void The_automatic_chain_ends_at_the_centre_and_only_a_person_sends_a_need_to_the_city()
    {
        var centre = new Desk("321203", "/3212/321203/");
        var id = centre.Verified();

        Assert.Null(centre.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Auto })));
        Assert.Empty(centre.Last!.Messages);
        Assert.Contains(centre.Last.Recorded, happened => happened.Event is NeedStuck { Level: "321203" });
        Assert.Null(LadderRules.Above(centre.Need(id), "/3212/321203/"));
        Assert.Null(centre.Do(draft => SearchRules.Escalate(draft, Desk.Terms, id, new Reasoned("byPerson"))));

        Assert.Equal("unit-3212", Assert.Single(centre.Last.Messages).To);
        Assert.Equal("3212", centre.Need(id).Owner);
    }

    [Fact]
    public void A_micro_wish_is_claimed_realised_and_answered_up_to_a_value_and_never_money()
    {
        SubmitNeed wish = new() { Title = "想要一个新书包", Category = "hardshipCare", Channel = Channel.MicroWish, WishValue = 120 };
        string? Add(SubmitNeed command) => _desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, command, out _))?.Code;
        Assert.Equal("wishValue.invalid", Add(wish with { WishValue = WishRules.MostYuan + 1 }));
        Assert.Equal("wish.cash", Add(wish with { Title = "想要一个红包" }));
        Assert.Equal("wishValue.channel", Add(wish with { Channel = Channel.Phone }));
        _desk.Found(field: "hardshipCare");
        _desk.Found(Desk.Unit + "-T002", "hardshipCare");
        var id = "";
        Assert.Null(_desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, wish, out id)));
        Assert.Equal("wish.cash", _desk.Do(draft => NeedRules.Edit(draft, Desk.Terms, id, new() { Description = "折成现金也行" }, null))?.Code);
        Assert.Null(_desk.Do(draft => NeedRules.Verify(draft, Desk.Terms, id, new() { Decision = Verdict.Accept })));

        Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Grab })));
        Assert.Equal(2, _desk.Need(id).Orders.Length);
        var claimed = _desk.Need(id).Orders[1];
        _desk.Accept(claimed);
        Assert.Null(_desk.Do(draft => OrderRules.Report(draft, claimed, new(WorkOutcome.Fulfilled, "书包送到了", 1, [])) ?? OrderRules.Confirm(draft, Desk.Terms, claimed)));
        Assert.Null(_desk.Do(draft => RatingRules.Rate(draft, id, new(5))));

        Assert.Equal((NeedStatus.Rated, 120), (_desk.Need(id).Status, _desk.Need(id).WishValue));
        Assert.Equal("扶贫帮困", PublicWords.Title(_desk.Need(id), Desk.Terms));
    }

    [Fact]
    public void The_six_deliveries_and_the_five_coverages_are_tags_from_the_first_day()
    {
        var id = "";
        Assert.Null(_desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, new()
        {
            Title = "看戏", Category = "cultureArts", Channel = Channel.WishTree, Deliveries = [.. Enum.GetValues<DeliveryTag>()], Coverage = [CoverageField.CulturalActivity],
        }, out id)));

        Assert.Equal((6, 5), (Enum.GetValues<DeliveryTag>().Length, Enum.GetValues<CoverageField>().Length));
        Assert.Null(_desk.Do(draft => NeedRules.Edit(draft, Desk.Terms, id, new() { Coverage = [.. Enum.GetValues<CoverageField>()] }, null)));
        var view = NeedViews.Of(_desk.Need(id), _desk.Now);
        Assert.Equal((6, 5), (view.Deliveries.Length, view.Coverage.Length));
    }

    [Fact]
    public void Opening_a_month_takes_only_needs_without_a_live_order_and_urgent_ones_never_wait_for_it()
    {
        _desk.Found();
        var (live, urgent, free) = (_desk.Verified(), _desk.Verified("没电了"), _desk.Verified("换灯"));
        Assert.Null(_desk.Do(draft => RegradeRules.Regrade(draft, Desk.Terms, urgent, new(Urgency.Urgent, "独居"))));
        foreach (var need in new[] { live, urgent })
            Assert.Null(_desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Auto })));

        var (lines, _) = MonthPlanning.Compute(_desk.Book, Desk.Terms, Desk.Month(3), 1, _desk.Now, TestContext.Current.CancellationToken);

        Assert.Equal(NeedStatus.Dispatching, _desk.Need(urgent).Status);
        Assert.Equal([free], lines.Select(line => line.Need));
    }
}
