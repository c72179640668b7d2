using System.Collections.Immutable;
using Practice.Activities;
using Practice.Calendars;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// A year in which forty of the volunteers serve: four activities once a month each, signed up for when the month is opened, called and settled before it
/// is published. Five of them come every time.
/// </summary>
internal sealed class DemoServing(DemoCalls calls, DemoVolunteers volunteers)
{
    public const int People = 40, Faithful = 5;

    private const int AtOnce = 8, Away = 17;

    /// <summary>The third of its weekday in a month lies between the month's opening and its publication, whatever holidays do.</summary>
    private static readonly ImmutableArray<(DemoActivity Activity, DayOfWeek Weekday)> Past =
    [
        (new(Ids.Team(DemoUnits.Shipped.Station("引江社区").Code, 1), "邻里互助日", "lifeService", PracticeTask.Customs, "引江社区", "上门帮忙", 30, RiskLevel.Low, "上门时两人同行", 0, 9, 4), DayOfWeek.Saturday),
        (new(DemoTeams.Shipped.Named("长江母亲河保护"), "每月一次护江行", "environment", PracticeTask.Values, "长江大堤文明驿站", "捡拾", 30, RiskLevel.Low, "堤坡湿滑,不下水", 0, 9, 3), DayOfWeek.Sunday),
        (new(DemoTeams.Shipped.Named("港城白衣"), "村口量血压", "health", PracticeTask.Policy, "镇卫生院健康点", "登记", 30, RiskLevel.Low, "接触他人,须戴口罩、勤洗手", 0, 8, 3), DayOfWeek.Wednesday),
        (new(DemoTeams.Shipped.Named("银龄智享"), "手机课", "sciTech", PracticeTask.Policy, "区政务服务大厅窗口点", "辅导", 30, RiskLevel.None, "室内活动,无特别风险", 0, 14, 2), DayOfWeek.Thursday),
    ];

    /// <summary>Who serves becomes a volunteer, and the year's sessions are made.</summary>
    public async Task Found(DemoScript script, CancellationToken stop)
    {
        await volunteers.Register(Enumerable.Range(1, People), stop);
        for (var i = 0; i < Past.Length; i++)
        {
            var (activity, weekday) = Past[i];
            await DemoActivities.Publish(calls, $"served/{i}", activity, [.. script.Days.Select(days => Session(days.Month, weekday, activity))], Id(i));
        }
    }

    /// <summary>The month's places are asked for.</summary>
    /// <param name="month">From 0, the first of the year.</param>
    public Task SignUp(int month, CancellationToken stop) => Each(month, (activity, n, people) => Parallel.ForEachAsync(
        people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (person, _) => await SignUp(activity, n, person, stop)), stop);

    /// <summary>The month's sessions are over: who came and who did not, and the leader stands for it.</summary>
    public Task Settle(int month, CancellationToken stop) => Each(month, async (activity, n, people) =>
    {
        var owner = calls.Activity(activity);
        var session = (await DemoCalls.Ask(() => owner.ViewSession(n))).Value!;
        var (came, away) = (people.Where(person => !IsAway(person, month)), people.Where(person => IsAway(person, month)));
        var arrivals = came.Select(async person => new RollLine(await volunteers.Number(person, stop), session.From.AddMinutes((person + month) % 3 * 5), null, null));
        var absences = away.Select(async person => new RollLine(await volunteers.Number(person, stop), null, null, Absence.Illness));
        var lines = await Task.WhenAll(arrivals.Concat(absences));
        var key = $"served/{activity}/{n}";
        await DemoCalls.Do(key + "/came", operation => owner.CallRoll(operation, n, new([.. lines], Kiosk: true)), DemoCalls.Leader);
        ImmutableArray<RollLine> left = [.. lines.Where(line => line.Absent is null).Select(line => new RollLine(line.Volunteer, null, session.Until, null))];
        await DemoCalls.Do(key + "/left", operation => owner.CallRoll(operation, n, new(left, Kiosk: true)), DemoCalls.Leader);
        await DemoCalls.Do(key + "/settled", operation => owner.Settle(operation, n), DemoCalls.Leader);
        await calls.Settle(Ids.ActivityStream(activity));
    }, stop);

    /// <summary>A person asks for a place; one that is full puts him on the waiting list.</summary>
    public async Task SignUp(string activity, int n, int person, CancellationToken stop)
    {
        var (number, caller, owner, key) = (await volunteers.Number(person, stop), new DemoVolunteer(person).Caller, calls.Activity(activity), $"place/{activity}/{n}/{person}");
        var ask = (await DemoCalls.Ask(() => owner.Ask(n, null, number))).Value ?? throw new DemoFailedException($"{key}: there is no such place.");
        var card = await DemoCalls.Do(key + "/time", operation => calls.Places(number).Hold(operation, ask), caller);
        var place = await DemoCalls.Do(key, operation => owner.SignUp(operation, n, new([card], 0)), caller);
        if (place.State is not (PlaceState.Given or PlaceState.Waiting))
            throw new DemoFailedException($"{key}: {place.Code}");
    }

    private static async Task Each(int month, Func<string, int, ImmutableArray<int>, Task> act, CancellationToken stop)
    {
        for (var i = 0; i < Past.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            await act(Id(i), month + 1, Of(i, month));
        }
    }

    // The faithful, and every other month those who are of this activity.
    private static ImmutableArray<int> Of(int activity, int month) =>
        [.. Enumerable.Range(1, People).Where(person => person <= Faithful || (person % Past.Length == activity && (person / Past.Length + month) % 2 == 0))];

    private static bool IsAway(int person, int month) => person > 1 && (person * 7 + month) % Away == 0;

    private static string Id(int activity) => Ids.TeamActivity(Past[activity].Activity.Owner, 1);

    private static SessionPlan Session(YearMonth month, DayOfWeek weekday, DemoActivity activity)
    {
        var first = month.FirstDay.AddDays(((int)weekday - (int)month.FirstDay.DayOfWeek + 7) % 7);
        var from = ChinaTime.At(first.AddDays(14), TimeSpan.FromHours(activity.Hour));
        return new(from, from.AddHours(activity.Hours));
    }
}
