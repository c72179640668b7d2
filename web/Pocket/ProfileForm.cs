using System.Globalization;
using Practice.Web.Api;
using Practice.Web.SignIn;

namespace Practice.Web.Pocket;

/// <summary>What a volunteer may change of himself at any time, as it stands or as it was typed.</summary>
public sealed record ProfileForm(
    string Phone, string Address, string EmergencyName, string EmergencyPhone, IReadOnlyList<string> Skills, IReadOnlyList<string> Fields, IReadOnlyList<FreeHours> Free, int? RadiusKm)
{
    public const int LongestAddress = 200, LongestName = 60;

    /// <summary>Morning, afternoon and evening, in minutes of a day.</summary>
    public static readonly IReadOnlyList<(string Name, int From, int Until)> Parts = [("morning", 480, 720), ("afternoon", 780, 1080), ("evening", 1080, 1260)];

    public static readonly IReadOnlyList<int> Radii = [1, 3, 5, 10, 20];

    public static ProfileForm Empty { get; } = new("", "", "", "", [], [], [], null);

    public static ProfileForm Of(OwnVolunteerView own) => new(
        own.Details.Phone ?? "", own.Details.Address ?? "", own.Details.EmergencyName ?? "", own.Details.EmergencyPhone ?? "", own.Profile.Skills, own.Profile.Fields, own.Profile.Availability, own.Profile.RadiusKm);

    public static ProfileForm Read(Sent form) => new(
        PocketAddress.Digits(form.Line("phone", 30)), form.Line("address", LongestAddress) ?? "", form.Line("emergencyName", LongestName) ?? "", PocketAddress.Digits(form.Line("emergencyPhone", 30)),
        [.. form.All("skills").Where(PocketAddress.IsCode).Take(50)], [.. form.All("fields").Where(PocketAddress.IsCode).Take(50)], [.. form.All("free").Select(Hours).OfType<FreeHours>().Take(100)], form.Number("radiusKm") is > 0 and <= 500 and { } km ? km : null);

    public static string Name(FreeHours hours) => string.Create(CultureInfo.InvariantCulture, $"{hours.Weekday}.{hours.From}.{hours.Until}");

    public bool IsFree(int weekday, int from, int until) => Free.Any(hours => hours.Weekday == weekday && hours.From <= from && until <= hours.Until);

    /// <summary>Hours that were told elsewhere and are no whole morning, afternoon or evening.</summary>
    public IEnumerable<FreeHours> Odd => Free.Where(hours => !Parts.Any(part => part.From == hours.From && part.Until == hours.Until));

    /// <summary>The fields that cannot be, each with what is wrong.</summary>
    public IEnumerable<KeyValuePair<string, string>> Mistakes()
    {
        if (Phone.Length == 0) yield return new("phone", "missing");
        else if (!PocketAddress.IsMobile(Phone)) yield return new("phone", "mobile");
        if (EmergencyPhone.Length > 0 && !PocketAddress.IsPhone(EmergencyPhone)) yield return new("emergencyPhone", "phone");
    }

    private static FreeHours? Hours(string sent)
    {
        var parts = sent.Split('.');
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var until) && day is >= 1 and <= 7 && from < until && until <= 1440 ? new(day, from, until) : null;
    }
}
