using System.Collections.Immutable;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Silo.Demo;

/// <summary>A team that the demo registers. Its id follows from the order of registration in its unit.</summary>
internal sealed record DemoTeam(string Id, string Unit, RegisterTeam Team);

/// <summary>
/// The teams of demo-content §3: the corps, 14 special squads, 50 detachments, 350 village teams and 5 self-organised ones. Helpers,
/// second fields and the villages' skills are configured.
/// </summary>
internal sealed class DemoTeams
{
    private const int Day = 1440;

    private static readonly WeeklyHours[] All = Hours(0, Day, 1, 2, 3, 4, 5, 6, 7), Weekend = Hours(480, 1200, 6, 7), WorkDays = Hours(510, 1050, 1, 2, 3, 4, 5);
    private static readonly WeeklyHours[] EveningsAndWeekend = [.. Hours(1080, 1260, 1, 2, 3, 4, 5), .. Hours(480, 1260, 6, 7)];

    private static readonly string[] EveryField =
    [
        "lifeService", "cultureArts", "health", "sciTech", "education", "theoryTalk", "sportsFitness", "environment", "hardshipCare", "legalService",
        "employment", "mediationSafety", "mentalCare",
    ];

    private static readonly (string Name, string[] Fields, string[] Skills, int Capacity, WeeklyHours[] Hours)[] Squads =
    [
        ("“百姓名嘴”宣讲志愿服务分队", ["theoryTalk"], ["publicSpeaking", "kuaiban"], 3, Hours(510, 1200, 2, 3, 4, 5, 6)),
        ("长江母亲河保护志愿服务分队", ["environment"], ["patrol", "treePlanting"], 2, Weekend),
        ("“红色青骑兵”党史宣讲志愿服务分队", ["theoryTalk"], ["shortVideo", "publicSpeaking"], 2, EveningsAndWeekend),
        ("“港城白衣”健康志愿服务分队", ["health"], ["medicalCare", "firstAid"], 3, Hours(480, 1020, 3, 6)),
        ("“银龄智享”数字助老志愿服务分队", ["sciTech"], ["phoneTeaching"], 3, Hours(510, 720, 1, 2, 3, 4, 5)),
        ("“田间课堂”农技志愿服务分队", ["sciTech"], ["agronomy", "plantProtection"], 2, WorkDays),
        ("“文艺轻骑”文化志愿服务分队", ["cultureArts"], ["opera", "dance"], 2, EveningsAndWeekend),
        ("“光明使者”电力志愿服务分队", ["lifeService"], ["electrical"], 4, All),
        ("“法润港城”法律志愿服务分队", ["legalService"], ["legalAdvice", "mediation"], 2, Hours(510, 1050, 4)),
        ("“蓝盾”应急救援志愿服务分队", ["mediationSafety"], ["rescue", "firefighting"], 2, All),
        ("“七彩假期”助学志愿服务分队", ["education"], ["tutoring", "childcare"], 2, Weekend),
        ("“心灯”心理关怀志愿服务分队", ["mentalCare"], ["listening", "counselling"], 2, Hours(510, 1050, 1, 5)),
        ("“健步港城”体育志愿服务分队", ["sportsFitness"], ["taiChi", "fitnessCoaching"], 2, [.. Hours(360, 480, 1, 2, 3, 4, 5, 6, 7), .. Hours(1020, 1140, 1, 2, 3, 4, 5, 6, 7)]),
        ("“家有好帮手”家政志愿服务分队", ["lifeService"], ["haircut", "applianceRepair"], 3, Weekend),
    ];

    private static readonly (string Name, string[] Fields, string[] Skills, string[]? Towns)[] Detachments =
    [
        ("理论宣讲志愿服务支队", ["theoryTalk"], ["publicSpeaking"], null),
        ("便民服务志愿服务支队", ["lifeService", "employment.jobs", "employment.skills"], ["electrical", "plumbing", "applianceRepair"], null),
        ("文化文艺志愿服务支队", ["cultureArts"], ["dance", "calligraphy"], null),
        ("健康服务志愿服务支队", ["health"], ["medicalCare"], null),
        ("扶弱帮困志愿服务支队", ["hardshipCare"], [], null),
        ("环境整治志愿服务支队", ["environment"], [], ["321203001", "321203002", "321203100", "321203103", "321203104"]),
        ("平安守护志愿服务支队", ["mediationSafety"], ["mediation", "firefighting"], ["321203001", "321203003", "321203101", "321203103"]),
        ("农技服务志愿服务支队", ["sciTech"], ["agronomy"], ["321203103"]),
    ];

    private static readonly (string Name, string Field, string[] Skills, string Station)[] SelfOrganised =
    [
        ("“好婆婆好媳妇”孝义志愿服务队", "hardshipCare", [], "引江社区"),
        ("“馨雨爱心”志愿互助队", "hardshipCare", [], "刁铺社区"),
        ("“巷口修理铺”邻里互助队", "lifeService", ["plumbing", "applianceRepair"], "柴墟社区"),
        ("“老码头”故事队", "cultureArts", [], "口岸社区"),
        ("“菜园子”农友互助队", "sciTech", ["agronomy"], "霍堡村"),
    ];

