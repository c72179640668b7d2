using Practice.Certificates;
using Practice.Exchange;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>What comes of a year's service: documents that were seen, things for points, a certificate, places in what lies ahead.</summary>
internal sealed class DemoHonours(DemoCalls calls, DemoVolunteers volunteers, DemoServing serving)
{
    private const int VerifiedEvery = 4;

    private static readonly SetExchangeItem[] Items =
    [
        new("大米 5 公斤", "凭取货码到柜台领取", 300, 40, 1, 14, "区美德善行展示馆服务台", null),
        new("理发一次", "“家有好帮手”分队每月第一个周六", 80, 100, 2, 30, "柴墟社区", null),
        new("健康体检一次", "镇卫生院", 600, 12, 1, 30, "镇卫生院健康点", null),
    ];

    public async Task Give(IReadOnlyList<(string Id, DemoActivity Activity)> open, CancellationToken stop)
    {
        for (var n = 1; n <= DemoServing.People; n++)
            if (n <= DemoServing.Faithful || n % VerifiedEvery == 0)
                await Verify(n, stop);
        await Exchange(stop);
        await Certify(1, stop);
        for (var i = 0; i < open.Count; i++)
            foreach (var person in WhoGoes(i, open[i].Activity.Headcount))
                await serving.SignUp(open[i].Id, 1, person, stop);
    }

    // One is more than full, so that somebody waits; the others have room.
    private static IEnumerable<int> WhoGoes(int activity, int headcount) =>
        Enumerable.Range(0, activity == 5 ? headcount + 2 : Math.Min(headcount / 2, 10)).Select(i => 1 + (activity * 7 + i * 3) % DemoServing.People);

    private async Task Verify(int n, CancellationToken stop)
    {
        var (number, volunteer) = (await volunteers.Number(n, stop), new DemoVolunteer(n));
        await DemoCalls.Do($"{volunteer.Person}/verified", operation => calls.Volunteer(number).Verify(operation, new(true, volunteer.Home.Code, volunteers.HashOf(volunteer))));
    }

    // One has been handed over, one waits at the counter, one was let go and its points are back.
    private async Task Exchange(CancellationToken stop)
    {
        var items = new List<ExchangeItemView>();
        foreach (var item in Items)
            items.Add(await DemoCalls.Do($"exchange/{item.Name}", operation => calls.Exchange(DemoUnits.Centre).AddExchangeItem(operation, item)));
        var rice = await Redeem(1, items[0], stop);
        await Redeem(1, items[1], stop);
        var cut = await Redeem(2, items[1], stop);
        await Redeem(3, items[2], stop);
        await DemoCalls.Do("exchange/handed", operation => calls.Exchange(DemoUnits.Centre).HandOver(operation, rice.Id));
        await DemoCalls.Do("exchange/letGo", operation => calls.Redemptions(cut.Volunteer).CancelRedemption(operation, cut.Id), new DemoVolunteer(2).Caller);
        await calls.Settle(Ids.VolunteerStream(cut.Volunteer));
        await calls.Settle(Ids.UnitStream(DemoUnits.Centre));
    }

    private async Task<RedemptionView> Redeem(int n, ExchangeItemView item, CancellationToken stop)
    {
        var number = await volunteers.Number(n, stop);
        var made = await DemoCalls.Do($"redeem/{n}/{item.Id}", operation => calls.Redemptions(number).Redeem(operation, new(item.Id, item.Unit, item.Name, item.Price, 1, item.PerMonth)), new DemoVolunteer(n).Caller);
        await calls.Settle(Ids.VolunteerStream(number));
        await calls.Settle(Ids.UnitStream(DemoUnits.Centre));
        return made;
    }

    private async Task Certify(int n, CancellationToken stop)
    {
        var (number, caller) = (await volunteers.Number(n, stop), new DemoVolunteer(n).Caller);
        var asked = await DemoCalls.Do("certificate/asked", operation => calls.Certificates(number).RequestCertificate(operation, new(null, null, "个人留存", null)), caller);
        await DemoCalls.Do("certificate/issued", operation => calls.Certificates(number).IssueCertificate(
            operation, asked.Id, new IssueCertificate(DemoUnits.Centre, "高港区新时代文明实践中心", "中心主任 01", "经办人 01", "13900090001", DemoUnits.Centre)));
    }
}
