using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Programmes;
using Practice.Push;
using Practice.Services;
using Practice.Shared;
using Practice.Telemetry;

namespace Practice.Units;

/// <summary>
/// A unit of the network at any level. It owns its lists: needs, orders, resources, services, the month; what it knows of its
/// children and of the teams in its subtree comes from their reports.
/// </summary>
[GrainType("unit")]
internal sealed partial class UnitGrain(KernelServices services, ITermsSource termsSource, PushServices push) : StreamGrain(services), IUnitGrain, INeedListGrain
{
    public static readonly ItemKinds AllKinds = UnitKinds.Create();

    private ITerms _terms = null!;

    protected override ItemKinds Kinds => AllKinds;

    protected override string PathOf(Book book) => Profile(book)?.Path ?? "/";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Terms();
        CarryOn();
        if (LadderRules.Mistimed(Book, _terms).Any() || Book.All<Service>().Any(SessionRules.IsUnplanned))
            _ = TakeOverFormer();
    }

    public async Task<Result<UnitView>> View() => await Read(book => UnitViews.Of(book)) is { } view
        ? new(view, null)
        : Gone<UnitView>(Refusal.NotFound("unit", Code));

    public Task<Result<UnitView>> Edit(Operation operation, EditUnit edit) => Change(operation, draft => UnitRules.Edit(draft, edit, operation.IfMatch));

    public Task<Result<UnitView>> Open(Operation operation) => Change(operation, UnitRules.Open);

    public Task<Result<UnitView>> Close(Operation operation, string reason) => Change(operation, draft => UnitRules.Close(draft, reason));

    public async Task<Result<UnitView>> AddPoint(Operation operation, AddPoint point)
    {
        var id = "";
        var added = await Execute<string>(operation, draft => UnitRules.AddPoint(draft, point, out id), () => id, (_, made) => made);
        if (added.Refusal is { } refusal)
            return refusal;
        await Delivered(Ids.UnitStream(added.Value!));
        return await Services.Grains.GetGrain<IUnitGrain>(Ids.UnitStream(added.Value!)).View();
    }

    public async Task<bool> Reimport(Operation operation, string name)
    {
        var before = Book.Version;
        await Change(operation, draft => UnitRules.Reimport(draft, name));
        return Book.Version != before;
    }

    private string Code => Stream["unit-".Length..];

    private static UnitProfile? Profile(Book book) => book.Only<UnitProfile>();

    /// <summary>The terms in force, fetched before deciding: rules read them synchronously.</summary>
    private async ValueTask<ITerms> Terms() => _terms = await termsSource.For(PathOf(Book));

    private Task<Result<UnitView>> Change(Operation operation, Func<Draft, Refusal?> decide) =>
        Execute<UnitView>(operation, decide, () => Code, (book, _) => UnitViews.Of(book));

    // What does not exist is not remembered: the next call finds it if it was created meanwhile.
    private Result<T> Gone<T>(Refusal refusal)
    {
        if (Book.Head is null)
            DeactivateOnIdle();
        return refusal;
    }

    protected override async Task Prepare(Message message)
    {
        await Prepare(UnitMail.About(message));
        if (message is TaskHanded handed)
            await FetchTask(handed.Task);
        if (UnitMail.PickUpOf(message) is { } pickUp)
            await Fetch<Exchange.PickUp>(pickUp);
    }

    protected override async Task Prepare(Item due)
    {
        await Prepare(UnitMail.About(due));
        if (due is Service service)
            await FetchSessions(service.Id);
    }

    private async Task Prepare((string? Need, string? Order) about)
    {
        await Terms();
        var (need, order) = about;
        if (need is not null)
            await FetchNeed(need);
        if (order is not null)
            await FetchOrder(order);
    }

    protected override void Happened(Draft draft) => NetworkInstruments.Happened(draft);

    protected override void Take(Draft draft, string from, Message message) => UnitMail.Take(draft, _terms, from, message);

    protected override void TakeReport(Draft draft, string from, string topic, long version, string payload) =>
        UnitMail.TakeReport(draft, from, topic, version, payload);

    protected override string? Report(Book book, string topic) => UnitMail.Report(book, topic);

    protected override void Due(Draft draft, Item item)
    {
        switch (item)
        {
            case Month month:
                GoOn(month);
                break;
            case PushTarget target:
                Tell(target.Id);
                break;
            case Delivery delivery:
                SendOut(draft, delivery);
                break;
            default:
                UnitMail.Due(draft, _terms, item);
                break;
        }
    }
}
