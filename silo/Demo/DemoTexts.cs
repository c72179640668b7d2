using System.Collections.Immutable;

namespace Practice.Silo.Demo;

/// <summary>A way in which people say that they need something. <c>{0}</c> is a place, <c>{1}</c> a time.</summary>
/// <param name="Sub">The second-level code; the first level's where it is empty.</param>
internal sealed record DemoPhrase(string Sub, string Title);

/// <summary>
/// The words of invented needs, comments and reports (demo-content §2, §4, §7). They name offices and numbers, never people, doors or
/// telephones.
/// </summary>
internal static class DemoTexts
{
    /// <summary>The thirteen categories and how many needs of each there are since the pilot began (demo-content §2).</summary>
    public static readonly ImmutableArray<(string Category, int Needs)> Categories =
    [
        ("lifeService", 248), ("cultureArts", 186), ("health", 172), ("sciTech", 84), ("education", 96), ("theoryTalk", 62), ("sportsFitness", 68),
        ("environment", 92), ("hardshipCare", 74), ("legalService", 58), ("employment", 40), ("mediationSafety", 36), ("mentalCare", 20),
    ];

    public static readonly string[] Places = ["村东头", "村西头", "老街口", "桥北", "桥南", "河沿", "菜场旁", "文化广场边", "老年活动室旁", "小学后面", "渡口边", "新村一带", "老粮站旁", "卫生室旁"];

    public static readonly string[] Times = ["这两天", "这个星期", "上午", "下午", "傍晚", "赶集那天", "月底前", "天晴的时候"];

    public static readonly string[] Reports = ["已办好,本人当面确认", "按约定时间到场,办结", "两人到场,半天办完", "现场教会,留了操作说明", "办好后又回看了一次", "已完成,场地已清理"];

    public static readonly string[] Reasons = ["排班冲突,待下一批次", "器材在维修,修好即办", "报名人数不足,凑齐即开", "师资正在协调", "连续阴雨,改期进行", "场地正在整修"];

    public static readonly string[] Steps = ["与邻村拼场", "请中心协调人手", "改到周六", "凑足人数开班", "借学校教室一间", "设备修好后试办", "先发录像课"];

    public static readonly (int Score, string Comment, string Channel)[] Comments =
    [
        (5, "一个钟头就来了,水一下子通了,不收钱还不喝水。", "self"), (5, "说几点来就几点来,办得利索。", "phone"), (5, "教得耐心,我都记住了。", "paper"),
        (5, "大家都说好,盼着下回再来。", "self"), (4, "教得慢一点就更好。", "phone"), (4, "办得不错,就是等了两天。", "paper"), (4, "满意,谢谢你们。", "phone"),
        (3, "戏唱得好,就是音响太小,后面听不见。", "paper"), (3, "办是办了,来得迟了些。", "phone"), (2, "说好上午来,等到下午。", "phone"),
    ];

