using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Tests.Simulation;

/// <summary>What people do, at random: mostly what fits, sometimes what does not. A refusal is an answer like any other.</summary>
internal sealed class Workload(World world)
{
    private static readonly string[] Categories = ["lifeService", "lifeService", "lifeService.plumbing", "sciTech"];

    private readonly List<UnitOwner> _units = [.. world.Units.Where(unit => unit.Id.Length > 4)];
    private List<string>? _known;
    private int _teams;

    /// <summary>A need, its unit, and the order in question.</summary>
    private readonly record struct Case(UnitOwner Unit, Need Need, WorkOrder? Order);

    public void FoundTeams(int count)
    {
        while (_teams < count)
        {
            var unit = world.Any(_units);
            var team = new RegisterTeam
            {
                Name = $"第{++_teams}队",
                Fields = world.Chance(70) ? ["lifeService"] : ["sciTech", "lifeService"],
                Skills = world.Chance(40) ? ["plumbing"] : [],
                Capacity = 1 + world.Next(4),
                Reach = world.Chance(80) ? Reach.Subtree : Reach.Unit,
            };
            unit.Execute("clerk", draft => RegistryRules.Register(draft, UnitOwner.Terms, team, out _));
        }
    }

    public void Submit()
    {
        var unit = world.Chance(85) ? world.Any(_units.Where(u => u.Id.Length == 12).ToList()) : world.Any(_units);
        var from = world.Now.AddHours(4 + world.Next(72));
        var submit = new SubmitNeed
        {
            Title = "帮忙", Category = world.Any(Categories), Channel = Channel.Phone, Urgency = (Urgency)world.Next(4),
            People = world.Chance(70) ? 1 : 2 + world.Next(4), Resident = world.Chance(50) ? "resident" : null,
            Wanted = world.Chance(40) ? new TimeSlot(from, from.AddHours(1 + world.Next(4))) : null,
        };
        unit.Execute("clerk", draft => NeedRules.Submit(draft, UnitOwner.Terms, submit, out _));
    }

    /// <summary>One command somewhere, or time goes by.</summary>
    public void Act()
    {
        var dice = world.Next(100);
        if (dice < 6 && world.Seed % 4 == 3 && world.Chance(8))
            world.Now = world.Now.AddMinutes(-world.Next(2880));
        else if (dice < 6)
            world.Now = world.Now.AddMinutes(world.Chance(90) ? 1 + world.Next(240) : 1 + world.Next(7200));
        else if (dice < 12)
            OnTeam();
        else if (Pick() is { } chosen)
            On(chosen);
    }

    /// <summary>Everybody does what is next, so that everything comes to its end.</summary>
    public void Finish(int round)
    {
        foreach (var unit in _units)
            foreach (var id in unit.Known("need").ToList())
            {
                unit.FetchNeed(id);
                var need = unit.Book.Find<Need>(id)!;
                if (!need.IsUnsettled)
                    continue;
                var live = need.Orders.Select(order => unit.Book.Find<WorkOrder>(order)!).Where(order => order.IsLive).ToList();
                if (live.Count == 0)
                    Advance(new(unit, need, null), round);
                foreach (var order in live)
                    Advance(new(unit, need, order), round);
            }
    }

    private void Advance(Case at, int round)
    {
        var (unit, need, order) = at;
        if (order is not null)
        {
            NextStep(at, give: round > 2 ? 0 : 30);
            return;
        }

        var refusal = need.Status switch
        {
            NeedStatus.Submitted => Verify(at, Verdict.Accept),
            NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled when round < 4 =>
                unit.OnNeed(need.Id, draft => SearchRules.Dispatch(draft, UnitOwner.Terms, need.Id, new DispatchNeed { Mode = DispatchMode.Auto })),
            NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled => unit.OnNeed(need.Id, draft => NeedRules.CloseImpossible(draft, need.Id, "没有合适的队伍")),
            _ => null,
        };
        world.Ensure(refusal is null, $"nothing can be done about {need.Id}, which is {need.Status}: {refusal?.Code}");
    }

    private Case? Pick()
    {
        var unit = world.Any(_units);
        var ids = unit.Known("need");
        if (ids.Count == 0)
            return null;
        var id = world.Any(ids);
        unit.FetchNeed(id);
        if (unit.Book.Find<Need>(id) is not { } need)
            return null;
        var orders = need.Orders.Select(order => unit.Book.Find<WorkOrder>(order)).OfType<WorkOrder>().ToList();
        var live = orders.Where(order => order.IsLive).ToList();
        return new(unit, need, live.Count > 0 && world.Chance(90) ? world.Any(live) : orders.Count > 0 ? world.Any(orders) : null);
    }

    private void On(Case at)
    {
        var (unit, need, order) = at;
        if (world.Chance(18))
            Odd(at);
        else if (order is { IsLive: true })
            NextStep(at, give: 30);
        else if (need.Status == NeedStatus.Submitted)
            Verify(at, world.Chance(85) ? Verdict.Accept : (Verdict)world.Next(4));
        else if (need.Status is NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled)
            Dispatch(at);
        else if (need.Status is NeedStatus.Done or NeedStatus.Rated)
            After(at);
    }

