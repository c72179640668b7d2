using CsCheck;
using Practice.Calendars;
using Practice.Intake;
using Practice.Shared;
using Practice.Units;

namespace Practice.Tests.Intake;

/// <summary>Coverage of villages, the five-minute circle, and the distances below it.</summary>
public sealed class CoverageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 9, 0, 0, ChinaTime.Offset);

    [Fact]
    public void Coverage_counts_villages_with_an_active_point_and_lists_the_gaps()
    {
        UnitProfile[] villages = [Village(1, null), Village(2, null), Village(3, null)];
        IntakePoint[] points = [Point(villages[0], null), Point(villages[1], null) with { Active = false }];

        var view = CoverageRules.Of("321203", villages, points, [], CoverageRules.FiveMinutes, _ => WorkCalendar.Default, Now);

        Assert.Equal((3, 1, 1), (view.Villages, view.Covered, view.Points));
        Assert.Equal([villages[1].Id, villages[2].Id], view.Gaps.Select(gap => gap.Unit));
        Assert.Equal((0, 0), (view.Circle.Seats.Known, view.Circle.Seats.Within));
        Assert.Equal(3, view.Circle.Unknown.Length);
    }

    [Fact]
    public void The_five_minute_circle_counts_known_places_only_and_lists_those_out_of_reach()
    {
        var box = new Place(Lat: 32.3183, Lon: 119.8758);
        UnitProfile[] villages = [Village(1, box), Village(2, new(Lat: 32.3283, Lon: 119.8758)), Village(3, null)];
        (string, Place)[] needs = [(villages[0].Id, new(Lat: 32.3193, Lon: 119.8758)), (villages[0].Id, new(Lat: 32.3283, Lon: 119.8758)), (villages[1].Id, new("没有坐标"))];

        var circle = CoverageRules.Of("321203", villages, [Point(villages[0], box)], needs, CoverageRules.FiveMinutes, _ => WorkCalendar.Default, Now).Circle;

        Assert.Equal((new CircleCount(2, 1), new CircleCount(2, 1)), (circle.Seats, circle.Needs));
        Assert.Equal(villages[1].Id, Assert.Single(circle.SeatGaps).Unit);
        Assert.InRange(circle.SeatGaps[0].Metres!.Value, 1110, 1115);
        Assert.Equal((villages[0].Id, 1), (Assert.Single(circle.NeedGaps).Unit, circle.NeedGaps[0].Places));
        Assert.Equal([villages[2].Id], circle.Unknown);
    }

    [Theory]
    [InlineData(39.90105, 116.42079, 39.902446, 116.427022)]
    [InlineData(31.34, 119.82, 31.337922, 119.824839)]
    [InlineData(32.3183, 119.8758, 32.316073, 119.880571)]
    public void The_shift_of_public_maps_is_as_published_and_is_undone(double lat, double lon, double shiftedLat, double shiftedLon)
    {
        var shifted = Geo.ToGcj02(lat, lon);
        var back = Geo.FromGcj02(shifted.Lat, shifted.Lon);

        Assert.Equal((shiftedLat, shiftedLon), (Math.Round(shifted.Lat, 6), Math.Round(shifted.Lon, 6)));
        Assert.True(Geo.Metres((lat, lon), back) < 0.01);
    }

    [Fact]
    public void One_place_in_two_datums_is_one_place()
    {
        Gen.Select(Gen.Double[20, 50], Gen.Double[75, 130]).Sample((lat, lon) =>
        {
            var gcj = Geo.ToGcj02(lat, lon);

            Assert.True(Geo.Metres(Geo.Wgs84(new(Lat: lat, Lon: lon))!.Value, Geo.Wgs84(new(Lat: gcj.Lat, Lon: gcj.Lon, Datum: Datum.Gcj02))!.Value) < 0.05);
        });
    }

    [Fact]
    public void Distance_is_symmetric_and_nothing_to_itself()
    {
        Gen.Select(Gen.Double[-60, 60], Gen.Double[-179, 179], Gen.Double[-60, 60], Gen.Double[-179, 179]).Sample((a, b, c, d) =>
        {
            Assert.Equal(Geo.Metres((a, b), (c, d)), Geo.Metres((c, d), (a, b)), 6);
            Assert.Equal(0, Geo.Metres((a, b), (a, b)));
        });
    }

    private static UnitProfile Village(int n, Place? at) =>
        new() { Id = $"32120300100{n}", CreatedAt = Now, Name = $"第{n}村", Level = Level.Station, Path = "/", Status = UnitStatus.Active, Location = at };

    private static IntakePoint Point(UnitProfile village, Place? at) => new() { Id = village.Id + "-S1", CreatedAt = Now, Kind = IntakeKind.WishTree, Name = "树", Location = at };
}
