namespace Practice.Settings;

/// <summary>What a table of volunteering must be. Every fault is named.</summary>
internal static class VolunteeringFaults
{
    /// <summary>Faults <c>volunteering.bounds, .stars, .points, .category, .duplicate</c>.</summary>
    public static IReadOnlyList<Fault> Of(VolunteeringTable table, CategoryTable categories) => [.. Find(table, categories)];

    private static IEnumerable<Fault> Find(VolunteeringTable table, CategoryTable categories)
    {
        if (table.NearMinutes is < 0 or > 240)
            yield return new("volunteering.bounds", "nearMinutes", "0 to 240 minutes.");
        if (table.DayMinutes is < 60 or > 1440)
            yield return new("volunteering.bounds", "dayMinutes", "60 to 1,440 minutes.");
        if (table.BackfillDays is < 1 or > 60)
            yield return new("volunteering.bounds", "backfillDays", "1 to 60 working days.");
        if (table.StarHours.IsDefault || table.StarHours.Length is < 1 or > 10 || table.StarHours[0] < 1 || table.StarHours.Zip(table.StarHours.Skip(1)).Any(pair => pair.Second <= pair.First) || table.StarHours[^1] > 100_000)
            yield return new("volunteering.stars", "starHours", "One to ten growing numbers of hours.");
        if (!Enum.IsDefined(table.StarBasis))
            yield return new("volunteering.stars", "starBasis", "lifetime or calendarYear.");
        if (table.Points is not { } points)
        {
            yield return new("volunteering.points", "points", "Say how points are given; perHour 0 gives none.");
            yield break;
        }

        if (points.PerHour is < 0 or > 1000 || points.DayCap is < 0 or > 100_000 || points.ExpireAfterMonths is < 0 or > 120)
            yield return new("volunteering.points", "points", "At most 1,000 an hour, 100,000 a day, 120 months.");
        if (points.Coefficients.IsDefault)
        {
            yield return new("volunteering.points", "points.coefficients", "Name the coefficients; none is an empty list.");
            yield break;
        }

        foreach (var (coefficient, n) in points.Coefficients.Select((coefficient, n) => (coefficient, n)))
        {
            if (categories.Find(coefficient.Category) is null)
                yield return new("volunteering.category", $"points.coefficients[{n}].category", $"There is no category '{coefficient.Category}' here.");
            if (coefficient.Percent is < 1 or > 500)
                yield return new("volunteering.points", $"points.coefficients[{n}].percent", "1 to 500 percent.");
        }

        if (points.Coefficients.GroupBy(coefficient => coefficient.Category).Any(group => group.Count() > 1))
            yield return new("volunteering.duplicate", "points.coefficients", "A category has one coefficient.");
    }
}
