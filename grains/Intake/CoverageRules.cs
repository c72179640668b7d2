using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Intake;

/// <summary>How far a county's villages are covered by intake points (91/91; brief, rows 80, 84), and where they are not.</summary>
/// <remarks>
/// A village is covered by an active point of its own. A place lies in the five-minute circle where an active point of any unit is within
/// <see cref="FiveMinutes"/> of it in a straight line: five minutes at 80 m a minute are 400 m of way, and a way is about 1.3 times the line.
/// Places are the seats of the villages, and the places of needs, where their coordinates are known; what is not known is listed, never counted.
/// </remarks>
public static class CoverageRules
{
    public const int FiveMinutes = 300;

    private const int MostListed = 200;

    public static CoverageView Of(
        string unit, IReadOnlyCollection<UnitProfile> villages, IReadOnlyCollection<IntakePoint> points, IReadOnlyCollection<(string Unit, Place Place)> needs, int metres,
        Func<UnitProfile, WorkCalendar> calendar, DateTimeOffset now)
    {
        var names = villages.ToDictionary(v => v.Id, v => v.Name, StringComparer.Ordinal);
        var covered = points.Where(p => p.Active).Select(p => Ids.Owner(p.Id)).ToHashSet(StringComparer.Ordinal);
        var known = points.Where(p => p.Active).Select(p => Geo.Wgs84(p.Location)).OfType<(double, double)>().ToList();
        var seats = villages.Select(v => (v.Id, At: Geo.Wgs84(v.Location))).ToList();
        var far = Far(seats.Where(s => s.At is not null).Select(s => (s.Id, s.At!.Value)), known, metres);
        var places = needs.Select(n => (n.Unit, At: Geo.Wgs84(n.Place))).Where(n => n.At is not null).Select(n => (n.Unit, n.At!.Value)).ToList();
        var farNeeds = Far(places, known, metres);
        var calendars = villages.ToDictionary(v => v.Id, calendar, StringComparer.Ordinal);
        return new()
        {
            Unit = unit,
            Villages = villages.Count,
            Covered = villages.Count(v => covered.Contains(v.Id)),
            Gaps = [.. villages.Where(v => !covered.Contains(v.Id)).OrderBy(v => v.Id, StringComparer.Ordinal).Select(v => new CoverageGap(v.Id, v.Name, null))],
            Points = points.Count(p => p.Active),
            OpeningsOwed =
            [
                .. points.Where(p => calendars.ContainsKey(Ids.Owner(p.Id)))
                    .Select(p => (p.Id, Owed: OpeningRules.Owed(p, calendars[Ids.Owner(p.Id)], now))).Where(p => p.Owed.Length > 0)
                    .OrderByDescending(p => p.Owed.Length).ThenBy(p => p.Id, StringComparer.Ordinal).Take(MostListed).Select(p => new OpeningGap(p.Id, p.Owed.Length, p.Owed[0].From)),
            ],
            Circle = new()
            {
                Metres = metres,
                PointsLocated = known.Count,
                Seats = new(seats.Count(s => s.At is not null), seats.Count(s => s.At is not null) - far.Count),
                Needs = new(places.Count, places.Count - farNeeds.Count),
                SeatGaps = [.. far.OrderByDescending(f => f.Metres ?? double.MaxValue).Take(MostListed).Select(f => new CoverageGap(f.Unit, names.GetValueOrDefault(f.Unit, ""), Whole(f.Metres)))],
                NeedGaps =
                [
                    .. farNeeds.GroupBy(f => f.Unit).Select(g => new NeedGap(g.Key, names.GetValueOrDefault(g.Key, ""), g.Count(), Whole(g.Max(f => f.Metres))))
                        .OrderByDescending(g => g.Places).ThenBy(g => g.Unit, StringComparer.Ordinal).Take(MostListed),
                ],
                Unknown = [.. seats.Where(s => s.At is null).Select(s => s.Id).Order(StringComparer.Ordinal).Take(MostListed)],
            },
        };
    }

    private static List<(string Unit, double? Metres)> Far(IEnumerable<(string Unit, (double, double) At)> places, List<(double, double)> points, int metres)
    {
        var far = new List<(string, double?)>();
        foreach (var (unit, at) in places)
        {
            double? nearest = points.Count == 0 ? null : points.Min(point => Geo.Metres(at, point));
            if (!(nearest <= metres))
                far.Add((unit, nearest));
        }

        return far;
    }

    private static int? Whole(double? metres) => metres is { } m ? (int)Math.Min(Math.Ceiling(m), int.MaxValue) : null;
}
