using System.Diagnostics;
using System.Diagnostics.Metrics;
using Practice.Store.Writing;
using Practice.Telemetry;

namespace Practice.Store;

/// <summary>Meter and activity source of the store. Tags are closed sets: no stream and no id is ever a tag.</summary>
internal sealed class StoreInstruments : IDisposable
{
    public const string Name = "Practice.Store";

    public static readonly ActivitySource Activities = new(Name);

    // The most that a batch names of the changes in it: a full one has hundreds.
    private const int MostLinks = 128;

    private readonly Meter _meter = new(Name);
    private readonly Histogram<long> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly ClosedCounter _changes;

    public StoreInstruments(Func<long> queueLength, Func<double> oldestAgeSeconds)
    {
        _batchSize = _meter.CreateHistogram<long>(
            "practice.store.batch.size", "{change}", "Changes written by one commit.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _commitDuration = _meter.CreateHistogram<double>(
            "practice.store.commit.duration", "s", "Time of one commit, resubmissions included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15] });
        _changes = new ClosedCounter(
            _meter, "practice.store.changes", "{change}", "Changes answered, by outcome.", ("outcome", ["committed", "fenced", "rejected", "unknown", "refused"]));
        _meter.CreateObservableGauge("practice.store.queue.length", queueLength, "{change}", "Changes not yet answered.");
        _meter.CreateObservableGauge("practice.store.queue.age", oldestAgeSeconds, "s", "Age of the oldest change not yet answered.");
    }

    /// <summary>The span of one change, from its call to its answer; null where the caller is not traced.</summary>
    public static Activity? BeginChange()
    {
        if (Activity.Current is not { Recorded: true } caller)
            return null;
        var span = Activities.StartActivity("store change");
        Activity.Current = caller; // It ends elsewhere; the caller goes on under its own.
        return span;
    }

    /// <summary>Ends a change's span on the writer's loop, which belongs to no caller.</summary>
    public static void End(Activity span, Exception? reason)
    {
        var current = Activity.Current;
        if (reason is not null)
            span.SetStatus(ActivityStatusCode.Error, reason.GetType().Name);
        span.Stop();
        Activity.Current = current;
    }

    /// <summary>
    /// The span of a commit: under the first of its changes that is traced, so that it is kept where that is, and linked with all of
    /// them in both directions.
    /// </summary>
    public static Activity? BeginCommit(List<PendingChange> batch)
    {
        var changes = batch.Select(p => p.Span).OfType<Activity>().Take(MostLinks).ToList();
        if (changes.Count == 0)
            return null;
        var commit = Activities.StartActivity(
            "store commit", ActivityKind.Internal, changes[0].Context, [new("practice.store.batch.size", batch.Count)], changes.Select(c => new ActivityLink(c.Context)));
        if (commit is not null)
            foreach (var change in changes)
                change.AddLink(new ActivityLink(commit.Context));
        return commit;
    }

    public void Committed(int changes, TimeSpan duration)
    {
        _batchSize.Record(changes);
        _commitDuration.Record(duration.TotalSeconds);
    }

    /// <param name="outcome">One of <c>committed</c>, <c>fenced</c>, <c>rejected</c>, <c>unknown</c>, <c>refused</c> (the queue was full).</param>
    public void Answered(int number, string outcome) => _changes.Add(outcome, number);

    public void Dispose() => _meter.Dispose();
}
