using System.Text.Json;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Shared;
using Practice.Statistics;
using Practice.Units;

namespace Practice.Tests.Simulation;

/// <summary>A unit without its grain.</summary>
internal sealed class UnitOwner(World world, string id) : Owner(world, Ids.UnitStream(id), UnitKinds.Create())
{
    public static readonly ITerms Terms = EffectiveSettings.Default;

    public string Id { get; } = id;

    protected override string Path => Book.All<UnitProfile>().FirstOrDefault()?.Path ?? "/";

    public void Import(string? parent, string path)
    {
        var change = UnitRules.Imported(Id, "单位" + Id, Ids.LevelOf(Id), parent, path, World.NextId(), "import", World.Now, Kinds);
        Found(change, new Book(Stream) { Head = change.Head }.With(Kinds.Read(change.Items[0])!));
    }

    /// <summary>A command on a need: the need and its orders are fetched, then it is decided.</summary>
    public Refusal? OnNeed(string need, Func<Draft, Refusal?> decide, string actor = "clerk")
    {
        FetchNeed(need);
        return Execute(actor, decide);
    }

    public Refusal? OnOrder(string order, Func<Draft, Refusal?> decide, string actor = "clerk")
    {
        FetchOrder(order);
        return Execute(actor, decide);
    }

    public void FetchNeed(string need)
    {
        Fetch<Need>([need]);
        if (Book.Find<Need>(need) is { } found)
            Fetch<WorkOrder>(found.Orders);
    }

    public void FetchOrder(string order)
    {
        Fetch<WorkOrder>([order]);
        if (Book.Find<WorkOrder>(order) is { } found)
            FetchNeed(found.Need);
    }

    public override string? Report(string topic)
    {
        var payload = UnitMail.Report(Book, topic);
        if (payload is not null && topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal))
            World.Said[(Id, topic[TallyRules.Topic.Length..], Book.Version)] = payload;
        return payload;
    }

    protected override void Prepare(Message message) => Prepare(UnitMail.About(message));

    protected override void Prepare(Item due) => Prepare(UnitMail.About(due));

    private void Prepare((string? Need, string? Order) about)
    {
        var (need, order) = about;
        if (need is not null)
            FetchNeed(need);
        if (order is not null)
            FetchOrder(order);
    }

    protected override bool Take(Draft draft, string from, Message message)
    {
        UnitMail.Take(draft, Terms, from, message);
        return true;
    }

    protected override void TakeReport(Draft draft, Letter letter)
    {
        var payload = letter.Payload;
        if (World.Bug == Bug.CountedTwice && letter.Topic.StartsWith(TallyRules.Topic, StringComparison.Ordinal)
            && Book.Find<ChildTally>($"{letter.From["unit-".Length..]}/{letter.Topic[TallyRules.Topic.Length..]}") is { } before)
            payload = JsonSerializer.Serialize(before.Counts + JsonSerializer.Deserialize<StatCounts>(payload, Json.Persisted)!, Json.Persisted);
        UnitMail.TakeReport(draft, letter.From, letter.Topic, letter.Seq, payload);
    }

    protected override void Due(Draft draft, Item item) => UnitMail.Due(draft, Terms, item);

    protected override void Follow(Draft draft)
    {
        if (World.Bug == Bug.LadderForgotten)
            return;
        UnitMail.Follow(draft, Terms);
        if (World.Bug == Bug.RungAgain)
            foreach (var climb in draft.Book.All<Climb>().Where(climb => climb.Rungs.Length > 0 && draft.Touched.OfType<Need>().Any(need => need.Id == climb.Id)).ToList())
                draft.Record(new NeedClimbed(climb.Rungs[^1].Step, climb.Limit, climb.Rungs[^1].At), NeedRules.Find(draft, climb.Id)!);
    }

    protected override void Check(Draft draft) => NeedLaws.Check(World, this, draft);
}
