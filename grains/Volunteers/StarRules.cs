using Practice.Settings;

namespace Practice.Volunteers;

/// <summary>Stars (星级志愿者): a function of confirmed minutes alone. Pure.</summary>
public static class StarRules
{
    public static long Counting(LedgerBook hours, StarBasis basis, int year) => basis == StarBasis.CalendarYear
        ? hours.Years.GetValueOrDefault(year)
        : hours.Of(LedgerBook.SignedIn) + hours.Of(LedgerBook.BackFilled) + hours.Of(LedgerBook.Imported);

    public static (int Stars, long? NextAt) Of(VolunteeringTable table, long minutes)
    {
        var stars = table.StarHours.Count(hours => minutes >= hours * 60L);
        return (stars, stars < table.StarHours.Length ? table.StarHours[stars] * 60L : null);
    }
}
