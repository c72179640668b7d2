using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// The year that the demo plays: 1,236 needs over the twelve months before the present one, with the counts of demo-content §2. Pure:
/// it follows from the seed, the present month and today's date, which only moves promised dates that would be past.
/// </summary>
/// <remarks>
/// Last month's counts are exact: 96 met, 11 promised, 5 merged, 4 turned away, 3 redirected, 3 withdrawn; 71 ratings. The month before
/// leaves nothing open, so that last month's publication tells of its own 122 alone; earlier months leave some, met the month after.
/// </remarks>
internal sealed class DemoScript
{
    /// <summary>The seed of the shipped demo.</summary>
    public const ulong Seed = 20_251_203;

    /// <summary>New needs by month, oldest first; the last is last month.</summary>
    public static readonly ImmutableArray<int> Months = [86, 92, 88, 95, 102, 98, 106, 110, 104, 115, 118, 122];

    /// <summary>Last month's ratings: stars and how many needs were given them.</summary>
    public static readonly ImmutableArray<(int Score, int Needs)> LastRatings = [(5, 41), (4, 24), (3, 5), (2, 1)];

    private static readonly Channel[] Channels =
    [
        .. Enumerable.Repeat(Channel.Phone, 28), .. Enumerable.Repeat(Channel.Visit, 20), .. Enumerable.Repeat(Channel.Wechat, 15), .. Enumerable.Repeat(Channel.Online, 10),
        .. Enumerable.Repeat(Channel.WishTree, 15), .. Enumerable.Repeat(Channel.MicroWish, 4), .. Enumerable.Repeat(Channel.Hotline, 4), Channel.Assigned, .. Enumerable.Repeat(Channel.WalkIn, 3),
    ];

    private static readonly Channel[] Boxes = [Channel.WishTree, Channel.WishWall, Channel.Mailbox];

    private readonly DemoRandom _random;
    private readonly DateOnly _today;
    private readonly List<DemoNeed> _needs = [];

    private DemoScript(ulong seed, YearMonth current, DateOnly today)
    {
        _random = new(seed);
        _today = today;
        Current = current;
        Days = [.. Months.Select((_, i) => new DemoDays(current.AddMonths(i - Months.Length), _random))];
        FoundedAt = ChinaTime.At(WorkCalendar.Default.AddWorkingDays(Days[0].Month.FirstDay, -1), TimeSpan.FromHours(9));
    }

    /// <summary>The month in which the demo goes live.</summary>
    public YearMonth Current { get; }

    public ImmutableArray<DemoDays> Days { get; }

    /// <summary>When the network is founded: the scenario's first instant.</summary>
    public DateTimeOffset FoundedAt { get; }

    /// <summary>By number.</summary>
    public ImmutableArray<DemoNeed> Needs { get; private set; }

    public static DemoScript Of(ulong seed, YearMonth current, DateOnly today)
    {
        var script = new DemoScript(seed, current, today);
        script.Write();
        return script;
    }

    /// <summary>The present month of a demo that was founded at an instant.</summary>
    public static YearMonth CurrentOf(DateTimeOffset foundedAt) => ChinaTime.MonthOf(foundedAt).AddMonths(Months.Length + 1);

    private void Write()
    {
        var pool = DemoTexts.Categories.SelectMany(c => Enumerable.Repeat(c.Category, c.Needs)).ToList();
        foreach (var sample in DemoSamples.All)
            for (var i = 0; i <= sample.Duplicates; i++)
                pool.Remove(Top(sample.Category));
        _random.Shuffle(pool);
        for (var month = 0; month < Months.Length; month++)
        {
            var last = month == Months.Length - 1;
            var samples = last ? DemoSamples.All.Sum(sample => 1 + sample.Duplicates) : 0;
            var categories = pool[..(Months[month] - samples)];
            pool.RemoveRange(0, categories.Count);
            if (last)
                Samples(Days[month]);
            Generate(month, categories);
        }

        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = _needs.OrderBy(need => need.Way[0].At).ThenBy(need => need.Number)
            .ToDictionary(need => need.Number, need => Ids.Need(need.Station, ordinals[need.Station] = ordinals.GetValueOrDefault(need.Station) + 1));
        Needs = DemoDesk.Beside([.. _needs.OrderBy(need => need.Number).Select(need => need with { Id = ids[need.Number] })], Current.AddMonths(-1));
    }

