using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Services;

/// <summary>
/// Popular, well-rated one-offs are proposed as standing services (brief, row 103): enough needs of one category met at one place in
/// ninety days, with a rating that resists tiny samples, and no service for them yet. A person decides.
/// </summary>
public static class ProposalRules
{
    /// <summary>How far back the needs are read that a proposal may rest on.</summary>
    public const int Months = 4;

    /// <summary>How far back they count.</summary>
    public const int Days = 90;

    public const int Enough = 5;

    /// <summary>The least <see cref="Ranking.Smoothed"/> rating.</summary>
    public const double WellRated = 4.2;

    /// <param name="met">Needs of this unit, among them all that were met in the last <see cref="Days"/> days before the month or in it.</param>
    /// <param name="nameOf">What a category is called.</param>
    public static void Propose(Draft draft, IEnumerable<Need> met, YearMonth month, Func<string, string> nameOf)
    {
        if (UnitRules.Profile(draft) is not { } unit)
            return;
        var since = ChinaTime.StartOf(month.FirstDay.AddDays(-Days));
        var popular = met
            .Where(need => need.Service is null && need.Status is NeedStatus.Done or NeedStatus.Rated && need.DoneAt >= since)
            .GroupBy(need => need.Category)
            .Where(group => group.Count() >= Enough && !IsServed(draft.Book, group.Key))
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in popular)
        {
            var scores = group.SelectMany(need => need.Ratings).Select(rating => rating.Counts).ToList();
            var smoothed = Math.Round(Ranking.Smoothed(scores.Sum(), scores.Count), 2);
            if (smoothed < WellRated)
                continue;
            var numbers = UnitNumbers.Of(draft);
            numbers = numbers with { Services = numbers.Services + 1 };
            var origin = new ServiceOrigin(group.Key, group.Count(), scores.Count, smoothed, month.ToString());
            draft.Record(new ServiceProposed(group.Key, origin.Fulfilled, origin.Ratings, smoothed), new Service
            {
                Id = Ids.Service(unit.Id, numbers.Services), CreatedAt = draft.Now, Name = nameOf(group.Key), Category = group.Key,
                Status = ServiceStatus.Proposed, Origin = origin,
            });
            draft.Keep(numbers);
        }
    }

    // Standing, proposed already, or turned down: in each case nothing new is to be said.
    private static bool IsServed(Book book, string category) => book.All<Service>()
        .Any(service => service.Status != ServiceStatus.Retired && (service.Category == category || service.Category == category.Split('.')[0]));
}
