using System.Globalization;
using Practice.Benchmarks.Product;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Statistics;
using Practice.Units;

namespace Practice.Benchmarks.Scale;

/// <summary>Needs that a station has had for a while, as the rules leave them; the last three months are theirs.</summary>
internal static class StandingNeed
{
    private const int Days = 75;

    private static readonly NeedStatus[] Steps = [NeedStatus.Submitted, NeedStatus.Verified, NeedStatus.Dispatching, NeedStatus.Accepted];

    /// <summary>Where each need of a mix stands.</summary>
    public static IEnumerable<NeedStatus> Of(NeedMix mix) =>
    [
        .. Enumerable.Range(0, mix.Waiting).Select(i => Steps[i % Steps.Length]),
        .. Enumerable.Repeat(NeedStatus.Unfulfilled, mix.Promised),
        .. Enumerable.Range(0, mix.Done).Select(i => i % 2 == 0 ? NeedStatus.Done : NeedStatus.Rated),
    ];

    public static void Add(Draft draft, string unit, string parent, IEnumerable<NeedStatus> needs)
    {
        var numbers = UnitNumbers.Of(draft);
        foreach (var status in needs)
        {
            numbers = numbers with { Needs = numbers.Needs + 1 };
            var need = Of(Shared.Ids.Need(unit, numbers.Needs), unit, status, numbers.Needs, draft.Now);
            draft.Record(new NeedSubmitted(need.Category, need.Urgency, need.Channel, need.ReceivedAt, need.People, need.Month, null, need.OnBehalf, null), need);
            TallyRules.Follow(draft, parent, null, need);
        }

        if (numbers.Needs > 0)
            draft.Keep(numbers);
    }

    private static Need Of(string id, string unit, NeedStatus status, int n, DateTimeOffset now)
    {
        var command = SampleNeed.Command();
        var at = now.AddDays(-1 - n * 7 % Days).AddSeconds(-n % 3600);
        var settled = status is NeedStatus.Done or NeedStatus.Rated;
        DateTimeOffset? taken = status == NeedStatus.Submitted ? null : at.AddHours(8);
        return new Need
        {
            Id = id, CreatedAt = at, Title = command.Title, Description = command.Description, Category = command.Category, Channel = command.Channel, ReceivedAt = at,
            OnBehalf = true, FiledBy = SampleNeed.Clerk.Subject, Status = status, Owner = unit, Month = ChinaTime.MonthOf(at).ToString(), VerifiedAt = taken,
            Due = settled ? new() : new(Review: at.AddDays(2), Dispatch: taken?.AddDays(3), Accept: taken?.AddDays(4), Finish: taken?.AddDays(30)),
            Search = status == NeedStatus.Dispatching ? new(unit, [], 0, Automatic: true, at.AddHours(9), [unit]) : null,
            Promise = status == NeedStatus.Unfulfilled
                ? new([string.Create(CultureInfo.InvariantCulture, $"第{n % 9 + 1}步：联系街道")], ChinaTime.DateOf(now).AddDays(20 + n % 60), null, "noTeam")
                : null,
            DoneAt = settled ? at.AddDays(3) : null, OnTime = settled ? true : null,
            Ratings = status == NeedStatus.Rated ? [new("P-" + id, 5, null, false, at.AddDays(4), "self")] : [],
        };
    }
}
