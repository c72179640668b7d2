using System.Collections.Concurrent;
using System.Diagnostics;

namespace Practice.Tests.Support;

/// <summary>The spans that some sources end while this lives, by trace. Others' tests run beside: ask for a trace of your own.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name, StringComparer.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<Activity> All => _ended;

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    /// <summary>A span and those it stands under, nearest first, as far as they have ended.</summary>
    public IReadOnlyList<Activity> Upwards(Activity span)
    {
        var way = new List<Activity> { span };
        while (_ended.FirstOrDefault(above => above.SpanId == way[^1].ParentSpanId) is { } above)
            way.Add(above);
        return way;
    }

    public void Dispose() => _listener.Dispose();
}
