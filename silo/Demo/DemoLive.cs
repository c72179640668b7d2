using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// The present month: 38 needs in work, one a station, in all states; four are due today and two overdue (demo-content §2). Pure.
/// </summary>
/// <remarks>
/// Everything has happened by now: on the month's last working days in office hours, or, where the month is too young for that, at even
/// distances since it began.
/// </remarks>
internal static class DemoLive
{
    public const int Needs = 38, DueToday = 4, Overdue = 2;

    /// <summary>How far each need has come; the overdue ones are among those that a team has begun.</summary>
    public static readonly ImmutableArray<(DemoAct Last, int Needs)> States =
        [(DemoAct.Submit, 7), (DemoAct.Verify, 6), (DemoAct.Dispatch, 8), (DemoAct.Accept, 8), (DemoAct.Start, 6), (DemoAct.Report, 3)];

    private const int Instants = 8;

    private static readonly ImmutableArray<DemoAct> Acts = [DemoAct.Submit, DemoAct.Verify, DemoAct.Dispatch, DemoAct.Accept, DemoAct.Start, DemoAct.Report];

    private static readonly TimeSpan[] Hours = [new(9, 15, 0), new(10, 45, 0), new(14, 10, 0), new(15, 40, 0)];

    /// <param name="notBefore">The scenario's time; nothing happens before it.</param>
    public static ImmutableArray<DemoNeed> Of(ulong seed, DateTimeOffset now, DateTimeOffset notBefore, DemoScript year)
    {
        var random = new DemoRandom(seed ^ 0x4C495645);
        var stations = DemoUnits.Shipped.Stations.Select((station, i) => (station.Code, Place: i)).ToList();
        random.Shuffle(stations);
        var categories = DemoTexts.Categories.SelectMany(c => Enumerable.Repeat(c.Category, c.Needs)).ToList();
        random.Shuffle(categories);
        var at = Times(now, notBefore);
        var taken = year.Needs.GroupBy(need => need.Station, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        var needs = ImmutableArray.CreateBuilder<DemoNeed>(Needs);
        foreach (var (last, number) in States.Select(state => state.Last == DemoAct.Start ? (state.Last, state.Needs - Overdue) : state).Prepend((DemoAct.Start, Overdue)))
            for (var i = 0; i < number; i++)
                needs.Add(Need(last));
        return needs.MoveToImmutable();

        DemoNeed Need(DemoAct last)
        {
            var n = needs.Count;
            var (station, _) = stations[n];
            var top = categories[n] == "employment" ? "lifeService" : categories[n];
            var phrase = random.Pick(DemoTexts.Phrases[top]);
            var overdue = n < Overdue;
            var dueToday = last == DemoAct.Accept && needs.Count(need => need.Way[^1].Act == DemoAct.Accept) < DueToday;
            var urgency = overdue || dueToday || last is DemoAct.Submit or DemoAct.Verify or DemoAct.Dispatch ? Urgency.Planned : Urgency.Normal;
            var acts = Acts[..(Acts.IndexOf(last) + 1)];
            var first = overdue ? 0 : Math.Max(0, Instants - acts.Length - random.Below(2));
            return new()
            {
                Id = Ids.Need(station, taken.GetValueOrDefault(station) + 1), Number = year.Needs.Length + n + 1, Month = ChinaTime.MonthOf(now), Station = station,
                Category = $"{top}.{phrase.Sub}", Title = string.Format(CultureInfo.InvariantCulture, phrase.Title, random.Pick(DemoTexts.Places), random.Pick(DemoTexts.Times)),
                Urgency = urgency, Channel = random.Pick<Channel>([Channel.Phone, Channel.Wechat, Channel.Visit, Channel.Online, Channel.WalkIn]), Fate = DemoFate.Open,
                Report = random.Pick(DemoTexts.Reports), Supporters = 0,
                Visit = overdue ? new(at[first + 4], at[first + 5]) : dueToday ? new(now, Tonight(now))
                    : last is DemoAct.Start or DemoAct.Report ? new(at[first + 4], at[first + 4].AddHours(3)) : Visit(now, n),
                Way = [.. acts.Select((act, i) => new DemoStep(at[first + i], act))],
            };
        }
    }

    // A normal need's limit to finish lies five working days after its acceptance; the visit is before that and not today.
    private static TimeSlot Visit(DateTimeOffset now, int n)
    {
        var from = ChinaTime.At(WorkCalendar.Default.AddWorkingDays(ChinaTime.DateOf(now), 1 + n % 3), TimeSpan.FromHours(9 + n % 2 * 5));
        return new(from, from.AddHours(2));
    }

    // The next of three hours by which somebody could still be done today.
    private static DateTimeOffset Tonight(DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        var ends = new[] { new TimeSpan(17, 30, 0), new TimeSpan(20, 30, 0), new TimeSpan(23, 59, 0) }.Select(end => ChinaTime.At(today, end));
        return ends.FirstOrDefault(end => end > now.AddMinutes(30), ChinaTime.StartOf(today.AddDays(1)).AddTicks(-1));
    }

    private static ImmutableArray<DateTimeOffset> Times(DateTimeOffset now, DateTimeOffset notBefore)
    {
        var month = ChinaTime.MonthOf(now);
        var begin = ChinaTime.StartOf(month.FirstDay) is var first && first > notBefore ? first : notBefore;
        var office = Enumerable.Range(0, month.LastDay.Day).Select(month.FirstDay.AddDays).Where(WorkCalendar.Default.IsWorkingDay)
            .SelectMany(day => Hours.Select(hour => ChinaTime.At(day, hour))).Where(at => at > begin && at < now).ToList();
        return office.Count >= Instants
            ? [.. office[^Instants..]]
            : [.. Enumerable.Range(1, Instants).Select(i => begin + (now - begin) * i / (Instants + 1))];
    }
}
