using System.Globalization;
using System.Text.RegularExpressions;

namespace Practice.Shared;

/// <summary>
/// Ids name their owner, so that any request finds its grain with no index: <c>320282112201-N000123</c> is a need of the station
/// 320282112201, whatever unit is responsible for it now.
/// </summary>
public static partial class Ids
{
    /// <summary>A unit's id: its first official division code, or its station's with <c>-P01</c> for a point.</summary>
    [GeneratedRegex(@"^(\d{4}|\d{6}|\d{9}|\d{12})(-P\d{2,4})?$")]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"^((?:\d{4}|\d{6}|\d{9}|\d{12})(?:-P\d{2,4})?)-([NWTRSEDVZFHGKJQX])(\d{3,9})$")]
    private static partial Regex ItemPattern();

    public static bool IsUnit(string? id) => id is not null && UnitPattern().IsMatch(id);

    public static bool IsItem(string? id, char letter) => id is not null && ItemPattern().Match(id) is { Success: true } m && m.Groups[2].Value[0] == letter;

    public static bool IsTeam(string? id) => IsItem(id, 'T');

    /// <summary>The unit that an item's id names. Only for ids that have passed <see cref="IsItem"/>.</summary>
    public static string Owner(string itemId) => itemId[..itemId.LastIndexOf('-')];

    public static string Need(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-N{number:D6}");

    public static string Order(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-W{number:D6}");

    public static string Team(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-T{number:D3}");

    public static string Resource(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-R{number:D3}");

    public static string Service(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-S{number:D3}");

    [GeneratedRegex(@"^(?:\d{4}|\d{6}|\d{9}|\d{12})(?:-P\d{2,4})?-S\d{1,2}$")]
    private static partial Regex IntakePointPattern();

    [GeneratedRegex(@"^(.+-S\d{1,2})-O\d{4,9}$")]
    private static partial Regex OpeningPattern();

    public static bool IsIntakePoint(string? id) => id is not null && IntakePointPattern().IsMatch(id);

    /// <summary>The intake point that an opening's id names; null where it is no opening's id.</summary>
    public static string? PointOfOpening(string? id) =>
        id is not null && OpeningPattern().Match(id) is { Success: true } m && IsIntakePoint(m.Groups[1].Value) ? m.Groups[1].Value : null;

    /// <summary>Two digits at most, as boxes are labelled: it is told from a service's id by its length.</summary>
    public static string IntakePoint(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-S{number}");

    public static string Draft(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-D{number:D6}");

    public static string Visit(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-V{number:D6}");

    public static string VisitPlan(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-Z{number:D3}");

    public static string File(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-F{number:D6}");

    public static string PushTarget(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-H{number:D3}");

    public static string Delivery(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-G{number:D6}");

    public static string Feed(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-K{number:D3}");

    public static string Programme(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-J{number:D3}");

    public static string Task(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-Q{number:D3}");

    public static string Point(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-P{number:D2}");

    [GeneratedRegex(@"^((?:\d{4}|\d{6}|\d{9}|\d{12})(?:-P\d{2,4})?(?:-T\d{3,9})?)-A\d{3,9}$")]
    private static partial Regex ActivityPattern();

    /// <summary>An activity's id names the team or the unit that called it into being: <c>320282112201-T004-A001</c>, <c>320282112201-A0001</c>.</summary>
    public static bool IsActivity(string? id) => id is not null && ActivityPattern().IsMatch(id);

    public static string TeamActivity(string team, int number) => string.Create(CultureInfo.InvariantCulture, $"{team}-A{number:D3}");

    public static string UnitActivity(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-A{number:D4}");

    /// <summary>The team that an activity's id names; null = it is the unit's own.</summary>
    public static string? TeamOfActivity(string activity) => Owner(activity) is var owner && IsTeam(owner) ? owner : null;

    public static string UnitOfActivity(string activity) => Owner(activity) is var owner && IsTeam(owner) ? Owner(owner) : owner;

    /// <summary>A session's name: its activity and its number, from 1.</summary>
    public static string Session(string activity, int n) => string.Create(CultureInfo.InvariantCulture, $"{activity}/{n}");

    /// <summary>The stream and grain key of an activity.</summary>
    public static string ActivityStream(string activity) => "activity-" + activity;

    /// <summary>The stream and grain key of a unit. Prefixed, because a key that parses as a number is stored as one.</summary>
    public static string UnitStream(string unit) => "unit-" + unit;

    /// <summary>The stream and grain key of a team: it is an owner of its own.</summary>
    public static string TeamStream(string team) => "team-" + team;

    public static string ExchangeItem(string unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-X{number:D3}");

    /// <summary>A volunteer's number (志愿者编号): the county that gave it, the register's shard and its serial. It says nothing about the person.</summary>
    [GeneratedRegex(@"^\d{6}-V\d{8,13}$")]
    private static partial Regex VolunteerPattern();

    public static bool IsVolunteer(string? id) => id is not null && VolunteerPattern().IsMatch(id);

    public static string Volunteer(string county, int shard, int serial) => string.Create(CultureInfo.InvariantCulture, $"{county}-V{shard:D4}{serial:D4}");

    public static string VolunteerStream(string number) => "volunteer-" + number;

    /// <summary>The owner of a keyed hash, by its first three hexadecimal digits.</summary>
    public static string ClaimStream(string hash) => "claim-" + hash[..3];

    public static Level LevelOf(string unit) => unit.Contains("-P", StringComparison.Ordinal)
        ? Level.Point
        : unit.Length switch { 4 => Level.City, 6 => Level.Centre, 9 => Level.Institute, _ => Level.Station };
}