    private readonly ImmutableDictionary<string, DemoTeam> _byName;

    private DemoTeams(ImmutableArray<DemoTeam> teams)
    {
        Teams = teams;
        _byName = teams.GroupBy(team => team.Team.Name).Where(same => same.Count() == 1).ToImmutableDictionary(same => same.Key, same => same.Single());
    }

    public static DemoTeams Shipped { get; } = Found(DemoUnits.Shipped);

    /// <summary>In the order of registration; those of one unit in a row.</summary>
    public ImmutableArray<DemoTeam> Teams { get; }

    /// <summary>Stands in where nobody else can go. Nobody's search finds it: it goes where a person sends it.</summary>
    public string Corps => Named("“大江志愿”服务总队");

    /// <summary>The id of the only team of this name, or of the only squad whose name contains it.</summary>
    public string Named(string name) => _byName.TryGetValue(name, out var team)
        ? team.Id
        : Teams.Single(t => t.Team.Level == TeamLevel.Squad && t.Team.Name.Contains(name, StringComparison.Ordinal)).Id;

    /// <summary>A town's detachment, by what its name says after the town's.</summary>
    public string Detachment(string institute, string kind) => Teams.Single(t => t.Unit == institute && t.Team.Name.EndsWith(kind, StringComparison.Ordinal)).Id;

    /// <summary>Whether a unit has a team of its own in a field.</summary>
    public bool Has(string unit, string field) => Teams.Any(t => t.Unit == unit && t.Team.Fields.Contains(field));

    private static DemoTeams Found(DemoUnits units)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var teams = ImmutableArray.CreateBuilder<DemoTeam>();
        Add(DemoUnits.Centre, "“大江志愿”服务总队", TeamLevel.Corps, EveryField, [], 60, All, Reach.Unit);
        foreach (var squad in Squads)
            Add(DemoUnits.Centre, squad.Name, TeamLevel.Squad, squad.Fields, squad.Skills, squad.Capacity, squad.Hours);
        foreach (var town in DemoUnits.Institutes)
            foreach (var kind in Detachments.Where(kind => kind.Towns?.Contains(town.Code) ?? true))
                Add(town.Code, town.Name + kind.Name, TeamLevel.Detachment, kind.Fields, kind.Skills, 6, All);
        for (var i = 0; i < units.Stations.Length; i++)
            foreach (var (name, field, skills, capacity) in Village(units.Stations[i], i))
                Add(units.Stations[i].Code, name, TeamLevel.Team, [field], skills, capacity, All);
        foreach (var own in SelfOrganised)
            Add(units.Station(own.Station).Code, own.Name, TeamLevel.Team, [own.Field], own.Skills, 3, All, Reach.Subtree, selfOrganised: true);
        return new(teams.ToImmutable());

        void Add(string unit, string name, TeamLevel level, string[] fields, string[] skills, int capacity, WeeklyHours[] hours, Reach reach = Reach.Subtree, bool selfOrganised = false)
        {
            numbers[unit] = numbers.GetValueOrDefault(unit) + 1;
            teams.Add(new(Ids.Team(unit, numbers[unit]), unit, new()
            {
                Name = name, Level = level, Fields = [.. fields], Skills = [.. skills], Capacity = capacity, Reach = reach,
                Availability = hours == All ? [] : [.. hours], SelfOrganised = selfOrganised,
            }));
        }
    }

    // 32 villages have a second arts team, 45 a river team, by their place in the list: 3 × 91 + 32 + 45 = 350.
    private static IEnumerable<(string Name, string Field, string[] Skills, int Capacity)> Village(DemoUnit station, int index)
    {
        string[][] crafts = [["plumbing"], ["electrical", "plumbing"], ["haircut"], ["applianceRepair"], ["plumbing", "haircut"]];
        yield return (station.Name + "邻里互助志愿服务队", "lifeService", crafts[index % crafts.Length], 5);
        yield return (station.Name + "文艺志愿服务队", "cultureArts", index % 2 == 0 ? ["dance"] : ["dance", "calligraphy"], 6);
        yield return (station.Name + "敬老助困志愿服务队", "hardshipCare", [], 5);
        if (index * 32 / 91 != (index + 1) * 32 / 91)
            yield return (station.Name + (index % 2 == 0 ? "锣鼓队" : "舞蹈队"), "cultureArts", [], 8);
        if (index * 45 / 91 != (index + 1) * 45 / 91)
            yield return (station.Name + "河道保洁志愿服务队", "environment", [], 6);
    }

    private static WeeklyHours[] Hours(int from, int until, params int[] weekdays) => [.. weekdays.Select(day => new WeeklyHours(day, from, until))];
}
