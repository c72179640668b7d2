using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>Over what time hours count towards stars.</summary>
[GenerateSerializer, Alias("starBasis")]
public enum StarBasis { Lifetime, CalendarYear }

/// <summary>How a county counts what its volunteers do (rules §1.3, §1.5, §2.8). None of it is official: places differ.</summary>
/// <param name="NearMinutes">Between two sessions: less than this is warned of. 0 to 240.</param>
/// <param name="DayMinutes">Of service on one day: more than this is approved first. 60 to 1,440.</param>
/// <param name="BackfillDays">Working days after the service within which it may be entered afterwards. 1 to 60.</param>
/// <param name="StarHours">Hours of the first star, the second, …: growing, one to ten of them.</param>
[GenerateSerializer, Immutable, Alias("volunteeringTable")]
public sealed record VolunteeringTable(
    [property: Id(0)] int NearMinutes,
    [property: Id(1)] int DayMinutes,
    [property: Id(2)] int BackfillDays,
    [property: Id(3)] ImmutableArray<int> StarHours,
    [property: Id(4)] StarBasis StarBasis,
    [property: Id(5)] PointsTable Points)
{
    public static readonly VolunteeringTable Default = new(30, 480, 10, [100, 300, 600, 1000, 1500], StarBasis.Lifetime, new(10, [], 80, 24));
}

/// <summary>Points for service that was checked in and confirmed, and for nothing else.</summary>
/// <param name="PerHour">0 = none. At most 1,000.</param>
/// <param name="Coefficients">Of categories; what is not named counts 100 percent.</param>
/// <param name="DayCap">Points of one day at most; 0 = no cap.</param>
/// <param name="ExpireAfterMonths">Months after which points are gone, at the end of that month; 0 = never.</param>
[GenerateSerializer, Immutable, Alias("pointsTable")]
public sealed record PointsTable(
    [property: Id(0)] int PerHour,
    [property: Id(1)] ImmutableArray<PointsCoefficient> Coefficients,
    [property: Id(2)] int DayCap,
    [property: Id(3)] int ExpireAfterMonths);

/// <param name="Percent">1 to 500.</param>
[GenerateSerializer, Immutable, Alias("pointsCoefficient")]
public sealed record PointsCoefficient([property: Id(0)] string Category, [property: Id(1)] int Percent);
