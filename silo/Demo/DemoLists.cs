using System.Collections.Immutable;
using Practice.Programmes;
using Practice.Resources;
using Practice.Services;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Demo;

/// <summary>The resource list's skilled persons, venues and equipment, and the twelve standing services (demo-content §3, §5).</summary>
internal static class DemoLists
{
    private static readonly DemoTeams Teams = DemoTeams.Shipped;

    /// <summary>By unit, in the order in which they are added.</summary>
    public static ImmutableArray<(string Unit, AddResource Resource)> Resources { get; } =
    [
        Person("引江社区", "水电师傅 01", "electrical", note: "涉电只做户内小修;总闸以外转供电部门"),
        Person("柴墟社区", "疏通师傅 02", "plumbing"),
        Person("刁铺社区", "开锁师傅 03", "locksmith", consent: false, "备案人员;先核对住户身份,站工作人员到场"),
        Person("霍堡村", "蔬菜能手 04", "agronomy", note: "育苗、不发芽"),
        Person("兴洲社区", "理发师傅 05", "haircut", note: "可上门"),
        Person("许庄社区", "家电师傅 06", "applianceRepair"),
        Person("福沙社区", "水产能手 07", "aquaculture"),
        Person("白马社区", "裁缝师傅 08", "tailoring"),
        (Code("引江社区"), new() { Kind = ResourceKind.Venue, Name = "多功能厅(80 座)", Hours = EveryDay("08:30", "20:30"), Note = "每日 8:30–20:30" }),
        (DemoUnits.Centre, new() { Kind = ResourceKind.Venue, Name = "百姓大舞台", Note = "提前 3 个工作日" }),
        ("321203001", new() { Kind = ResourceKind.Equipment, Name = "流动音响", Quantity = 2, Note = "可借到各站" }),
        ("321203104", new() { Kind = ResourceKind.Equipment, Name = "血压计", Quantity = 6, Category = "health", Note = "可借到各站" }),
        ("321203104", new() { Kind = ResourceKind.Equipment, Name = "血糖仪", Quantity = 4, Category = "health", Note = "可借到各站" }),
        ("321203003", new() { Kind = ResourceKind.Equipment, Name = "折叠桌", Quantity = 20, Note = "可借到各站" }),
        ("321203003", new() { Kind = ResourceKind.Equipment, Name = "红马甲", Quantity = 60, Note = "可借到各站" }),
        (Code("柴墟社区"), new() { Kind = ResourceKind.Equipment, Name = "管道疏通机", Category = "lifeService.plumbing", Note = "须带操作人" }),
    ];

    /// <summary>All on the centre's list; what the towns' own teams give names their kind.</summary>
    public static ImmutableArray<SetService> Services { get; } =
    [
        Service("健康江来 · 家门口量血压", "health.checkup", null, TeamLevel.Detachment, "每月 5 日、20 日 9:00–11:00(遇休息日顺延到下一个工作日)", 40,
            On([], [5, 20], "09:00", "11:00") with { MoveToWorkingDay = true }) with
        {
            Tasks =
            [
                new() { Unit = "321203001", Quantity = 4, Team = Teams.Detachment("321203001", "健康服务志愿服务支队"), People = ["健康志愿者 01", "健康志愿者 02"] },
                new() { Unit = "321203104", Quantity = 2, Team = Teams.Detachment("321203104", "健康服务志愿服务支队"), People = ["健康志愿者 03"] },
                new() { Unit = "321203100", Quantity = 2, Team = Teams.Named("港城白衣"), People = ["健康志愿者 04", "健康志愿者 05"] },
            ],
        },
        Service("童来童往 · 假期看护", "education.holidayCare", "七彩假期", null, "寒暑假工作日 8:30–17:00", 24, On([1, 2, 3, 4, 5], [], "08:30", "17:00") with { Months = [1, 2, 7, 8], OnlyWorkingDays = true }),
        Service("我是文明实践宣讲员", "theoryTalk", "百姓名嘴", null, "每村每季一场", 60, null),
        Service("上门理发", "lifeService.haircut", "家有好帮手", null, "每月 10 日", 12, On([], [10], "08:30", "11:30")),
        Service("周六修理摊(小家电、磨刀、配钥匙)", "lifeService.applianceRepair", null, TeamLevel.Detachment, "每月第二个周六 8:30–11:30", 50, Nth(2, "08:30", "11:30")),
        Service("手机小课堂", "sciTech.phone", "银龄智享", null, "每周三 9:00–10:30", 12, On([3], [], "09:00", "10:30")),
        Service("田头问诊", "sciTech.pests", "田间课堂", null, "4–10 月每周二", 20, On([2], [], "08:30", "11:30") with { Months = [4, 5, 6, 7, 8, 9, 10] }),
        Service("法律坐班", "legalService.advice", "法润港城", null, "每周四 14:00–17:00", 10, On([4], [], "14:00", "17:00")),
        Service("百姓大舞台 · 周末有戏", "cultureArts.opera", "文艺轻骑", null, "每月最后一个周六 19:00", 200, Nth(-1, "19:00", "21:00")),
        Service("晨练太极", "sportsFitness.taiChi", "健步港城", null, "每周二、四 6:30", 30, On([2, 4], [], "06:30", "07:30")),
        Service("长江岸线净滩", "environment.rivers", "长江母亲河保护", null, "每月第三个周六", 60, Nth(3, "08:30", "11:00")),
        Service("独居老人敲敲门", "hardshipCare.visits", null, TeamLevel.Team, "每周五", null, On([5], [], "09:00", "11:00")),
    ];