    private Refusal? Verify(Case at, Verdict verdict) => at.Unit.OnNeed(at.Need.Id, draft => NeedRules.Verify(draft, UnitOwner.Terms, at.Need.Id, new VerifyNeed
    {
        Decision = verdict, Reason = "unsafe", Advice = "请找物业", Into = verdict == Verdict.Merge ? world.Any(at.Unit.Known("need")) : "12345",
    }));

    private void Dispatch(Case at)
    {
        var command = world.Next(10) switch
        {
            < 6 => new DispatchNeed { Mode = DispatchMode.Auto },
            < 8 => new DispatchNeed { Mode = DispatchMode.Offer, Team = AnyTeam() },
            < 9 => new DispatchNeed { Mode = DispatchMode.Grab },
            _ => new DispatchNeed { Mode = DispatchMode.Grab, Teams = [.. Enumerable.Range(0, 2 + world.Next(2)).Select(_ => AnyTeam()).Distinct()] },
        };
        at.Unit.OnNeed(at.Need.Id, draft => SearchRules.Dispatch(draft, UnitOwner.Terms, at.Need.Id, command));
    }

    private void NextStep(Case at, int give)
    {
        var (unit, need, order) = at;
        var id = order!.Id;
        switch (order.Status)
        {
            case OrderStatus.Offered when world.Chance(give):
                var rung = world.Chance(25) && world.Now >= order.CreatedAt ? new PhoneAnswer("王*", null, null) : null;
                unit.OnOrder(id, draft => OrderRules.Decline(draft, UnitOwner.Terms, id, new DeclineOrder("没空", rung)));
                break;
            case OrderStatus.Offered:
                var from = world.Now.AddHours(world.Next(6));
                var slot = world.Chance(60);
                var phone = world.Chance(25) ? new PhoneAnswer("王*", null, null) : null;
                var accept = new AcceptOrder(slot ? from : null, slot ? from.AddHours(2) : null, give > 0 && world.Chance(15) ? 1 : null, phone is not null, phone);
                unit.OnOrder(id, draft => OrderRules.Accept(draft, UnitOwner.Terms, id, accept));
                break;
            case OrderStatus.Accepted or OrderStatus.Redo when world.Chance(50):
                unit.OnOrder(id, draft => OrderRules.Start(draft, id));
                break;
            case OrderStatus.Accepted or OrderStatus.Redo or OrderStatus.InService:
                var outcome = world.Chance(100 - give / 2) ? WorkOutcome.Fulfilled : (WorkOutcome)world.Next(3);
                unit.OnOrder(id, draft => OrderRules.Report(draft, id, new ReportOrder(outcome, null, 1, [])));
                break;
            case OrderStatus.Reported when world.Chance(give / 2):
                unit.OnOrder(id, draft => OrderRules.Redo(draft, id, "没修好"));
                break;
            case OrderStatus.Reported:
                unit.OnOrder(id, draft => OrderRules.Confirm(draft, UnitOwner.Terms, id));
                break;
        }
    }

    private void After(Case at)
    {
        var (unit, need, order) = at;
        if (order is not null && world.Chance(30))
            unit.OnOrder(order.Id, draft => OrderRules.Redo(draft, order.Id, "又坏了"));
        else
            unit.OnNeed(need.Id, draft => RatingRules.Rate(draft, need.Id, new RateNeed(1 + world.Next(5), Rater: need.Supporters.Length > 0 && world.Chance(50) ? world.Any(need.Supporters) : null)));
    }

    private void Above(Case at)
    {
        var (unit, id, terms) = (at.Unit, at.Need.Id, UnitOwner.Terms);
        var department = world.Any(world.Units.Where(other => other.Id.Length == 9).ToList()).Id;
        switch (world.Next(7))
        {
            case 0:
                unit.OnNeed(id, draft => RegradeRules.Regrade(draft, terms, id, new RegradeNeed((Urgency)world.Next(4), "老人独居", World.Centre)));
                break;
            case 1:
                unit.OnNeed(id, draft => ReferralRules.Refer(draft, terms, id, department, new Reasoned("归部门", World.Centre, world.Now.AddDays(3), world.Chance(50) ? World.Centre : null)));
                break;
            case 2:
                unit.OnNeed(id, draft => ReferralRules.Return(draft, terms, id, new Reasoned("不归我们")));
                break;
            case 3:
                unit.OnNeed(id, draft => ImpossibleRules.Propose(draft, id, new Reasoned("没人会")));
                break;
            case 4 when world.Chance(50):
                unit.OnNeed(id, draft => ImpossibleRules.Confirm(draft, id, new Reasoned("没人会", By: World.Centre)), "head");
                break;
            case 4:
                unit.OnNeed(id, draft => ImpossibleRules.Refuse(draft, id, new Reasoned("有人会", By: World.Centre)), "head");
                break;
            case 5:
                unit.OnNeed(id, draft => ImpossibleRules.Appeal(draft, id, "有人会"));
                break;
            default:
                unit.OnNeed(id, draft => ImpossibleRules.DecideAppeal(draft, terms, id, world.Chance(50), "问过了"), "centre");
                break;
        }
    }

