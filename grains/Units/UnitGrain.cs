using System.Text.Json;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Resources;
using Practice.Shared;
using Practice.Statistics;
using Practice.Teams;

namespace Practice.Units;

/// <summary>
/// A unit of the network at any level. It owns its lists: needs, orders, resources, services, the month; what it knows of its
/// children and of the teams in its subtree comes from their reports.
/// </summary>
[GrainType("unit")]
internal sealed partial class UnitGrain(KernelServices services, ITermsSource termsSource) : StreamGrain(services), IUnitGrain, INeedListGrain
{
    public static readonly ItemKinds AllKinds = UnitKinds.Create();

    private ITerms _terms = null!;

    protected override ItemKinds Kinds => AllKinds;

    protected override string PathOf(Book book) => Profile(book)?.Path ?? "/";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Terms();
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

    private static UnitProfile? Profile(Book book) => book.All<UnitProfile>().FirstOrDefault();

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
        await Terms();
        switch (message)
        {
            case HelpFound found:
                await FetchNeed(found.Need);
                break;
            case HelpNotFound nobody:
                await FetchNeed(nobody.Need);
                break;
            case PlanSent sent:
                await FetchNeed(sent.Need);
                break;
            case Reserved kept:
                await FetchOrder(kept.Order);
                break;
            case ReservationRefused refused:
                await FetchOrder(refused.Order);
                break;
        }
    }

    protected override void Take(Draft draft, string from, Message message)
    {
        switch (message)
        {
            case PointFounded founded:
                UnitRules.Founded(draft, founded);
                break;
            case HelpSought sought:
                CoordinationRules.Take(draft, from, sought);
                break;
            case HelpEnded ended:
                CoordinationRules.Take(draft, ended);
                break;
            case HelpFound found:
                SearchRules.Answered(draft, _terms, from["unit-".Length..], found);
                break;
            case HelpNotFound nobody:
                SearchRules.Answered(draft, _terms, from["unit-".Length..], nobody);
                break;
            case Reserved kept:
                OrderRules.Take(draft, _terms, kept);
                break;
            case ReservationRefused refused:
                OrderRules.Take(draft, _terms, refused);
                break;
            case PlanSent sent:
                AllocationRules.Take(draft, _terms, from["unit-".Length..], sent);
                break;
            default:
                throw new InvalidOperationException($"A unit does not take in {message.GetType().Name}.");
        }
    }

    protected override void TakeReport(Draft draft, string from, string topic, long version, string payload)
    {
        if (topic.StartsWith(CoordinationRules.CardTopic, StringComparison.Ordinal))
            CoordinationRules.TakeCard(draft, JsonSerializer.Deserialize<TeamCard>(payload, Json.Persisted)!);
        else if (topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal))
            ChildReports.TakeTally(draft, from["unit-".Length..], topic[TallyRules.Topic.Length..], version, JsonSerializer.Deserialize<StatCounts>(payload, Json.Persisted)!);
        else if (topic.StartsWith(PublicationRules.Topic, StringComparison.Ordinal))
            PublicationRules.TakeChild(draft, JsonSerializer.Deserialize<ChildPublication>(payload, Json.Persisted)!);
        else if (topic == UnitRules.ProfileTopic)
            ChildReports.TakeUnit(draft, JsonSerializer.Deserialize<ChildUnit>(payload, Json.Persisted)!);
        else
            throw new InvalidOperationException($"A unit does not take in reports on {topic}.");
    }

    protected override string? Report(Book book, string topic)
    {
        object? state = topic switch
        {
            UnitRules.ProfileTopic => Profile(book) is { } unit
                ? new ChildUnit { Id = unit.Id, CreatedAt = unit.CreatedAt, Name = unit.Name, Level = unit.Level, Status = unit.Status, Seen = book.Version }
                : null,
            _ when topic.StartsWith(CoordinationRules.CardTopic, StringComparison.Ordinal) => book.Find<TeamCard>(topic[CoordinationRules.CardTopic.Length..]),
            _ when topic.StartsWith(PublicationRules.Topic, StringComparison.Ordinal) => PublicationRules.Summary(book, topic[PublicationRules.Topic.Length..]),
            _ when topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal) => TallyRules.Sum(book, topic[TallyRules.Topic.Length..]),
            _ => null,
        };
        return state is null ? null : JsonSerializer.Serialize(state, state.GetType(), Json.Persisted);
    }

    protected override void Due(Draft draft, Item item)
    {
        switch (item)
        {
            case WorkOrder order:
                OrderRules.Expire(draft, _terms, order);
                break;
            case Need need:
                RatingRules.Close(draft, need);
                PromiseRules.Break(draft, NeedRules.Find(draft, need.Id)!);
                break;
            case Booking booking:
                BookingRules.Close(draft, booking);
                break;
            case Month month:
                GoOn(month);
                break;
        }
    }
}