    /// <summary>The projects of the brief and three campaigns, on the centre's list. <c>Services</c> are numbers of the list above, from 1.</summary>
    public static ImmutableArray<SetProgramme> Programmes { get; } =
    [
        Project("健康江来", "区卫健委", FundingSource.Public, 1) with { Counters = [new("建立健康档案", "人", 800)] },
        Project("童来童往", "团区委", FundingSource.Donated, 2),
        Project("我是文明实践宣讲员", "区委宣传部", FundingSource.Public, 3),
        Campaign("学雷锋志愿服务月", new() { Day = "03-05", Before = 4, After = 26 }, 1, 4, 5),
        Campaign("重阳敬老月", new() { Feast = "chongyang", Before = 7, After = 14 }, 4, 12),
        Campaign("国际志愿者日", new() { Day = "12-05", Before = 7, After = 2 }, 6, 8, 10),
    ];

    private static SetProgramme Project(string name, string office, FundingSource funding, params int[] services) => new()
    {
        Kind = ProgrammeKind.Project, Name = name, Brand = name, Office = office, Funding = funding, Services = [.. services.Select(n => Practice.Shared.Ids.Service(DemoUnits.Centre, n))],
    };

    private static SetProgramme Campaign(string name, CampaignAnchor anchor, params int[] services) => new()
    {
        Kind = ProgrammeKind.Campaign, Name = name, Office = "区中心", Anchor = anchor, Services = [.. services.Select(n => Practice.Shared.Ids.Service(DemoUnits.Centre, n))],
    };

    private static (string Unit, AddResource Resource) Person(string station, string name, string skill, bool consent = true, string? note = null) =>
        (Code(station), new() { Kind = ResourceKind.SkilledPerson, Name = name, PublicName = name, Skills = [skill], ConsentPublic = consent, Note = note });

    private static SetService Service(string name, string category, string? squad, TeamLevel? kind, string schedule, int? capacity, Recurrence? recurrence) => new()
    {
        Name = name, Category = category, Team = squad is null ? null : Teams.Named(squad), TeamKind = kind, Schedule = schedule, Capacity = capacity, Recurrence = recurrence,
    };

    private static Recurrence On(ImmutableArray<int> weekdays, ImmutableArray<int> days, string from, string until) =>
        new() { Kind = weekdays.IsEmpty ? RecurrenceKind.MonthlyDay : RecurrenceKind.Weekly, Weekdays = weekdays, Days = days, From = from, Until = until };

    private static Recurrence Nth(int nth, string from, string until) => new() { Kind = RecurrenceKind.NthWeekday, Weekdays = [6], Nth = nth, From = from, Until = until };

    private static ImmutableArray<OpeningHours> EveryDay(string from, string until) => [.. Enumerable.Range(1, 7).Select(day => new OpeningHours(day, from, until))];

    private static string Code(string station) => DemoUnits.Shipped.Station(station).Code;
}
