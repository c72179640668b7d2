using Practice.Intake;
using Practice.Needs;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>What a need may be, at its very limits.</summary>
public sealed class NeedShapeTests
{
    private static readonly SubmitNeed Fine = new() { Title = "换灯泡", Category = "lifeService", Channel = Channel.Phone };

    [Theory]
    [InlineData(1, null)]
    [InlineData(80, null)]
    [InlineData(81, "title.invalid")]
    [InlineData(0, "title.invalid")]
    public void A_title_has_1_to_80_characters(int length, string? code)
    {
        Assert.Equal(code, Submit(Fine with { Title = new string('长', length) }));
        Assert.Equal(code, Submit(Fine with { Title = "  " + new string('长', length) + " " }));
    }

    [Theory]
    [InlineData(2000, null)]
    [InlineData(2001, "description.tooLong")]
    public void A_description_has_at_most_2000_characters(int length, string? code) => Assert.Equal(code, Submit(Fine with { Description = new string('长', length) }));

    [Theory]
    [InlineData(0, "people.invalid")]
    [InlineData(1, null)]
    [InlineData(500, null)]
    [InlineData(501, "people.invalid")]
    public void One_to_500_helpers(int people, string? code) => Assert.Equal(code, Submit(Fine with { People = people }));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "receivedAt.future")]
    [InlineData(-365 * 24 * 60, null)]
    [InlineData(-365 * 24 * 60 - 1, "receivedAt.tooOld")]
    public void A_need_was_received_within_the_last_year(int minutes, string? code)
    {
        var desk = new Desk();

        Assert.Equal(code, Submit(Fine with { ReceivedAt = desk.Now.AddMinutes(minutes) }, desk));
    }

    [Theory]
    [InlineData(-2, 0, "wanted.past")]
    [InlineData(-2, 1, null)]
    [InlineData(2, 2, "wanted.invalid")]
    [InlineData(3, 2, "wanted.invalid")]
    public void A_wanted_time_is_not_over_and_ends_after_it_begins(int from, int until, string? code)
    {
        var desk = new Desk();

        Assert.Equal(code, Submit(Fine with { Wanted = new(desk.Now.AddHours(from), desk.Now.AddHours(until)) }, desk));
    }

    [Theory]
    [InlineData(40, null)]
    [InlineData(41, "reference.tooLong")]
    public void References_have_at_most_40_characters(int length, string? code)
    {
        var text = new string('x', length);

        Assert.Equal(code, Submit(Fine with { SlipNo = text }));
        Assert.Equal(code, Submit(Fine with { IntakePoint = text }, WithBox(text)));
        Assert.Equal(code, Submit(Fine with { Service = text }));
    }

    [Theory]
    [InlineData(90.0, 180.0, null)]
    [InlineData(-90.0, -180.0, null)]
    [InlineData(90.1, 0.0, "location.invalid")]
    [InlineData(-90.1, 0.0, "location.invalid")]
    [InlineData(0.0, 180.1, "location.invalid")]
    [InlineData(0.0, -180.1, "location.invalid")]
    [InlineData(31.4, null, "location.invalid")]
    [InlineData(null, 119.8, "location.invalid")]
    [InlineData(null, null, null)]
    public void A_place_lies_on_earth_or_nowhere(double? lat, double? lon, string? code) => Assert.Equal(code, Submit(Fine with { Location = new() { Lat = lat, Lon = lon } }));

    [Fact]
    public void A_category_is_one_of_the_units()
    {
        Assert.Equal("category.unknown", Submit(Fine with { Category = "gambling" }));
        var desk = new Desk();
        var id = desk.Submit();
        Assert.Equal("category.unknown", desk.Do(draft => NeedRules.Edit(draft, Desk.Terms, id, new() { Category = "gambling" }, null))?.Code);
    }

    [Fact]
    public void What_is_submitted_stands_as_it_was_said()
    {
        var desk = WithBox("p");
        var contact = new SealedContact("ref-1", [1, 2], "张*", "code");
        var said = Fine with
        {
            Title = " 换灯泡 ", Description = " 三楼 ", Urgency = Urgency.Urgent, Service = "s", ReceivedAt = desk.Now.AddHours(-1), IntakePoint = "p", SlipNo = "7", People = 2,
            Wanted = new(desk.Now.AddHours(1), desk.Now.AddHours(2)), Location = new() { Address = "中街" }, Contact = contact, OnBehalf = true, Resident = "person-1",
        };
        var id = "";

        Assert.Null(desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, said, out id)));

        var need = desk.Need(id);
        Assert.Equal(Desk.Unit + "-N000001", id);
        Assert.Equal(("换灯泡", "三楼", Urgency.Urgent, "s", "p", "7", 2), (need.Title, need.Description, need.Urgency, need.Service, need.IntakePoint, need.SlipNo, need.People));
        Assert.Equal((said.Wanted, said.Location, said.ReceivedAt), (need.Wanted, need.Location, need.ReceivedAt));
        Assert.Equal(("ref-1", "张*", "code", true, "person-1", "tester"), (need.ContactRef, need.ContactName, need.PhoneCode, need.OnBehalf, need.Resident, need.FiledBy));
        Assert.Equal((NeedStatus.Submitted, Desk.Unit, "2026-03"), (need.Status, need.Owner, need.Month));
        Assert.True(need.Due.Review > desk.Now);
        Assert.Equal(Desk.Unit + "-N000002", desk.Submit());
    }

    private static Desk WithBox(string id)
    {
        var desk = new Desk();
        desk.With(new IntakePoint { Id = id, CreatedAt = desk.Now, Kind = IntakeKind.WishTree, Name = "心愿树" });
        return desk;
    }

    private static string? Submit(SubmitNeed need, Desk? desk = null) => (desk ?? new Desk()).Do(draft => NeedRules.Submit(draft, Desk.Terms, need, out _))?.Code;
}
