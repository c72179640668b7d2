using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Practice.Store;
using Practice.Telemetry;

namespace Practice.Kernel;

/// <summary>Meter and activity source <c>Practice.Kernel</c>: how well owners pass things on, and how well they are woken.</summary>
internal static class KernelInstruments
{
    public const string Name = "Practice.Kernel";

    public static readonly ActivitySource Activities = new(Name);

    private const string Report = "report";
    private static readonly (string, IEnumerable<string>) Kinds = ("kind", ["message", Report]);
    private static readonly (string, IEnumerable<string>) WakerNumbers =
        ("waker", Enumerable.Range(0, Wakers.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<int, double> Lags = new();

    private static readonly ClosedCounter ParkedMessages = new(
        Meter, "practice.outbox.parked", "{message}", "Messages that their receiver could not take in and that wait for a person.", ("type", Message.KnownNames));

    private static readonly ClosedCounter Failures = new(Meter, "practice.outbox.failures", "{delivery}", "Deliveries that failed and are tried again.", Kinds);

    private static readonly Histogram<double> DeliveryAge = Meter.CreateHistogram<double>(
        "practice.outbox.delivery.age", "s", "From a message or report being owed to its receiver having taken it in.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly ClosedCounter Looks = new(Meter, "practice.waker.looks", "{look}", "Times a waker has looked at all its shards.", WakerNumbers);

    static KernelInstruments() => Meter.CreateObservableGauge(
        "practice.waker.lag", () => Lags.Select(lag => new Measurement<double>(lag.Value, new KeyValuePair<string, object?>("waker", lag.Key.ToString(CultureInfo.InvariantCulture)))),
        "s", "How long the longest waiting owner of a waker's shards has been due.");

    public static void Parked(string type) => ParkedMessages.Add(type);

    public static void Failed(bool report) => Failures.Add(report ? Report : "message");

    public static void Delivered(OutboxRow row, TimeSpan age)
    {
        if (DeliveryAge.Enabled)
            DeliveryAge.Record(Math.Max(0, age.TotalSeconds), new KeyValuePair<string, object?>("kind", row.Topic.Length == 0 ? "message" : Report));
    }

    public static void Looked(int waker, TimeSpan lag)
    {
        Lags[waker] = lag.TotalSeconds;
        Looks.Add(waker.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The waker goes on elsewhere. Its series stays, so that its last lag must not.</summary>
    public static void Left(int waker) => Lags[waker] = 0;

    /// <summary>The change with the trace that it belongs to in what it owes. Call only where somebody listens.</summary>
    public static Change Traced(Change change) => change.Outbox.Length > 0 && Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } id }
        ? change with { Outbox = [.. change.Outbox.Select(row => row with { Trace = id })] }
        : change;

    /// <summary>The span of one delivery, under what caused the message; null where that was not traced.</summary>
    public static Activity? BeginDelivery(OutboxRow row) =>
        Activities.HasListeners() && row.Trace is not null && ActivityContext.TryParse(row.Trace, null, isRemote: true, out var cause)
            ? Activities.StartActivity("outbox deliver", ActivityKind.Producer, cause, [new("practice.message.type", row.Type)])
            : null;
}
