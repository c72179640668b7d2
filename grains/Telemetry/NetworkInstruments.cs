using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Telemetry;

/// <summary>
/// Meter <c>Practice.Network</c>: what the network is for. Counters follow events once they are durable; gauges show the newest census.
/// </summary>
/// <remarks>Tags are closed sets: levels, first-level categories, outcomes. No unit, no person and no id is ever a tag.</remarks>
internal static class NetworkInstruments
{
    public const string Name = "Practice.Network";

    public static readonly ImmutableArray<string> Levels = [.. Enum.GetValues<Level>().Select(Json.Name)];

    public static readonly ImmutableSortedSet<string> Categories = EffectiveSettings.Default.Categories.Categories.Select(c => c.Code).ToImmutableSortedSet(StringComparer.Ordinal);

    private static readonly (string, IEnumerable<string>) LevelTag = ("level", Levels);
    private static readonly Meter Meter = new(Name);

    private static readonly ClosedCounter Submitted = new(
        Meter, "practice.needs.submitted", "{need}", "Needs taken down, by the level and category they came in at.", LevelTag, ("category", Categories));

    private static readonly ClosedCounter Ended = new(
        Meter, "practice.needs.ended", "{need}", "Needs that came to an end, by outcome.", LevelTag,
        ("outcome", ["done_on_time", "done_late", "not_fulfilled", "rejected", "redirected", "merged", "withdrawn", "closed_impossible"]));

    private static readonly ClosedCounter Escalated = new(Meter, "practice.needs.escalated", "{need}", "Needs that went to another level, by that level.", LevelTag);
    private static readonly ClosedCounter Stuck = new(Meter, "practice.needs.stuck", "{need}", "Needs that no level could find help for, by the level that must act.", LevelTag);
    private static readonly ClosedCounter Ratings = new(Meter, "practice.ratings", "{rating}", "Ratings given, by score.", ("score", ["1", "2", "3", "4", "5"]));

    private static readonly ClosedCounter Offers = new(
        Meter, "practice.offers", "{offer}", "Offers to teams, by the level that found them and by what came of them.", LevelTag,
        ("outcome", ["made", "accepted", "declined", "full", "expired", "cancelled", "released"]));

    private static readonly ClosedCounter FirstOffers = new(
        Meter, "practice.dispatch.first_offers", "{need}", "First offers of needs, by whether they were made within the limit.", LevelTag, ("outcome", ["in_time", "late"]));

