using System.Diagnostics.Metrics;
using Practice.Telemetry;
using Xunit;

namespace Practice.Tests.Telemetry;

public sealed class ClosedCounterTests : IDisposable
{
    private readonly Meter _meter = new("Practice.Tests." + Guid.NewGuid());

    [Fact]
    public void Every_value_is_shown_once_from_the_start()
    {
        var counter = new ClosedCounter(_meter, "stuck", "{need}", "", ("level", ["city", "centre"]));

        Assert.Equal(["level=city 0", "level=centre 0"], Shown());
        counter.Add("centre");
        counter.Add("centre", 2);
        Assert.Equal(["level=city 0", "level=centre 3"], Shown());
    }

    [Fact]
    public void Every_pair_of_values_is_shown_once()
    {
        var counter = new ClosedCounter(_meter, "offers", "{offer}", "", ("level", ["city", "centre"]), ("outcome", ["made", "full"]));

        counter.Add("city", "full");

        Assert.Equal(["level=city,outcome=made 0", "level=city,outcome=full 1", "level=centre,outcome=made 0", "level=centre,outcome=full 0"], Shown());
    }

    [Fact]
    public void What_is_outside_the_sets_is_shown_once_it_happened()
    {
        var counter = new ClosedCounter(_meter, "problems", "{answer}", "", ("code", ["error.internal"]));

        counter.Add("never heard of");

        Assert.Equal(["code=error.internal 0", "code=other 1"], Shown());
    }

    public void Dispose() => _meter.Dispose();

    private List<string> Shown()
    {
        var shown = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter == _meter)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, number, tags, _) =>
            shown.Add(string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")) + $" {number}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }
}