    public static readonly ImmutableDictionary<string, DemoPhrase[]> Phrases = new Dictionary<string, DemoPhrase[]>
    {
        ["lifeService"] =
        [
            new("plumbing", "{0}有一家下水堵了,{1}能不能来通一通"), new("electrical", "{0}一户电灯一闪一闪的,{1}请人看看"), new("plumbing", "水龙头滴水关不紧,{1}有空来换个垫圈"),
            new("applianceRepair", "电饭锅不热了,{1}拿到{0}能修吗"), new("haircut", "老人腿脚不便,想{1}上门理个发"), new("errands", "想请人{1}帮忙代买常用药"),
            new("locksmith", "储藏间的锁打不开,{1}请备案师傅来看看"), new("errands", "{0}的老人要取养老金,想有人陪着去"), new("applianceRepair", "洗衣机响得厉害,{1}请师傅听听"),
            new("electrical", "卫生间插座松了不敢用,{1}来加固一下"), new("errands", "米油太重拿不动,{1}帮忙送到{0}"),
        ],
        ["cultureArts"] =
        [
            new("opera", "{0}想看一场淮剧,{1}最好"), new("dance", "{0}的广场舞队想学支新舞"), new("calligraphy", "想请人教孩子写毛笔字,{1}有空"), new("film", "{0}想放一场露天电影"),
            new("festival", "{0}想办一场邻里节,缺人帮手"), new("dance", "舞队动作不齐,{1}请老师带一带"), new("opera", "老人们想听一段评弹,{1}在{0}"), new("festival", "{0}包粽子比赛,想请人当评委"),
            new("calligraphy", "{0}的文化墙褪色了,想请人重写"),
        ],
        ["health"] =
        [
            new("checkup", "想在{0}量血压测血糖,{1}方便"), new("clinic", "{0}老人多,想请医生来义诊"), new("healthTalk", "想听一堂防中风的课,{1}都行"), new("escort", "一个人去医院怕找不到科室,{1}要去"),
            new("firstAid", "{0}想学一学心肺复苏"), new("checkup", "血压忽高忽低,{1}想有人上门量一量"), new("healthTalk", "高血糖怎么吃饭,想在{0}听人讲讲"), new("escort", "要去做检查,{1}想有人陪"),
        ],
        ["sciTech"] =
        [
            new("phone", "手机不会挂号,{1}想学一学"), new("agronomy", "{0}的黄瓜苗发蔫,请人看看"), new("pests", "{0}稻田里虫多,请农技员看看"), new("scienceTalk", "孩子们想在{0}听一堂科普课"),
            new("phone", "和外地孩子视频总断,{1}教教怎么弄"), new("agronomy", "桃树只长叶不结果,{1}请人剪枝"), new("phone", "老是收到乱弹的广告,{1}教教怎么关"),
        ],
        ["education"] =
        [
            new("homework", "孩子数学跟不上,{1}想有人辅导"), new("holidayCare", "放假孩子没人看,{0}能不能办个班"), new("familyEducation", "孩子沉迷手机,想在{0}听听课"), new("reading", "{0}想办亲子阅读,缺人领读"),
            new("homework", "孩子英语发音不准,{1}想有人教"), new("reading", "{0}的书屋想有人讲绘本"), new("familyEducation", "上初中的孩子不肯说话,想听听怎么办"),
        ],
        ["theoryTalk"] =
        [
            new("policy", "医保今年怎么交,想在{0}听人讲讲"), new("history", "想请人到{0}讲一讲渡江的故事"), new("customs", "{0}办酒席越来越大,想有人来说说"), new("policy", "种粮补贴怎么领,{1}讲一讲"),
            new("history", "孩子们想在{0}听老兵讲故事"), new("customs", "想学学怎么办文明婚礼"),
        ],
        ["sportsFitness"] =
        [
            new("taiChi", "{0}有十几个人想学太极拳,{1}有空"), new("equipment", "{0}的健身器材不会用,想有人教"), new("funSports", "{0}想办一场趣味运动会"), new("taiChi", "打拳总觉得膝盖疼,想请老师纠正动作"),
            new("funSports", "想在{0}组织老年人走步比赛"), new("equipment", "健骑机怎么调,{1}请人看看"),
        ],
        ["environment"] =
        [
            new("corridors", "{0}楼道堆满杂物,过不去人"), new("rivers", "{0}河里水草多,请人清一清"), new("wasteSorting", "{0}的垃圾总是混投,想有人来指导"), new("greening", "{0}的花坛秃了,想补种几棵"),
            new("rivers", "河边塑料袋多,{1}一起捡一捡"), new("corridors", "{0}墙上小广告太多,想清一清"), new("greening", "{0}的行道树倒了两棵,想补上"),
        ],
        ["hardshipCare"] =
        [
            new("visits", "{0}的独居老人好几天没出门,想有人去看看"), new("elderly", "老人被子太重洗不动,{1}请人帮忙"), new("disabled", "坐轮椅出门不便,{1}想去趟镇上"), new("schoolSupplies", "想给孩子要一套文具"),
            new("elderly", "{0}的老人家里要大扫除,自己弄不动"), new("visits", "老伴住院,{1}想有人陪着说说话送顿饭"), new("disabled", "助听器不会戴,{1}请人教教"),
        ],
        ["legalService"] =
        [
            new("advice", "借出去的钱要不回来,想问问怎么办"), new("contracts", "要签租房合同,{1}请人看一看"), new("wills", "想立遗嘱,不知道怎么写才算数"), new("antiFraud", "{0}总有人推销保健品,想听听防骗"),
            new("advice", "被狗咬了谁来赔,想问问"), new("contracts", "土地流转的合同看不懂,{1}请人讲讲"),
        ],
        ["employment"] =
        [
            new("jobs", "想在附近找个活干,{1}有招工信息吗"), new("skills", "想学做月嫂,{1}有班吗"), new("skills", "想学修电动车"), new("jobs", "厂里停工了,想问问哪里招人"), new("skills", "想学面点,好在{0}开个早点铺"),
        ],
        ["mediationSafety"] =
        [
            new("neighbours", "{0}两家为晒谷场的事吵,请人说和"), new("fireSafety", "{0}的电动车乱充电,请人来查查"), new("traffic", "放学时{0}车多人多,想有人劝导"), new("electricSafety", "老房子电线老化,请人看看"),
            new("neighbours", "楼上漏水说不拢,请人来调解"), new("fireSafety", "灶房堆柴太近,请人来看看怎么挪"),
        ],
        ["mentalCare"] = [new("company", "老人整天不说话,想有人来陪聊"), new("youth", "孩子考试前睡不着,想找人聊聊"), new("bereavement", "家里刚办完丧事,夜里睡不着"), new("company", "儿女都在外地,想有人常来坐坐")],
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