    private static readonly Histogram<double> DispatchTime = Meter.CreateHistogram<double>(
        "practice.dispatch.duration", "s", "From a need being checked to a team having taken it on, by the level that found the team. The domain's time.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 432000, 864000] });

    private static volatile Shown? _shown;

    static NetworkInstruments()
    {
        Gauge("practice.needs.open", "{need}", "Needs that are neither met nor ended.", c => c.OpenNeeds.Select(n => Measure(n.Number, ("level", n.Level), ("category", n.Category))));
        Gauge("practice.needs.overdue", "{need}", "Open needs whose limit has passed.", c => c.Overdue.Select(n => Measure(n.Number, ("level", n.Level))));
        Gauge("practice.month.counts", "{count}", "Numerators and denominators of the present month's rates.", c => c.Measures.Select(m => Measure(m.Number, ("measure", m.Measure))));
        Gauge("practice.outbox.waiting", "{message}", "Messages and reports that are owed.", c => [Measure(c.Store.Owed)]);
        Gauge("practice.outbox.parked.waiting", "{message}", "Parked messages that wait for a person.", c => [Measure(c.Store.Parked)]);
        Gauge("practice.outbox.age", "s", "Age of the oldest message or report that is owed.", c => [Measure(c.OldestOwed.TotalSeconds)]);
        Gauge("practice.calendar.provisional", "{city}", "Cities whose calendar is computed, its notice not being loaded.",
            c => [Measure(c.ProvisionalThisYear, ("year", "this")), Measure(c.ProvisionalNextYear, ("year", "next"))]);
        Gauge("practice.census.time", "s", "When the network was last counted here, since 1970; 0 where it is not counted any more.", c => [Measure(c.CountedAt.ToUnixTimeMilliseconds() / 1000d)], elsewhere: 0);
    }

    /// <summary>Shows a census from here on; null = it is shown elsewhere.</summary>
    /// <remarks>
    /// A series that was shown once is shown for as long as the process lives, with its last number where nothing new is said. So what is
    /// counted elsewhere is said to be NaN, which no <c>max</c> takes for a number.
    /// </remarks>
    public static void Show(Census? census) => _shown = census is not null ? new(census, Here: true) : _shown is { } last ? last with { Here = false } : null;

    /// <summary>A category's first level, as long as it is one that comes with the system.</summary>
    public static string CategoryOf(string? category) =>
        category?.Split('.')[0] is { } first && Categories.Contains(first) ? first : ClosedCounter.Other;

    /// <summary>Counts what a unit's change meant, once it is durable.</summary>
    public static void Happened(Draft draft)
    {
        foreach (var (happened, after) in draft.Recorded)
            switch (after)
            {
                case Need need: Happened(draft, happened, need); break;
                case WorkOrder order: Happened(draft, happened, order); break;
            }
    }

    private static void Happened(Draft draft, DomainEvent happened, Need need)
    {
        switch (happened)
        {
            case NeedSubmitted: Submitted.Add(LevelOf(Ids.Owner(need.Id)), CategoryOf(need.Category)); break;
            case NeedEscalated to: Escalated.Add(LevelOf(to.To)); break;
            case NeedStuck at: Stuck.Add(LevelOf(at.Level)); break;
            case NeedRated rated: Ratings.Add(rated.Score.ToString(System.Globalization.CultureInfo.InvariantCulture)); break;
            case NeedAccepted when need.VerifiedAt is { } verified: DispatchTime.Record(Math.Max(0, (draft.Now - verified).TotalSeconds), new KeyValuePair<string, object?>("level", FoundBy(draft, need))); break;
            case NeedDone done: End(need, done.OnTime ? "done_on_time" : "done_late"); break;
            case NeedNotFulfilled: End(need, "not_fulfilled"); break;
            case NeedRejected: End(need, "rejected"); break;
            case NeedRedirected: End(need, "redirected"); break;
            case NeedMerged: End(need, "merged"); break;
            case NeedWithdrawn: End(need, "withdrawn"); break;
            case NeedClosedImpossible: End(need, "closed_impossible"); break;
        }
    }

    private static void Happened(Draft draft, DomainEvent happened, WorkOrder order)
    {
        switch (happened)
        {
            case OrderOfferMade: Made(draft, order); break;
            case OrderAccepted: Offer(order, "accepted"); break;
            case OrderDeclined { Code: "leader" }: Offer(order, "declined"); break;
            case OrderDeclined: Offer(order, "full"); break;
            case OrderExpired: Offer(order, "expired"); break;
            case OrderCancelled: Offer(order, "cancelled"); break;
            case OrderReleased: Offer(order, "released"); break;
        }
    }

    private static void Made(Draft draft, WorkOrder order)
    {
        Offer(order, "made");
        if (draft.Book.Find<Need>(order.Need) is { Orders: [var first, ..], Due.Dispatch: { } limit } && first == order.Id)
            FirstOffers.Add(LevelOf(order.By), draft.Now <= limit ? "in_time" : "late");
    }

    private static string FoundBy(Draft draft, Need need) =>
        need.Orders.Select(draft.Book.Find<WorkOrder>).LastOrDefault(order => order is { IsTaken: true }) is { } order ? LevelOf(order.By) : ClosedCounter.Other;

    private static void End(Need need, string outcome) => Ended.Add(LevelOf(Ids.Owner(need.Id)), outcome);

    private static void Offer(WorkOrder order, string outcome) => Offers.Add(LevelOf(order.By), outcome);

    private static string LevelOf(string unit) => Ids.IsUnit(unit) ? Json.Name(Ids.LevelOf(unit)) : ClosedCounter.Other;

    private static void Gauge(string name, string unit, string description, Func<Census, IEnumerable<Measurement<double>>> read, double elsewhere = double.NaN) =>
        Meter.CreateObservableGauge(name, () => _shown switch
        {
            null => [],
            { Here: true } shown => read(shown.Census),
            { } shown => read(shown.Census).Select(measured => new Measurement<double>(elsewhere, measured.Tags)),
        }, unit, description);

    private static Measurement<double> Measure(double number, params ReadOnlySpan<(string Name, string Value)> tags)
    {
        var pairs = new KeyValuePair<string, object?>[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            pairs[i] = new(tags[i].Name, tags[i].Value);
        return new(number, pairs);
    }

    private sealed record Shown(Census Census, bool Here);
}
