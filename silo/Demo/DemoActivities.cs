using System.Collections.Immutable;
using Practice.Activities;
using Practice.Calendars;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>An activity that the demo publishes.</summary>
/// <param name="Owner">A team's id, or the unit's.</param>
/// <param name="Day">Days from now of the first session.</param>
internal sealed record DemoActivity(string Owner, string Title, string Category, PracticeTask Task, string Where, string Position, int Headcount, RiskLevel Risk, string Risks, int Day, int Hour, int Hours, string? Rule = null);

/// <summary>
/// A dozen activities that begin in the days ahead, written by a leader, reviewed by the desk and published by the commands that everybody uses.
/// Titles, places and numbers are configured; nobody is named.
/// </summary>
internal static class DemoActivities
{
    /// <param name="teams">Who writes them, by the name or a part of the name of a team.</param>
    public static ImmutableArray<DemoActivity> Of(DemoTeams teams) =>
    [
        new(teams.Named("长江母亲河保护"), "江滩捡拾:大堤三公里", "environment", PracticeTask.Values, "长江大堤文明驿站", "捡拾", 30, RiskLevel.Low, "堤坡湿滑,不下水;雷雨即停", 3, 9, 3, "FREQ=WEEKLY;COUNT=4"),
        new(teams.Named("港城白衣"), "量血压、讲用药", "health", PracticeTask.Policy, "镇卫生院健康点", "测量与登记", 8, RiskLevel.Low, "接触他人,须戴口罩、勤洗手", 2, 8, 3),
        new(teams.Named("银龄智享"), "手机课:挂号和付费", "sciTech", PracticeTask.Policy, "区政务服务大厅窗口点", "一对一辅导", 10, RiskLevel.None, "室内活动,无特别风险", 4, 9, 2, "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6"),
        new(teams.Named("文艺轻骑"), "百姓大舞台周末演出", "cultureArts", PracticeTask.Culture, "百姓大舞台", "引导与场务", 12, RiskLevel.Low, "人多,台口有高差", 5, 18, 3),
        new(teams.Named("“光明使者”电力志愿服务分队"), "老旧小区用电检查", "lifeService.electrical", PracticeTask.Values, "柴墟社区", "入户检查", 6, RiskLevel.Dangerous, "带电作业,须持证上岗、两人同行", 6, 9, 3),
        new(teams.Named("田间课堂"), "油菜冬管田头课", "sciTech", PracticeTask.Theory, "霍堡村田头", "引导与记录", 5, RiskLevel.Low, "田埂路滑", 3, 14, 2),
        new(teams.Named("法润港城"), "宪法宣传周咨询台", "legalService", PracticeTask.Theory, "区美德善行展示馆", "接待", 6, RiskLevel.None, "室内活动,无特别风险", 7, 9, 4),
        new(teams.Named("“红色青骑兵”"), "展示馆周末讲解", "theoryTalk", PracticeTask.Theory, "区美德善行展示馆", "讲解", 4, RiskLevel.None, "室内活动,无特别风险", 5, 9, 3, "FREQ=WEEKLY;BYDAY=SA,SU;COUNT=8"),
        new(teams.Named("蓝盾"), "冬季防溺水巡查演练", "mediationSafety", PracticeTask.Values, "引江河畔健身点", "巡查", 10, RiskLevel.Dangerous, "水边作业,须穿救生衣,限十八周岁以上", 8, 8, 4),
        new(teams.Named("“巷口修理铺”邻里互助队"), "小家电修理日", "lifeService.applianceRepair", PracticeTask.Customs, "柴墟社区", "修理与登记", 6, RiskLevel.Low, "触电和烫伤,断电后作业", 4, 13, 4),
        new(DemoUnits.Centre, "国际志愿者日集中行动", "environment", PracticeTask.Values, "区美德善行展示馆门前", "签到与引导", 40, RiskLevel.Low, "人多,听从引导", 9, 8, 4),
        new(DemoUnits.Shipped.Station("柴墟社区").Code, "清洁楼道,邻里一小时", "lifeService", PracticeTask.Customs, "柴墟社区", "清洁", 15, RiskLevel.Low, "搬运重物须两人", 2, 15, 1),
    ];

    /// <returns>Their ids, in the order in which they are listed.</returns>
    public static async Task<ImmutableArray<(string Id, DemoActivity Activity)>> Publish(DemoCalls calls, DateTimeOffset now, CancellationToken stop)
    {
        var published = ImmutableArray.CreateBuilder<(string, DemoActivity)>();
        foreach (var activity in Of(DemoTeams.Shipped))
        {
            stop.ThrowIfCancellationRequested();
            var from = ChinaTime.At(ChinaTime.DateOf(now).AddDays(activity.Day), TimeSpan.FromHours(activity.Hour));
            published.Add((await Publish(calls, $"activity/{published.Count + 1}", activity, [new(from, from.AddHours(activity.Hours), activity.Rule)]), activity));
        }

        return published.ToImmutable();
    }

    /// <summary>Written by a leader, reviewed by another, published.</summary>
    /// <param name="expected">The id that others hold it to have; null = they ask for it.</param>
    public static async Task<string> Publish(DemoCalls calls, string key, DemoActivity activity, ImmutableArray<SessionPlan> sessions, string? expected = null)
    {
        var stream = Ids.IsTeam(activity.Owner) ? Ids.TeamStream(activity.Owner) : Ids.UnitStream(activity.Owner);
        var id = await DemoCalls.Do(key, o => calls.Activities(stream).FoundActivity(o, Content(activity, sessions)), DemoCalls.Leader);
        if (expected is not null && id != expected)
            throw new DemoFailedException($"The activity {expected} came into being as {id}.");
        var owner = calls.Activity(id);
        await DemoCalls.Do(key + "/review", o => owner.Review(o, new(true, null)));
        await DemoCalls.Do(key + "/publish", owner.Publish, DemoCalls.Leader);
        return id;
    }

    private static SetActivity Content(DemoActivity activity, ImmutableArray<SessionPlan> sessions) => new()
    {
        Title = activity.Title, Category = activity.Category, Task = activity.Task, Location = new(activity.Where), MeetingPoint = activity.Where, Risk = activity.Risk, RiskStatement = activity.Risks,
        Safeguards = activity.Risk == RiskLevel.None ? null : "出发前讲安全;志愿者保险由组织方办理", InsurancePolicy = activity.Risk == RiskLevel.Dangerous ? "示例-2026-001" : null,
        Positions = [new PositionSpec { Name = activity.Position, Headcount = activity.Headcount, MinAge = activity.Risk == RiskLevel.Dangerous ? 18 : null }],
        Sessions = sessions,
    };
}
