using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Who answers the telephone.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Night_lunch_and_holidays_show_whom_to_ring()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Institute, Cancel);
        var noon = Uri.EscapeDataString("2026-03-02T12:30:00+08:00");
        var night = Uri.EscapeDataString("2026-03-02T23:30:00+08:00");
        object Shift(string from, string until, string phone) => new { weekday = 1, from, until, post = "值班员", phone };
        (await clerk.Patch($"/units/{town.Station}", new { phone = "0523-86960003" }, Cancel)).Ok();

        (await clerk.Put($"/units/{town.Station}/duty-roster", new { shifts = new[] { Shift("08:30", "12:00", "0523-86960001") } }, Cancel, null)).Refused(428, "ifMatch.missing");
        var roster = await clerk.Put($"/units/{town.Station}/duty-roster", new { shifts = new[] { Shift("08:30", "12:00", "0523-86960001") } }, Cancel, "\"0\"");
        roster.Ok();
        (await clerk.Put($"/units/{town.Station}/duty-roster", new { shifts = Array.Empty<object>() }, Cancel, "\"0\"")).Refused(412, "version.stale");
        (await clerk.Put($"/units/{town.Institute}/duty-roster", new { shifts = new[] { Shift("12:00", "14:00", "0523-86960002") } }, Cancel)).Ok();

        var atNoon = (await network.Nobody.Get($"/public/units/{town.Station}/duty?at={noon}", Cancel)).Ok();
        Assert.Equal((town.Institute, "+8652386960002"), (atNoon.Text("by"), atNoon.Text("phone")));
        var atNight = (await network.Nobody.Get($"/public/units/{town.Station}/duty?at={night}", Cancel)).Ok();
        Assert.Equal(("false", "0523-86960003"), (atNight.Text("staffed"), atNight.Text("phone")));
        var gaps = (await clerk.Get($"/units/{town.Station}/duty-roster", Cancel)).Ok().Items("gaps");
        Assert.Equal(town.Institute, gaps.Single(gap => gap.Text("from") == "12:00").Text("coveredBy"));
    }
}