    private void Odd(Case at)
    {
        if (world.Chance(25))
        {
            Above(at);
            return;
        }

        var (unit, need, order) = at;
        var (id, terms) = (need.Id, UnitOwner.Terms);
        switch (world.Next(order is null ? 9 : 15))
        {
            case 0:
                unit.OnNeed(id, draft => NeedRules.Withdraw(draft, id, "不用了"));
                break;
            case 1:
                var date = DateOnly.FromDateTime(world.Now.DateTime).AddDays(world.Next(5));
                unit.OnNeed(id, draft => PromiseRules.Set(draft, id, new Promise(["再找"], date), null));
                break;
            case 2:
                unit.OnNeed(id, draft => NeedRules.Support(draft, id, "supporter-" + world.Next(3)));
                break;
            case 3:
                var to = world.Chance(50) ? null : world.Any(world.Units.ToList()).Id;
                unit.OnNeed(id, draft => SearchRules.Escalate(draft, terms, id, new Reasoned("请协调", to)));
                break;
            case 4:
                unit.OnNeed(id, draft => SearchRules.TakeOver(draft, id, world.Any(world.Units.ToList()).Id));
                break;
            case 5:
                unit.OnNeed(id, draft => NeedRules.Edit(draft, terms, id, new EditNeed { Category = world.Any(Categories) }, null));
                break;
            case 6:
                unit.OnNeed(id, draft => NeedRules.AwaitResident(draft, id, world.Chance(50)));
                break;
            case 7 when world.Chance(20):
                unit.OnNeed(id, draft => NeedRules.Refer(draft, id, "12345", "归住建局"));
                break;
            case 8:
                Dispatch(at);
                break;
            case 9:
                unit.OnOrder(order!.Id, draft => OrderRules.Return(draft, order.Id, "队长病了"));
                break;
            case 10 or 11:
                var other = world.Chance(70) ? null : AnyTeam();
                unit.OnOrder(order!.Id, draft => OrderRules.Release(draft, terms, order.Id, "换人", other));
                break;
            case 13:
                unit.OnOrder(order!.Id, draft => PhoneAnswerRules.Contest(draft, order.Id, "不是我说的"));
                break;
            case 14:
                unit.OnOrder(order!.Id, draft => PhoneAnswerRules.Decide(draft, terms, order.Id, world.Chance(50), "问过了"), "head");
                break;
            case 12:
                unit.OnNeed(id, draft =>
                {
                    AllocationRulesApply(draft, id);
                    return null;
                });
                break;
        }
    }

    private void AllocationRulesApply(Draft draft, string need) => Practice.Months.AllocationRules.Apply(draft, UnitOwner.Terms, need,
        new AllocationView(ChinaTime.MonthOf(world.Now).ToString(), null, null, 1, null, []), [new(AnyTeam(), 1, 0, 0)], Ids.Owner(need));

    private void OnTeam()
    {
        var team = world.Team(AnyTeam());
        if (team.Team is not { } profile)
            return;
        var from = world.Now.AddHours(world.Next(48));
        var below = world.Units.Where(unit => unit.Id.Length > profile.Unit.Length && unit.Id.StartsWith(profile.Unit, StringComparison.Ordinal)).ToList();
        switch (world.Next(5))
        {
            case 0:
                team.Execute("leader", draft => TeamRules.Edit(draft, team.Id, new EditTeam(Capacity: 1 + world.Next(4)), null));
                break;
            case 1:
                ImmutableArray<TimeSlot> away = world.Chance(50) ? [] : [new(from, from.AddHours(1 + world.Next(24)))];
                team.Execute("leader", draft => TeamRules.Edit(draft, team.Id, new EditTeam(Exceptions: away), null));
                break;
            case 2:
                team.Execute("leader", draft => TeamRules.Edit(draft, team.Id, new EditTeam(Active: world.Chance(75)), null));
                break;
            case 3 when below.Count > 0:
                var unit = world.Any(below).Id;
                team.Execute("leader", draft => TeamRules.Lend(draft, team.Id, new LendTeam(unit, World.PathOf(unit), from, from.AddHours(1 + world.Next(72)))));
                break;
            case 4 when profile.Loans.Length > 0:
                team.Execute("leader", draft => TeamRules.EndLoan(draft, team.Id, world.Any(profile.Loans).N));
                break;
        }
    }

    private string AnyTeam()
    {
        _known ??= [.. world.Teams.Select(team => team.Id)];
        return world.Any(_known);
    }
}
