using Practice.Needs;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

public sealed class LikenessTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void The_same_words_are_alike_and_other_words_are_not()
    {
        var (one, same, other) = (Submit("路灯坏了"), Submit("路灯坏了"), Submit("电视没有信号"));

        Assert.Equal(1, Likeness.Between(one, same));
        Assert.Equal(0, Likeness.Between(one, other));
        Assert.Equal([same.Id], Likeness.Find(_desk.Book, one).Select(d => d.Need));
    }

    [Theory]
    [InlineData(31.3000, 119.8000, Datum.Wgs84, 0.2, 1.0)]
    [InlineData(31.3005, 119.8000, Datum.Wgs84, 0.2, 1.0)]
    [InlineData(31.3030, 119.8000, Datum.Wgs84, 0.0, 1.0)]
    [InlineData(31.3000, 119.8050, Datum.Wgs84, 0.0, 1.0)]
    [InlineData(31.3060, 119.8000, Datum.Wgs84, 0.0, 0.6)]
    [InlineData(31.3000, 119.8060, Datum.Wgs84, 0.0, 0.6)]
    [InlineData(31.3060, 119.8000, Datum.Gcj02, 0.0, 1.0)]
    public void Near_counts_for_it_and_far_against_it_within_one_datum(double lat, double lon, Datum datum, double more, double times)
    {
        var one = Submit("楼道的灯坏了好几天", new() { Lat = 31.3, Lon = 119.8 });
        var two = Submit("楼道的灯不亮", new() { Lat = lat, Lon = lon, Datum = datum });

        var words = Likeness.Between(one with { Location = null }, two);

        Assert.InRange(words, 0.1, 0.7);
        Assert.Equal(words * times + more, Likeness.Between(one, two), 6);
        Assert.Equal(Likeness.Between(one, two), Likeness.Between(two, one), 6);
    }

    [Fact]
    public void Only_what_is_open_of_the_same_kind_and_the_three_most_alike_are_shown()
    {
        var one = Submit("路灯坏了");
        var (exact, gone, elsewhere) = (Submit("路灯坏了"), Submit("路灯坏了"), Submit("路灯坏了", category: "health"));
        foreach (var title in new[] { "路灯坏了很久", "路灯坏了好几天", "路灯坏了没人修" })
            Submit(title);
        Assert.Null(_desk.Do(draft => NeedRules.Withdraw(draft, gone.Id, "x")));

        var found = Likeness.Find(_desk.Book, one);

        Assert.Equal((3, exact.Id), (found.Length, found[0].Need));
        Assert.DoesNotContain(found, d => d.Need == elsewhere.Id || d.Need == gone.Id || d.Need == one.Id);
        Assert.Equal(found.OrderByDescending(d => d.Likeness).Select(d => d.Need), found.Select(d => d.Need));
    }

    [Theory]
    [InlineData("厨房煤气泄漏", "119")]
    [InlineData("老人晕倒了", "120")]
    [InlineData("门口有人持刀", "110")]
    [InlineData("村口车祸", "122")]
    [InlineData("a GAS LEAK and a car crash", "119,122")]
    [InlineData("换灯泡", "")]
    public void Words_of_danger_show_whom_to_call(string text, string numbers) => Assert.Equal(numbers, string.Join(',', Emergencies.Numbers(text)));

    private Need Submit(string title, Place? at = null, string category = "lifeService")
    {
        var id = "";
        Assert.Null(_desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, new() { Title = title, Category = category, Channel = Channel.Phone, Location = at }, out id)));
        return _desk.Need(id);
    }
}
