using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Activities;

/// <summary>What a volunteer may know of himself to be told what suits him.</summary>
/// <param name="Keeps">Times his calendar has kept, and the sessions he has asked for already.</param>
public sealed record Seeker(
    string UnitPath, (double Lat, double Lon)? Home, int? RadiusKm, bool Minor, bool RealName, ImmutableArray<string> Skills, ImmutableArray<string> Fields, ImmutableArray<string> Teams,
    ImmutableArray<WeeklyHours> Availability, ImmutableArray<TimeSlot> Keeps, ImmutableHashSet<string> Asked);

/// <summary>A session that suits somebody, and why: <c>field, skill, team, village, free, near, seats</c>.</summary>
public sealed record Suggestion(Activity Activity, ActivitySession Session, ImmutableArray<string> Reasons, int? Metres, int Score);

/// <summary>Which sessions suit a volunteer, best first. Pure; it says its reasons, and nobody is kept from asking for another (PIPL §24).</summary>
public static class ForMeRules
{
    public static ImmutableArray<Suggestion> Suggest(Seeker seeker, IEnumerable<(Activity Activity, ActivitySession Session)> offers, DateTimeOffset now, int most) =>
    [
        .. offers.Where(o => Suits(seeker, o.Activity, o.Session, now)).Select(o => Weigh(seeker, o.Activity, o.Session)).OfType<Suggestion>()
            .OrderByDescending(s => s.Score).ThenBy(s => s.Session.Slot.From).ThenBy(s => s.Session.Id, StringComparer.Ordinal).Take(most),
    ];

    private static bool Suits(Seeker seeker, Activity activity, ActivitySession session, DateTimeOffset now) =>
        activity.IsOpen && session.State == SessionState.Planned && session.Slot.From > now
        && !(seeker.Minor && activity.Risk == RiskLevel.Dangerous)
        && !seeker.Asked.Contains(session.Id) && !seeker.Keeps.Any(session.Slot.Overlaps)
        && activity.Positions.Any(p => MayHave(seeker, p) && session.Of(p.Name) is { } seats && (seats.Free > 0 || seats.Waiting < activity.WaitingList));

    private static bool MayHave(Seeker seeker, PositionSpec position) => (!position.RealName || seeker.RealName) && position.Skills.All(seeker.Skills.Contains);

    private static Suggestion? Weigh(Seeker seeker, Activity activity, ActivitySession session)
    {
        int? metres = seeker.Home is { } home && Geo.Wgs84(activity.Location) is { } there ? (int)Geo.Metres(home, there) : null;
        if (metres > seeker.RadiusKm * 1000)
            return null;
        var reasons = ImmutableArray.CreateBuilder<string>();
        var score = 0;
        Count("team", 4, activity.Team is { } team && seeker.Teams.Contains(team));
        Count("skill", 4, activity.Positions.Any(p => p.Skills.Length > 0 && MayHave(seeker, p)));
        Count("field", 3, seeker.Fields.Contains(activity.Category.Split('.')[0]) || seeker.Fields.Contains(activity.Category));
        Count("village", 2, activity.UnitPath.StartsWith(seeker.UnitPath, StringComparison.Ordinal));
        Count("near", 2, metres <= 3_000);
        Count("free", 2, Free(seeker.Availability, session.Slot));
        Count("seats", 1, session.Seats.Any(s => s.Free > 0));
        return new(activity, session, reasons.ToImmutable(), metres, score);

        void Count(string reason, int weight, bool holds)
        {
            if (!holds)
                return;
            reasons.Add(reason);
            score += weight;
        }
    }

    private static bool Free(ImmutableArray<WeeklyHours> availability, TimeSlot slot)
    {
        var (from, until) = (ChinaTime.Local(slot.From), ChinaTime.Local(slot.Until));
        var day = ChinaTime.Weekday(ChinaTime.DateOf(slot.From));
        var begins = (int)from.TimeOfDay.TotalMinutes;
        return availability.Any(hours => hours.Weekday == day && hours.From <= begins && begins + (int)(until - from).TotalMinutes <= hours.Until);
    }
}