    private void Generate(int month, List<string> categories)
    {
        var last = month == Months.Length - 1;
        var fates = new DemoFate?[categories.Count];
        var into = new Dictionary<int, int>();
        var share = last ? (Merged: 2, Rejected: 2, Redirected: 0, Withdrawn: 3, Unfulfilled: 7)
            : (Merged: Part(4), Rejected: Part(3), Redirected: Part(3), Withdrawn: Part(2), Unfulfilled: month == Months.Length - 2 ? 0 : Part(8));
        while (into.Count < share.Merged)
        {
            var (one, other) = (_random.Below(fates.Length), _random.Below(fates.Length));
            if (one == other || categories[one] != categories[other] || fates[one] is not null || fates[other] is not null)
                continue;
            (fates[one], fates[other]) = (DemoFate.Merged, DemoFate.Fulfilled);
            into[one] = other;
        }

        var free = Enumerable.Range(0, fates.Length).Where(i => fates[i] is null).ToList();
        _random.Shuffle(free);
        foreach (var (fate, number) in new[] { (DemoFate.Rejected, share.Rejected), (DemoFate.Redirected, share.Redirected), (DemoFate.Withdrawn, share.Withdrawn), (DemoFate.Unfulfilled, share.Unfulfilled) })
        {
            foreach (var i in free.Take(number))
                fates[i] = fate;
            free.RemoveRange(0, number);
        }

        var rated = Enumerable.Range(0, fates.Length).Where(i => (fates[i] ?? DemoFate.Fulfilled) is var fate && (fate == DemoFate.Fulfilled || (fate == DemoFate.Unfulfilled && !last))).ToList();
        var scores = Scores(rated.Count, last);
        _random.Shuffle(scores);
        var score = rated.Zip(scores).ToDictionary(pair => pair.First, pair => pair.Second);
        var first = _needs.Count + 1;
        var made = new DemoNeed[fates.Length];
        var submits = new int[fates.Length];
        for (var i = 0; i < fates.Length; i++)
            (made[i], submits[i]) = Need(first + i, Days[month], categories[i], fates[i] ?? DemoFate.Fulfilled, score.GetValueOrDefault(i), into.ContainsValue(i));
        foreach (var (one, other) in into)
        {
            made[one] = made[one] with
            {
                Station = made[other].Station, Title = made[other].Title + "(邻居也报了)", Category = made[other].Category, Into = made[other].Number, Urgency = made[other].Urgency,
                Channel = Channel.Phone, IntakePoint = null, SlipNo = null,
            };
            submits[one] = submits[other] + 1;
        }

        for (var i = 0; i < made.Length; i++)
            _needs.Add(DemoWay.Of(made[i], submits[i], Days[month], last ? null : Days[month + 1], _random));

        int Part(int percent) => (categories.Count * percent + 50) / 100;
    }

    private static List<int?> Scores(int needs, bool last)
    {
        var given = last
            ? LastRatings.SelectMany(r => Enumerable.Repeat<int?>(r.Score, r.Needs - DemoSamples.All.Count(s => s.Score == r.Score))).ToList()
            : [.. Enumerable.Range(0, needs * 74 / 100).Select(i => (int?)(i % 25 is 0 or 9 ? 3 : i % 50 == 17 ? 2 : i % 3 == 1 ? 4 : 5))];
        given.AddRange(Enumerable.Repeat<int?>(null, needs - given.Count));
        return given;
    }

