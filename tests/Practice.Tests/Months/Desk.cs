using CsCheck;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Units;

namespace Practice.Tests.Months;

/// <summary>A unit's book and its clock, without a silo: what is decided is what the next decision stands upon.</summary>
internal sealed class Desk
{
    public const string Unit = "321203001010", Path = "/3212/321203/321203001/321203001010/", Team = Unit + "-T001";

    public static readonly ITerms Terms = EffectiveSettings.Default;

    /// <summary>Kind of step, whom it is about, hours that pass before it.</summary>
    public static readonly Gen<(int Kind, int Pick, int Hours)[]> Histories =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 50], Gen.Int[1, 60]).Array[1, 120];

    public Desk(string unit = Unit, string path = Path)
    {
        Book = new Book(Ids.UnitStream(unit));
        Do(draft =>
        {
            draft.Record(new UnitOpened(), new UnitProfile { Id = unit, CreatedAt = Now, Name = "引江社区", Level = Ids.LevelOf(unit), Path = path, Parent = "321203001", Status = UnitStatus.Active });
            return null;
        });
    }

    public Book Book { get; private set; }

    public DateTimeOffset Now { get; set; } = At(3, 2, 8);

    public IEnumerable<Need> Needs => Book.All<Need>();

    /// <summary>Whether subscribers are told, as a unit's grain does after each decision.</summary>
    public bool Follows { get; init; }

    public Draft? Last { get; private set; }

    public static DateTimeOffset At(int month, int day, int hour = 9) => new(2026, month, day, hour, 0, 0, ChinaTime.Offset);

    public static YearMonth Month(int month) => new(2026, month);

    public Refusal? Do(Func<Draft, Refusal?> decide) => As("tester", decide);

    public Refusal? As(string actor, Func<Draft, Refusal?> decide)
    {
        var draft = new Draft(Book, actor, Now);
        if (decide(draft) is { } refusal)
            return refusal;
        LadderRules.Follow(draft, Terms);
        if (Follows)
            Practice.Push.DeliveryRules.Follow(draft);
        Last = draft;
        if (!draft.IsEmpty)
            Book = draft.Book with { Head = new StreamHead(draft.Events[^1].Seq, Guid.Empty) };
        return null;
    }

    public void With(Item item) => Assert.Null(Do(draft =>
    {
        draft.Record(new CardReceived(1), item);
        return null;
    }));

    public void Found(string team = Team, string field = "lifeService", int capacity = 3, string unit = Unit, string path = Path) => With(new TeamCard
    {
        Id = team, CreatedAt = Now, TeamVersion = 1, Name = "邻里互助队", Unit = unit, UnitPath = path, Reach = Reach.Subtree, Fields = [field], Capacity = capacity,
    });

    public string Submit(string title = "厨房下水堵了", string category = "lifeService", Channel channel = Channel.Phone, int people = 1, string? service = null)
    {
        var id = "";
        Assert.Null(Do(draft => NeedRules.Submit(draft, Terms, new() { Title = title, Category = category, Channel = channel, People = people, Service = service }, out id)));
        return id;
    }

    public string Verified(string title = "厨房下水堵了", string category = "lifeService", Channel channel = Channel.Phone, int people = 1, string? service = null)
    {
        var id = Submit(title, category, channel, people, service);
        Assert.Null(Do(draft => NeedRules.Verify(draft, Terms, id, new() { Decision = Verdict.Accept })));
        return id;
    }

    public string Done(string title = "厨房下水堵了", string category = "lifeService", int? score = null)
    {
        var id = Verified(title, category);
        Assert.Null(Do(draft => SearchRules.Dispatch(draft, Terms, id, new() { Mode = DispatchMode.Offer, Team = Team })));
        Accept(Order(id));
        Assert.Null(Do(draft => OrderRules.Report(draft, Order(id), new(WorkOutcome.Fulfilled, null, 1, []))));
        Assert.Null(Do(draft => OrderRules.Confirm(draft, Terms, Order(id))));
        if (score is { } stars)
            Assert.Null(Do(draft => RatingRules.Rate(draft, id, new(stars))));
        return id;
    }

    public Refusal? Promise(string need, DateOnly date, params string[] steps) =>
        Do(draft => PromiseRules.Set(draft, need, new(steps.Length == 0 ? ["修好设备", "再来一次"] : [.. steps], date), null));

    public Need Need(string id) => Book.Find<Need>(id)!;

    public Refusal? Publish(int month) => Do(draft => PublicationRules.Publish(draft, Terms, Month(month), MonthHistory.None));

    public PublicationView Publication(int month) => PublicationRules.View(Book.Find<Publication>(Month(month).ToString())!);

    /// <summary>One step of a random history; a step that makes no sense is refused and changes nothing.</summary>
    public void Step((int Kind, int Pick, int Hours) step, bool redo = true)
    {
        Now = Now.AddHours(step.Hours);
        _ = step.Kind switch
        {
            0 or 1 or 2 => Do(draft => NeedRules.Submit(draft, Terms, new() { Title = "事", Category = step.Pick % 2 == 0 ? "lifeService" : "health.escort", Channel = Channel.Phone }, out _)),
            3 or 4 => OnNeed(step.Pick, NeedStatus.Submitted, (d, n) => NeedRules.Verify(d, Terms, n.Id, new() { Decision = Verdict.Accept })),
            5 => OnNeed(step.Pick, NeedStatus.Submitted, (d, n) => NeedRules.Verify(d, Terms, n.Id, new() { Decision = Verdict.Reject, Reason = "unsafe", Advice = "请找专业人员" })),
            6 => OnNeed(step.Pick, NeedStatus.Submitted, (d, n) => NeedRules.Verify(d, Terms, n.Id, new() { Decision = Verdict.Redirect, Into = "12345" })),
            7 => OnNeed(step.Pick, NeedStatus.Submitted, (d, n) => NeedRules.Verify(d, Terms, n.Id, new() { Decision = Verdict.Merge, Into = Any(step.Pick + 1)?.Id })),
            8 => OnAny(step.Pick, (d, n) => NeedRules.Support(d, n.Id, "neighbour" + step.Hours)),
            9 => OnAny(step.Pick, (d, n) => NeedRules.Withdraw(d, n.Id, "不用了")),
            10 => OnNeed(step.Pick, NeedStatus.Verified, (d, n) => SearchRules.Dispatch(d, Terms, n.Id, new() { Mode = DispatchMode.Offer, Team = Team })),
            11 => OnOrder(step.Pick, OrderStatus.Offered, (d, o) => AcceptNow(d, o.Id)),
            12 => OnOrder(step.Pick, OrderStatus.Offered, (d, o) => OrderRules.Decline(d, Terms, o.Id, "来不了")),
            13 => OnOrder(step.Pick, OrderStatus.Accepted, (d, o) => ReportNow(d, o.Id, WorkOutcome.Fulfilled)),
            14 => OnOrder(step.Pick, OrderStatus.Accepted, (d, o) => ReportNow(d, o.Id, step.Pick % 2 == 0 ? WorkOutcome.NotFulfilled : WorkOutcome.Fulfilled)),
            15 => OnNeed(step.Pick, NeedStatus.Done, (d, n) => RatingRules.Rate(d, n.Id, new(step.Hours % 5 + 1))),
            16 => OnAny(step.Pick, (d, n) => PromiseRules.Set(d, n.Id, new(["一步"], ChinaTime.DateOf(Now).AddDays(step.Hours % 20)), null)),
            17 => Do(Due),
            18 => OnNeed(step.Pick, NeedStatus.Verified, (d, n) => NeedRules.CloseImpossible(d, n.Id, "办不了")),
            _ => redo ? Redo(step.Pick) : null,
        };
    }

    public string Order(string need) => Need(need).Orders[^1];

    public void Accept(string order) => Assert.Null(Do(draft => AcceptNow(draft, order)));

    private static Refusal? AcceptNow(Draft draft, string order)
    {
        if (OrderRules.Accept(draft, Terms, order, new()) is { } refusal)
            return refusal;
        OrderRules.Take(draft, Terms, new Reserved(order, new(draft.Now, draft.Now.AddHours(2)), OrderRules.Find(draft, order)!.People));
        return null;
    }

    private static Refusal? ReportNow(Draft draft, string order, WorkOutcome outcome) =>
        OrderRules.Report(draft, order, new(outcome, null, 1, [])) ?? OrderRules.Confirm(draft, Terms, order);

    /// <summary>What the owner does when it is woken.</summary>
    public Refusal? Due(Draft draft)
    {
        foreach (var item in Book.All<WorkOrder>().Where(o => o.Facets.WakeAt <= Now).ToList())
            OrderRules.Expire(draft, Terms, OrderRules.Find(draft, item.Id)!);
        foreach (var item in Needs.Where(n => n.Facets.WakeAt <= Now).ToList())
            UnitMail.Due(draft, Terms, NeedRules.Find(draft, item.Id)!);

        return null;
    }

    private Need? Any(int pick) => Needs.ToList() is { Count: > 0 } all ? all[pick % all.Count] : null;

    private Refusal? OnAny(int pick, Func<Draft, Need, Refusal?> act) => Any(pick) is { } need ? Do(draft => act(draft, need)) : null;

    private Refusal? OnNeed(int pick, NeedStatus status, Func<Draft, Need, Refusal?> act) =>
        Needs.Where(n => n.Status == status).ToList() is { Count: > 0 } fit ? Do(draft => act(draft, fit[pick % fit.Count])) : null;

    private Refusal? Redo(int pick) => Needs.Where(n => !n.Redone && n.Ratings.Any(r => r.Counts <= 2)).ToList() is { Count: > 0 } bad
        ? Do(draft => OrderRules.Redo(draft, bad[pick % bad.Count].Orders[^1], "没修好"))
        : null;

    private Refusal? OnOrder(int pick, OrderStatus status, Func<Draft, WorkOrder, Refusal?> act) =>
        Book.All<WorkOrder>().Where(o => o.Status == status).ToList() is { Count: > 0 } fit ? Do(draft => act(draft, fit[pick % fit.Count])) : null;
}
