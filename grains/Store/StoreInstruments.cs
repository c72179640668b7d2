using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Practice.Store;

/// <summary>Meter and activity source of the store. Tags are closed sets: no stream and no id is ever a tag.</summary>
internal sealed class StoreInstruments : IDisposable
{
    public const string Name = "Practice.Store";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Histogram<long> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _changes;

    public StoreInstruments(Func<long> queueLength, Func<double> oldestAgeSeconds)
    {
        _batchSize = _meter.CreateHistogram<long>(
            "practice.store.batch.size", "{change}", "Changes written by one commit.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _commitDuration = _meter.CreateHistogram<double>(
            "practice.store.commit.duration", "s", "Time of one commit, resubmissions included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15] });
        _changes = _meter.CreateCounter<long>("practice.store.changes", "{change}", "Changes answered, by outcome.");
        _meter.CreateObservableGauge("practice.store.queue.length", queueLength, "{change}", "Changes not yet answered.");
        _meter.CreateObservableGauge("practice.store.queue.age", oldestAgeSeconds, "s", "Age of the oldest change not yet answered.");
    }

    public void Committed(int changes, TimeSpan duration)
    {
        _batchSize.Record(changes);
        _commitDuration.Record(duration.TotalSeconds);
    }

    /// <param name="outcome">One of <c>committed</c>, <c>fenced</c>, <c>rejected</c>, <c>unknown</c>.</param>
    public void Answered(int number, string outcome) => _changes.Add(number, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