    private (DemoNeed Need, int Submit) Need(int number, DemoDays days, string top, DemoFate fate, int? score, bool target)
    {
        var phrase = _random.Pick(DemoTexts.Phrases[top]);
        var place = _random.Below(DemoUnits.Shipped.Stations.Length);
        var station = DemoUnits.Shipped.Stations[place];
        var title = string.Format(CultureInfo.InvariantCulture, phrase.Title, _random.Pick(DemoTexts.Places), _random.Pick(DemoTexts.Times));
        var channel = _random.Pick(Channels);
        if (channel == Channel.WishTree)
            channel = Boxes[place % Boxes.Length];
        var usual = EffectiveSettings.Default.Category(top)!.DefaultUrgency;
        var urgency = fate == DemoFate.Unfulfilled ? Urgency.Planned
            : !target && usual == Urgency.Priority && _random.Chance(8) ? Urgency.Urgent
            : _random.Chance(70) ? usual : Urgency.Normal;
        var twist = fate == DemoFate.Fulfilled && urgency is Urgency.Normal or Urgency.Priority && _random.Below(100) is var chance && chance < 10
            ? chance < 7 ? DemoTwist.Declined : DemoTwist.Expired
            : DemoTwist.None;
        var comments = DemoTexts.Comments.Where(c => c.Score == score).ToList();
        var comment = comments.Count > 0 ? _random.Pick(comments) : default;
        var need = new DemoNeed
        {
            Number = number, Month = days.Month, Station = station.Code, Category = $"{top}.{phrase.Sub}", Title = title, Urgency = urgency, Channel = channel,
            People = urgency is Urgency.Normal or Urgency.Planned && _random.Chance(25) ? 2 : 1, Fate = fate, Twist = twist, Score = score,
            Comment = _random.Chance(60) ? comment.Comment : null, RatedBy = comment.Channel, Report = _random.Pick(DemoTexts.Reports),
            Supporters = fate == DemoFate.Fulfilled && _random.Chance(12) ? _random.Between(1, 4) : 0,
        };
        need = Boxed(fate switch
        {
            DemoFate.Rejected => need with { Reason = "insufficient", Advice = "三次联系不上,内容也不清楚;补充后可以再提。" },
            DemoFate.Redirected => need with { Reason = _random.Pick<string>(["城市管理部门", "水利部门", "12345 热线"]), Advice = "已转有关部门,五个工作日内给您回话。" },
            DemoFate.Withdrawn => need with { Reason = "本人说不用了" },
            DemoFate.Unfulfilled => Promised(need, _random.Pick(DemoTexts.Reasons), [_random.Pick(DemoTexts.Steps), "与本人约定时间后办理"], _random.Pick<int>([15, 20, 28]), null),
            _ => need,
        });
        return (need, _random.Between(1, days.Last - DemoWay.Longest));
    }

    private void Samples(DemoDays days)
    {
        foreach (var sample in DemoSamples.All)
        {
            var station = DemoUnits.Shipped.Station(sample.Station);
            var submit = _random.Between(1, days.Last - DemoWay.Longest);
            var need = new DemoNeed
            {
                Number = _needs.Count + 1, Month = days.Month, Station = station.Code, Category = sample.Category, Title = sample.Title, Urgency = sample.Urgency,
                Channel = sample.Channel, Fate = sample.Fate, Team = TeamOf(sample, station), Score = sample.Score, Report = sample.Report, Reason = sample.Reason, Advice = sample.Advice,
                Description = sample.Beneficiaries > 1 ? string.Create(CultureInfo.InvariantCulture, $"受益约 {sample.Beneficiaries} 人") : null,
                Comment = DemoTexts.Comments.FirstOrDefault(c => c.Score == sample.Score).Comment, RatedBy = sample.Score is null ? null : "phone", Supporters = sample.Supporters,
            };
            if (sample.Fate == DemoFate.Unfulfilled)
                need = Promised(need, sample.Reason!, sample.Steps, sample.PromiseDay, sample.Responsible);
            need = DemoWay.Of(Boxed(need), submit, days, null, _random);
            _needs.Add(need);
            for (var i = 0; i < sample.Duplicates; i++)
                _needs.Add(DemoWay.Of(need with
                {
                    Number = _needs.Count + 1, Title = sample.Title + string.Create(CultureInfo.InvariantCulture, $"(邻居 {i + 1} 也报了)"), Fate = DemoFate.Merged,
                    Into = need.Number, Score = null, Comment = null, Report = null, Supporters = 0, Channel = Channel.Phone,
                }, submit + 1, days, null, _random));
        }
    }

    private static string? TeamOf(DemoSample sample, DemoUnit station) => sample.Team is not { } team ? null
        : team.EndsWith("支队", StringComparison.Ordinal) ? DemoTeams.Shipped.Detachment(station.Parent, team)
        : DemoTeams.Shipped.Named(team);

    private static DemoNeed Boxed(DemoNeed need) => DemoWay.Slip(need.Channel)
        ? need with { IntakePoint = need.Station + "-S1", SlipNo = string.Create(CultureInfo.InvariantCulture, $"P-{need.Number:D4}") }
        : need;

    // In the month after the need's; last month's, where that day is over, in the month after the present one.
    private DemoNeed Promised(DemoNeed need, string reason, ImmutableArray<string> steps, int day, string? responsible)
    {
        var date = need.Month.AddMonths(1).FirstDay.AddDays(day - 1);
        if (need.Month.AddMonths(1) == Current && date <= _today)
            date = date.AddMonths(1);
        var institute = DemoUnits.Institute(DemoUnits.Shipped.Parent(need.Station)).Name;
        return need with { Reason = reason, Steps = steps, PromisedDate = date, Responsible = responsible ?? institute + "所" };
    }

    private static string Top(string category) => category.Split('.')[0];
}
