using System.Collections.Concurrent;
using System.Collections.Immutable;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// Plays single steps of the script on the grains. A step looks first where its need stands, so that one that is done already does
/// nothing: after a crash the last instant is played again from its beginning.
/// </summary>
internal sealed class DemoStage(DemoCalls calls, DemoNetwork network, DemoScript year)
{
    private const int MostRounds = 6;

    private ConcurrentDictionary<string, byte> _touched = new();

    /// <summary>The teams that orders were moved of since the last call.</summary>
    public IEnumerable<string> TakeTouched() => Interlocked.Exchange(ref _touched, new()).Keys;

    public async Task Play(DemoNeed need, DemoAct act)
    {
        var needs = calls.Needs(need.Station);
        var seen = (await DemoCalls.Ask(() => needs.View(need.Id))).Value;
        if (act is DemoAct.Submit or DemoAct.Record)
        {
            if (seen is null)
                await (act == DemoAct.Record ? Record(need) : need.Opened ? Open(need) : Submit(need));
            return;
        }

        var now = seen ?? throw new DemoFailedException($"{need.Id} was not submitted before {act}.");
        var key = $"{need.Number}/{act}";
        var leader = need.ByOne ? DemoCalls.Operator : DemoCalls.Leader;
        Touch(now);
        switch (act)
        {
            case DemoAct.Verify when now.Status == NeedStatus.Submitted:
                await DemoCalls.Do(key, o => needs.Verify(o, need.Id, new() { Decision = Verdict.Accept, Urgency = need.Urgency }));
                break;
            case DemoAct.Support:
                for (var i = 1; i <= need.Supporters; i++)
                    await DemoCalls.Do($"{key}/{i}", o => needs.Support(o, need.Id, $"demo-neighbour-{need.Number}-{i}"));
                break;
            case DemoAct.Dispatch when now.Status is NeedStatus.Verified or NeedStatus.Unfulfilled:
                Touch(await DemoCalls.Do(key, o => needs.Dispatch(o, need.Id, need.Team is { } team
                    ? new() { Mode = DispatchMode.Offer, Team = team, By = Ids.Owner(team) }
                    : new() { Mode = DispatchMode.Auto })));
                break;
            case DemoAct.Decline when Offered(now).FirstOrDefault() is { } order:
                await DemoCalls.Do(key, o => needs.DeclineOrder(o, order.Id, "人手都派出去了,请另找一队"), leader);
                break;
            case DemoAct.Expire:
                await calls.Wake(Ids.UnitStream(need.Station));
                break;
            case DemoAct.Accept when now.Status is NeedStatus.Verified or NeedStatus.Dispatching:
                await Accept(need);
                break;
            case DemoAct.Start:
                foreach (var order in now.Orders.Where(o => o.Status == OrderStatus.Accepted))
                    await DemoCalls.Do($"{key}/{order.Id}", o => needs.StartOrder(o, order.Id), leader);
                break;
            case DemoAct.Report:
                foreach (var order in now.Orders.Where(o => o.Status == OrderStatus.InService))
                    await DemoCalls.Do($"{key}/{order.Id}", o => needs.ReportOrder(o, order.Id, new(WorkOutcome.Fulfilled, need.Report, order.People, [])), leader);
                break;
            case DemoAct.Confirm:
                foreach (var order in now.Orders.Where(o => o.Status == OrderStatus.Reported))
                    await DemoCalls.Do($"{key}/{order.Id}", o => needs.ConfirmOrder(o, order.Id));
                if (need.OutsideNumber is not null && now.Provenance?.RepliedAt is null)
                    await DemoCalls.Do($"{key}/reply", o => calls.Intake(need.Station).Reply(o, need.Id, "已上门办好,本人当面确认。"));
                break;
            case DemoAct.Rate when now.Status == NeedStatus.Done:
                await DemoCalls.Do(key, o => needs.Rate(o, need.Id, new(
                    need.Score!.Value, need.Comment, Channel: need.RatedBy, SlipNo: need.RatedBy == RatingRules.Paper ? $"D-{need.Number:D4}" : null)));
                break;
            case DemoAct.CallBack when now.CallBackDue is not null:
                await DemoCalls.Do(key, o => needs.CallBack(o, need.Id, new(Reached: true, Solved: true, "已回访,说明情况并致歉")));
                break;
            case DemoAct.Promise when now.Status == NeedStatus.Verified:
                await DemoCalls.Do(key, o => needs.Promise(o, need.Id, new(need.Steps, need.PromisedDate!.Value, need.Responsible, need.Reason)));
                break;
            case DemoAct.Withdraw when now.Status is NeedStatus.Submitted or NeedStatus.Verified:
                await DemoCalls.Do(key, o => needs.Withdraw(o, need.Id, need.Reason ?? ""));
                break;
            case DemoAct.Merge or DemoAct.Reject or DemoAct.Redirect when now.Status == NeedStatus.Submitted:
                await DemoCalls.Do(key, o => needs.Verify(o, need.Id, Decision(need)));
                break;
        }
    }

