using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Months;

/// <summary>What a month's publication tells of: everything after the last one's close and until its own.</summary>
/// <remarks>
/// Laws: periods of published months follow each other without gap or overlap; a month closes when it is published, at its end at the
/// latest. So every submission and every outcome is told of in exactly one month, whatever day the clerk publishes.
/// </remarks>
public readonly record struct Period(DateTimeOffset After, DateTimeOffset Until)
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static Period Of(Book book, YearMonth month, DateTimeOffset now)
    {
        var begin = ChinaTime.StartOf(month.FirstDay) - Tick;
        var end = ChinaTime.StartOf(month.LastDay.AddDays(1)) - Tick;
        var after = book.Find<Month>(month.AddMonths(-1).ToString())?.ClosedAt ?? begin;
        return new(after, book.Find<Month>(month.ToString())?.ClosedAt ?? (now < end ? now : end));
    }

    public bool Contains(DateTimeOffset at) => After < at && at <= Until;
}

/// <summary>Where each need stands in a period.</summary>
public static class PeriodRules
{
    /// <summary>When the need came to an end, done or not; null while it is open.</summary>
    public static DateTimeOffset? EndOf(Need need) => need.IsUnsettled ? null : need.DoneAt ?? need.EndedAt;

    /// <summary>Whether the need was open at some time of the period, or came and went in it.</summary>
    public static bool Concerns(Period period, Need need) =>
        need.CreatedAt <= period.Until && (need.IsUnsettled || EndOf(need) is { } end && end > period.After);

    public static bool OpenAtClose(Period period, Need need) => EndOf(need) is not { } end || end > period.Until;

    /// <summary>Taken on and not met at the close.</summary>
    public static bool Unfulfilled(Period period, Need need) => OpenAtClose(period, need) && need.VerifiedAt <= period.Until;

    public static bool Fulfilled(Period period, Need need) =>
        need.Status is NeedStatus.Done or NeedStatus.Rated && !OpenAtClose(period, need);

    /// <summary>What one need, which the period concerns, adds to its counts.</summary>
    public static PeriodCounts Count(Period period, Need need)
    {
        var submitted = period.Contains(need.CreatedAt);
        var open = OpenAtClose(period, need);
        var fulfilled = Fulfilled(period, need);
        int Ended(NeedStatus status) => !open && need.Status == status ? 1 : 0;
        var scores = new int[5];
        if (fulfilled)
            foreach (var rating in need.Ratings)
                scores[rating.Counts - 1]++;
        return new()
        {
            CarriedOver = submitted ? 0 : 1,
            Submitted = submitted ? 1 : 0,
            Taken = submitted && need.VerifiedAt <= period.Until ? 1 : 0,
            Fulfilled = fulfilled ? 1 : 0,
            OnTime = fulfilled && need.OnTime == true ? 1 : 0,
            Merged = Ended(NeedStatus.Merged),
            Rejected = Ended(NeedStatus.Rejected),
            Redirected = Ended(NeedStatus.Redirected),
            Withdrawn = Ended(NeedStatus.Withdrawn),
            Unfulfilled = Unfulfilled(period, need) ? 1 : 0,
            Pending = open && !Unfulfilled(period, need) ? 1 : 0,
            BrokenPromises = Unfulfilled(period, need) ? need.BrokenPromises : 0,
            RatedNeeds = fulfilled && need.Ratings.Length > 0 ? 1 : 0,
            Scores = [.. scores],
        };
    }

    /// <summary>Needs that keep the month from being published: taken on, open, and without steps and a date that still holds.</summary>
    public static ImmutableArray<Need> Gaps(Book book, Period period, DateTimeOffset now) =>
    [
        .. book.All<Need>().Where(need => need.IsUnsettled && need.CreatedAt <= period.Until && need.VerifiedAt is not null && !Holds(need, now)),
    ];

    /// <summary>Whether steps and a date are promised that still hold.</summary>
    public static bool Holds(Need need, DateTimeOffset now) =>
        need is { Promise: { Steps.IsDefaultOrEmpty: false } promise, PromiseBroken: false } && promise.PromisedDate >= ChinaTime.DateOf(now);
}
