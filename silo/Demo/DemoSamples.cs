using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>A need that demo-content §4 or §6 tells: its words, its place, and what becomes of it.</summary>
/// <param name="Team">A squad's name or the end of a detachment's; null = the network's choice.</param>
/// <param name="Beneficiaries">Those it is for; it says nothing about the helpers needed.</param>
internal sealed record DemoSample(
    string Title, string Category, string Station, Channel Channel, Urgency Urgency, int Beneficiaries, DemoFate Fate = DemoFate.Fulfilled, string? Team = null,
    string? Report = null, int? Score = null, string? Reason = null, string? Advice = null, ImmutableArray<string> Steps = default, int PromiseDay = 15,
    string? Responsible = null, int Duplicates = 0, int Supporters = 0);

/// <summary>
/// The thirty sample needs, the four that volunteers do not take and the ones not met yet (demo-content §4, §6), all of last month.
/// </summary>
internal static class DemoSamples
{
    public static readonly ImmutableArray<DemoSample> All =
    [
        new("厨房下水堵了,水往外漫", "lifeService.plumbing", "柴墟社区", Channel.Phone, Urgency.Priority, 1, Report: "站内师傅当天修好", Score: 5),
        new("家里一半没电,不敢自己碰", "lifeService.electrical", "引江社区", Channel.Phone, Urgency.Urgent, 1, Team: "光明使者", Report: "2 小时内到场,户内线路已修好", Score: 5),
        new("老人把自己锁在门外了", "lifeService.locksmith", "刁铺社区", Channel.Phone, Urgency.Urgent, 1, Report: "备案开锁人到场,站工作人员核对身份", Score: 5),
        new("行动不便,想请人上门理个发", "lifeService.haircut", "兴洲社区", Channel.Visit, Urgency.Normal, 3, Report: "并入每月 10 日上门理发", Score: 4),
        new("洗衣机不转,买新的舍不得", "lifeService.applianceRepair", "许庄社区", Channel.Wechat, Urgency.Normal, 1, Report: "家电师傅上门修好", Score: 5),
        new("想看一场淮剧,最好在村口", "cultureArts.opera", "霍堡村", Channel.WishTree, Urgency.Planned, 120, Team: "文艺轻骑", Report: "“文艺轻骑”下沉演出一场", Score: 3),
        new("年底想请人写春联", "cultureArts.calligraphy", "陈家村", Channel.WishWall, Urgency.Planned, 60, Team: "文化文艺志愿服务支队", Report: "列入常态服务,首批已写", Score: 5),
        new("广场舞没人教新的", "cultureArts.dance", "关桥社区", Channel.Wechat, Urgency.Normal, 25, Report: "村文艺队每周三晚带练", Score: 4),
        new("露天电影好几年没放了", "cultureArts.film", "丁庄村", Channel.Mailbox, Urgency.Planned, 80, DemoFate.Unfulfilled, Reason: "放映设备在维修",
            Steps: ["设备修好后试放", "与邻村拼场", "天气不好改室内"], Responsible: "胡庄镇所"),
        new("想在家门口量血压测血糖", "health.checkup", "大泗社区", Channel.WishTree, Urgency.Normal, 40, Team: "健康服务志愿服务支队", Report: "“健康江来”到村一场", Score: 5),
        new("一个人去医院怕找不到科室", "health.escort", "城南社区", Channel.Phone, Urgency.Normal, 1, Team: "港城白衣", Report: "“港城白衣”陪诊", Score: 4),
        new("想学噎住了怎么救", "health.firstAid", "中心社区", Channel.Wechat, Urgency.Planned, 30, Team: "港城白衣", Report: "急救培训一场", Score: 5),
        new("手机不会挂号、不会付钱", "sciTech.phone", "龙窝口社区", Channel.Visit, Urgency.Normal, 12, Team: "银龄智享", Report: "小班课两次", Score: 4),
        new("番茄种子不发芽", "sciTech.agronomy", "马龙村", Channel.Phone, Urgency.Normal, 4, Report: "邻村蔬菜能手来看过,重新催芽", Score: 5),
        new("水稻叶子发黄,看不懂什么病", "sciTech.pests", "薛垛村", Channel.Visit, Urgency.Priority, 15, Team: "田间课堂", Report: "“田间课堂”到田头看过,已告知用药", Score: 5),
        new("暑假孩子没人看", "education.holidayCare", "育才社区", Channel.Wechat, Urgency.Planned, 24, DemoFate.Unfulfilled, Reason: "场地人数已满",
            Steps: ["借学校教室一间", "增招大学生志愿者 6 名"], PromiseDay: 28, Responsible: "口岸街道所"),
        new("孩子作业我们不会教", "education.homework", "新街社区", Channel.MicroWish, Urgency.Normal, 6, Team: "七彩假期", Report: "周末辅导已开始", Score: 4),
        new("养老金今年怎么调,想有人讲讲", "theoryTalk.policy", "三星社区", Channel.Visit, Urgency.Normal, 50, Team: "百姓名嘴", Report: "带政策下村一场", Score: 5),
        new("彩礼、酒席越办越大,能不能说说", "theoryTalk.customs", "周马村", Channel.Mailbox, Urgency.Planned, 70, Team: "百姓名嘴", Report: "三句半一场,村里议事一次", Score: 4),
        new("健身器材螺丝松了怕摔人", "sportsFitness.equipment", "田河社区", Channel.Phone, Urgency.Priority, 1, DemoFate.Redirected, Reason: "体育设施管养部门",
            Advice: "器材已先围挡,请勿使用;管养部门来修。"),
        new("想学太极拳,早上有空", "sportsFitness.taiChi", "刁铺社区", Channel.Wechat, Urgency.Planned, 20, Team: "健步港城", Report: "每周二、四清晨开练", Score: 5),
        new("楼道堆满杂物,过不去人", "environment.corridors", "新城社区", Channel.Wechat, Urgency.Normal, 12, Report: "与住户一起清理完毕", Score: 4, Duplicates: 3, Supporters: 9),
        new("河边水草和塑料袋太多", "environment.rivers", "永胜社区", Channel.WishTree, Urgency.Normal, 200, Team: "长江母亲河保护", Report: "清理岸线一段", Score: 5),
        new("独居老人好几天没出门了", "hardshipCare.visits", "岱白村", Channel.Visit, Urgency.Urgent, 1, Report: "站先上门看过,当日办结", Score: 5),
        new("想给孙子要个新书包", "hardshipCare.schoolSupplies", "佴庄村", Channel.MicroWish, Urgency.Normal, 1, Report: "由志愿者认领,已送到", Score: 5),
        new("儿子要跟人签合同,怕上当", "legalService.contracts", "界牌社区", Channel.Phone, Urgency.Normal, 1, Team: "法润港城", Report: "周四坐班时看过合同", Score: 4),
        new("接到电话说中奖要先交钱", "legalService.antiFraud", "曹官营社区", Channel.Phone, Urgency.Urgent, 1, Team: "法润港城", Report: "立即提示 96110,另安排反诈宣讲", Score: 5),
        new("在家带孩子,想学着网上卖菜", "employment.ecommerce", "官沟社区", Channel.Wechat, Urgency.Planned, 18, DemoFate.Unfulfilled, Reason: "镇里没有会讲的队伍",
            Steps: ["报中心协调讲师", "凑足 15 人开班", "先发录像课"], PromiseDay: 28, Responsible: "区中心"),
        new("两家为一棵树吵了半个月", "mediationSafety.neighbours", "田野村", Channel.Visit, Urgency.Normal, 2, Team: "平安守护志愿服务支队", Report: "双方同意移栽", Score: 5),
        new("老伴走了,夜里睡不着", "mentalCare.bereavement", "福沙社区", Channel.Phone, Urgency.Normal, 1, Team: "心灯", Report: "每周陪聊,已开始"),

        new("闻到煤气味很重", "lifeService", "明发社区", Channel.Phone, Urgency.Urgent, 1, DemoFate.Rejected, Reason: "emergency",
            Advice: "请先开窗、别开灯、人先出来,马上打 119 和燃气抢修电话。"),
        new("村口要加一站公交", "lifeService", "薛垛村", Channel.Mailbox, Urgency.Normal, 60, DemoFate.Redirected, Reason: "交通部门",
            Advice: "这件事志愿者办不了,已转给交通部门,五个工作日内给您回话。"),
        new("要求帮忙讨工钱", "legalService", "戴集社区", Channel.Phone, Urgency.Priority, 1, DemoFate.Redirected, Reason: "12333、法律援助",
            Advice: "我们帮您联系法律援助,也可以打 12333。"),
        new("请志愿者天天来做饭", "hardshipCare.elderly", "赵市村", Channel.Phone, Urgency.Normal, 1, DemoFate.Rejected, Reason: "paidService",
            Advice: "天天做饭志愿者做不到,村里助餐点可以送餐,要不要帮您登记?"),
        new("想在村里开一次中医义诊", "health.clinic", "佴陈村", Channel.WishWall, Urgency.Planned, 50, DemoFate.Unfulfilled, Reason: "两次都赶上医院排班",
            Steps: ["改到周六", "由“港城白衣”接替"], PromiseDay: 10, Responsible: "大泗镇所"),
    ];
}
