using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Intake;
using Practice.Needs;
using Practice.Services;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// What the desks do beside the screen: boxes with their openings, work that was done on the spot, what the hotline sent, doors and
/// telephones. It changes no count of demo-content §2. Pure.
/// </summary>
internal static class DemoDesk
{
    /// <summary>Needs of last month that were written down after the work, by the village's team or (each third) by its desk alone.</summary>
    public const int Recorded = 6;

    private const int OneIn = 16;

    private static readonly (IntakeKind Kind, string Name, string Place)[] Boxes =
        [(IntakeKind.WishTree, "心愿树", "党群服务中心一楼大厅"), (IntakeKind.WishWall, "心愿墙", "日间照料中心门口"), (IntakeKind.Mailbox, "雷锋信箱", "村口便民超市旁")];

    /// <summary>A box at every station, of the three kinds in turn; opened on Monday mornings, mailboxes on Friday afternoons.</summary>
    public static ImmutableArray<(string Unit, SetIntakePoint Point)> Points { get; } =
    [
        .. DemoUnits.Shipped.Stations.Select((station, i) => (station.Code, new SetIntakePoint
        {
            Kind = Boxes[i % 3].Kind, Name = station.Name + Boxes[i % 3].Name, Keeper = string.Create(CultureInfo.InvariantCulture, $"片区志愿者 {i + 1:D2}"),
            Location = new(Boxes[i % 3].Place),
        })),
    ];

    /// <summary>Stations whose weekly round of doors is planned, and whether the last one was made.</summary>
    public static ImmutableArray<(string Unit, string Area, bool Made, int Households)> Visits { get; } =
        [(Code("引江社区"), "引江小区", true, 18), (Code("柴墟社区"), "柴墟老街", true, 26), (Code("霍堡村"), "霍堡村东片", true, 14), (Code("许庄社区"), "许庄北片", false, 0)];

    /// <summary>Calls that wait to be completed.</summary>
    public static ImmutableArray<(string Unit, string Line)> Drafts { get; } =
        [(Code("引江社区"), "老人说灯不亮,晚饭后在家,请回电"), (Code("刁铺社区"), "问重阳节有没有理发的,说得急没听清"), (Code("霍堡村"), "菜地里虫多,想找人看看")];

    /// <summary>The three stations of demo-content §1 whose openings are owed since last month; all others begin when the demo goes live.</summary>
    public static ImmutableArray<string> Early { get; } = [Code("引江社区"), Code("新街社区"), Code("霍堡村")];

    public static Recurrence Schedule(int station) => station % 3 == 2
        ? new() { Kind = RecurrenceKind.Weekly, Weekdays = [5], From = "14:00", Until = "16:00", MoveToWorkingDay = true }
        : new() { Kind = RecurrenceKind.Weekly, Weekdays = [1], From = "09:00", Until = "11:00", MoveToWorkingDay = true };

    /// <summary>Last month's needs as they came and went beside the screen.</summary>
    public static ImmutableArray<DemoNeed> Beside(ImmutableArray<DemoNeed> needs, YearMonth month)
    {
        var targets = needs.Select(need => need.Into).OfType<int>().ToHashSet();
        var recorded = needs.Where(need => need.Month == month && need is { Fate: DemoFate.Fulfilled, Twist: DemoTwist.None, Supporters: 0, People: 1, Team: null }
                && need.Channel is Channel.WalkIn or Channel.Phone && need.Urgency is not Urgency.Planned && !targets.Contains(need.Number))
            .Take(Recorded).Select(need => need.Number).ToHashSet();
        return [.. needs.Select(need => need.Month != month ? need : recorded.Contains(need.Number) ? Afterwards(need) : need with
        {
            Opened = need.IntakePoint is not null,
            OutsideNumber = need.Channel is Channel.Hotline or Channel.Assigned ? string.Create(CultureInfo.InvariantCulture, $"TZ12345-{need.Number:D5}") : null,
            ByOne = need.Number % OneIn == 0,
        })];
    }

    // The whole chain at the instant at which it would have been submitted; a rating or a call follows within a few days of it.
    private static DemoNeed Afterwards(DemoNeed need)
    {
        var at = need.Way[0].At;
        var after = need.Way.Where(step => step.Act is DemoAct.Rate or DemoAct.CallBack)
            .Select((step, i) => step with { At = ChinaTime.At(WorkCalendar.Default.AddWorkingDays(ChinaTime.DateOf(at), 1 + i), new TimeSpan(10, 40, 0)) });
        return need with { Visit = new(at.AddMinutes(-25), at.AddMinutes(-5)), Way = [new(at, DemoAct.Record), .. after] };
    }

    private static string Code(string station) => DemoUnits.Shipped.Station(station).Code;
}