    // Each third leader is rung and says yes on the telephone; a clerk takes it down.
    private static PhoneAnswer? ByTelephone(DemoNeed need) =>
        need.Number % 3 == 0 && !need.ByOne ? new("队长", Masking.Telephone(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"1390006{need.Number:D4}")), null) : null;

    private async Task Submit(DemoNeed need) =>
        Is(need, await DemoCalls.Do($"{need.Number}/submit", operation => calls.Needs(need.Station).Submit(operation, Words(need))));

    // Two people open the box, the slip is entered, and a blank one beside it is void now and then.
    private async Task Open(DemoNeed need)
    {
        var intake = calls.Intake(need.Station);
        var blank = need.Number % 4 == 0;
        var opening = await DemoCalls.Do($"{need.Number}/open", o => intake.StartOpening(o, need.IntakePoint!, new() { OpenedBy = ["片区志愿者 01", "片区志愿者 02"], Counted = blank ? 2 : 1 }));
        await Submit(need);
        if (blank)
            await DemoCalls.Do($"{need.Number}/void", o => intake.VoidSlip(o, opening.Id, new("空白,没有写字")));
        await DemoCalls.Do($"{need.Number}/close", o => intake.CloseOpening(o, opening.Id, null));
    }

    private async Task Record(DemoNeed need) => Is(need, await DemoCalls.Do($"{need.Number}/record", operation => calls.Intake(need.Station).RecordWork(operation, new()
    {
        Need = Words(need) with { ReceivedAt = null }, Team = need.Number % 3 == 0 ? null : Ids.Team(need.Station, 1), Worked = need.Visit!.Value, Participants = 1, Note = need.Report,
    })));

    private static void Is(DemoNeed need, NeedView made)
    {
        if (made.Id != need.Id)
            throw new DemoFailedException($"The need {need.Id} came into being as {made.Id}.");
    }

    private SubmitNeed Words(DemoNeed need) => new()
    {
        Title = need.Title, Description = need.Description, Category = need.Category, Urgency = need.Urgency, Channel = need.Channel, ReceivedAt = need.ReceivedAt,
        IntakePoint = need.IntakePoint, SlipNo = need.SlipNo, People = need.People, OnBehalf = need.Channel is not (Channel.Online or Channel.Wechat),
        Contact = network.Seal(need.Contact, need.Phone), Deliveries = Deliveries(need.Category), Coverage = Coverage(need.Category), OutsideNumber = need.OutsideNumber,
    };

    // Whoever is asked and is free says yes; where a team's time is taken meanwhile the next is asked, and the corps at last.
    private async Task Accept(DemoNeed need)
    {
        var needs = calls.Needs(need.Station);
        for (var round = 1; round <= MostRounds; round++)
        {
            var now = (await DemoCalls.Ask(() => needs.View(need.Id))).Value!;
            if (now.Status is not (NeedStatus.Verified or NeedStatus.Dispatching))
                return;
            Touch(now);
            var offers = Offered(now).ToList();
            if (offers.Count == 0)
                await DemoCalls.Do($"{need.Number}/corps/{round}", o => needs.Dispatch(o, need.Id, new() { Mode = DispatchMode.Offer, Team = DemoTeams.Shipped.Corps, By = DemoUnits.Centre }));
            foreach (var order in offers)
                await DemoCalls.Grab($"{need.Number}/accept/{order.Id}", o => needs.AcceptOrder(o, order.Id, new(need.Visit!.Value.From, need.Visit.Value.Until, Phone: ByTelephone(need))),
                    need.ByOne || need.Number % 3 == 0 ? null : DemoCalls.Leader);
            await Chain(need.Station);
        }

        throw new DemoFailedException($"Nobody could be found for {need.Id}.");
    }

    /// <summary>Completes when the levels above a station have answered what it asked.</summary>
    public async Task Chain(string station)
    {
        var institute = Ids.UnitStream(DemoUnits.Shipped.Parent(station));
        foreach (var stream in new[] { Ids.UnitStream(station), institute, Ids.UnitStream(station), Ids.UnitStream(DemoUnits.Centre), Ids.UnitStream(station) })
            await calls.Settle(stream);
    }

    private VerifyNeed Decision(DemoNeed need) => need.Fate switch
    {
        DemoFate.Merged => new() { Decision = Verdict.Merge, Into = year.Needs[need.Into!.Value - 1].Id },
        DemoFate.Rejected => new() { Decision = Verdict.Reject, Reason = need.Reason, Advice = need.Advice },
        _ => new() { Decision = Verdict.Redirect, Reason = "departmentDuty", Into = need.Reason, Advice = need.Advice },
    };

    private void Touch(NeedView need)
    {
        foreach (var order in need.Orders)
            _touched[order.Team] = 0;
    }

    private static IEnumerable<OrderBrief> Offered(NeedView need) => need.Orders.Where(order => order.Status == OrderStatus.Offered);

    private static ImmutableArray<DeliveryTag> Deliveries(string category) => category.Split('.')[0] switch
    {
        "theoryTalk" => [DeliveryTag.Theory],
        "hardshipCare" or "mentalCare" => [DeliveryTag.Care],
        "mediationSafety" => [DeliveryTag.Safety],
        "cultureArts" or "education" => [DeliveryTag.Civility],
        "environment" => [DeliveryTag.NewCustoms],
        _ => [DeliveryTag.Service],
    };

    private static ImmutableArray<CoverageField> Coverage(string category) => category.Split('.')[0] switch
    {
        "theoryTalk" => [CoverageField.PolicyTalk],
        "education" or "employment" => [CoverageField.EducationTraining],
        "cultureArts" => [CoverageField.CulturalActivity],
        "sportsFitness" => [CoverageField.SportsFitness],
        "sciTech" => [CoverageField.ScienceService],
        _ => [],
    };
}
